"""The command line: `python -m challenges.days.day01_lru_cache inspect --namespace app`."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    raise NotImplementedError("main")
