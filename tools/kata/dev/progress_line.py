"""One line on a terminal that says how far a long command is; nothing elsewhere."""

from __future__ import annotations

import sys


def show(done: int, total: int, what: str) -> None:
    """Writes the line anew: ``3 of 13 units checked``."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} {what}\x1b[K")
        sys.stderr.flush()


def clear() -> None:
    """Takes the line away."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
