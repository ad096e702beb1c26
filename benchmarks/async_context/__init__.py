"""What the package of day 5 costs beside contextlib and a pool made of a queue."""
