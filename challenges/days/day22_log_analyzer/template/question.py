"""What is asked of a log: everything that a caller says, checked and compiled once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, TypedDict

from .backends import MakeTally, Tally


@dataclass(frozen=True)
class Question:
    """How lines are counted, and how the answer is shown.

    Attributes:
        options: What all backends need to know: the header of a partial.
        automata: What the patterns of the filter became.
        backend: Name of the backend.
        make: Its tally.
        zone: Where times are shown.
        rows: How many rows top lists have.
    """

    options: Any
    automata: tuple[bytes, ...]
    backend: str
    make: MakeTally
    zone: tzinfo = UTC
    rows: int = 10

    def tally(self) -> Tally:
        """Returns a new tally."""
        raise NotImplementedError("Question.tally")


class Asked(TypedDict, total=False):
    """The arguments that `analyze` shares with others; it says what they mean."""

    backend: str
    where: str | None
    since: str | datetime | None
    until: str | datetime | None
    top: int
    group_by: str | Iterable[str]
    latency_by: str | Iterable[str]
    exact: bool
    strip_query: bool
    timezone: str | tzinfo
    malformed_samples: int
    max_line: int
