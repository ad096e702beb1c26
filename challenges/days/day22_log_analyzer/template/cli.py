"""The command line: `python -m challenges.days.day22_log_analyzer access.log`."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status (README, "Run it for real")."""
    raise NotImplementedError("main")
