"""Inputs on which the cost of fallback_chain shows, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType


def failing_sources(size: int) -> tuple[list[tuple[str, Callable[[], object]]]]:
    """All n sources fail."""

    def fails() -> object:
        raise LookupError("not here")

    return ([(f"source {number}", fails) for number in range(size)],)


def count_the_failures(subject: ModuleType, sources: list[tuple[str, Callable[[], object]]]) -> int:
    """Asks all of them in vain."""
    try:
        subject.fallback_chain(sources)
    except subject.AllFailed as failure:
        return len(failure.exceptions)
    return 0
