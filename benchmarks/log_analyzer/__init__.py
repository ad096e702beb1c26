"""The log analyzer against its peers: `python -m benchmarks.log_analyzer --help`."""
