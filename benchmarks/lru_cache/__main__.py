"""`python -m benchmarks.lru_cache` runs the command line."""

import sys

from benchmarks.lru_cache.main import main

if __name__ == "__main__":
    sys.exit(main())
