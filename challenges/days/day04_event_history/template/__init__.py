"""Command pattern with undo/redo and event sourcing: TODO: one line that says what it does."""

from __future__ import annotations


def answer(value: int) -> int:
    """TODO: the contract: Args, Returns, Raises, Complexity."""
    raise NotImplementedError("answer")
