"""Runs the proof."""

import sys

from benchmarks.growth_judge.main import main

if __name__ == "__main__":  # processes that judge import this module again
    sys.exit(main())
