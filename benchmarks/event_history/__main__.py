"""`python -m benchmarks.event_history` runs the command line."""

import sys

from benchmarks.event_history.main import main

if __name__ == "__main__":
    sys.exit(main())
