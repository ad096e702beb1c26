"""`python -m challenges.days.day04_event_history` runs the command line."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
