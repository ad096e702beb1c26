"""`python -m benchmarks.json_parser` runs the command line."""

import sys

from benchmarks.json_parser.main import main

if __name__ == "__main__":
    sys.exit(main())
