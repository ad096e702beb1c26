"""`python -m challenges.days.day22_log_analyzer` runs the command line."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
