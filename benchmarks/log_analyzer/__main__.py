"""Runs the benchmark."""

import sys

from benchmarks.log_analyzer.main import main

sys.exit(main())
