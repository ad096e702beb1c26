"""`python -m challenges.days.day02_json_parser` runs the command line."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
