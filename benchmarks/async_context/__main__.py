"""`python -m benchmarks.async_context` runs the command line."""

import sys

from benchmarks.async_context.main import main

if __name__ == "__main__":
    sys.exit(main())
