"""Looks into a segment log, and carries events from one to another."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 if the log is damaged or locked, 2 on wrong arguments."""
    raise NotImplementedError("main")
