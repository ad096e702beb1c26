"""The command line: `python -m challenges.days.day02_json_parser check FILE`."""

from __future__ import annotations

OK, REFUSED, USAGE, INTERRUPTED = (0, 1, 2, 130)


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    raise NotImplementedError("main")
