"""What is asked of a log: everything that a caller says, checked and compiled once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import TypedDict

from .backends import MakeTally, Tally, find_backend
from .filters import automata_of, compile_filter
from .formats import FieldMap, LogFormat, find_format
from .options import Options
from .zones import find_zone, jumps

_BY_TIME = ("minute", "hour", "day")


@dataclass(frozen=True)
class Question:
    """How lines are counted, and how the answer is shown.

    Attributes:
        options: What all backends need to know.
        automata: What the patterns of the filter became.
        backend: Name of the backend.
        make: Its tally.
        zone: Where times are shown.
        rows: How many rows top lists have.
    """

    options: Options
    automata: tuple[bytes, ...]
    backend: str
    make: MakeTally
    zone: tzinfo = UTC
    rows: int = 10

    def about(self, form: LogFormat) -> Question:
        """Returns the same question about lines of another format."""
        return replace(self, options=replace(self.options, plan=form.plan))

    def tally(self) -> Tally:
        """Returns a new tally."""
        return self.make(self.options.header().decode("ascii"), self.automata)


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


def compile_question(
    format: str | FieldMap | LogFormat,
    *,
    backend: str = "auto",
    where: str | None = None,
    since: str | datetime | None = None,
    until: str | datetime | None = None,
    top: int = 10,
    group_by: str | Iterable[str] = (),
    latency_by: str | Iterable[str] = (),
    exact: bool = True,
    strip_query: bool = True,
    timezone: str | tzinfo = "UTC",
    malformed_samples: int = 20,
    max_line: int = 1 << 20,
) -> Question:
    """Returns a question; `analyze` says what the arguments mean.

    Raises:
        LogAnalyzerError: A format, filter or backend cannot be used.
        ValueError: Another argument is not allowed.
    """
    at_least("malformed_samples", malformed_samples, 0)
    at_least("top", top, 0)
    zone = find_zone(timezone)
    found = compile_filter(where, since, until, zone)
    groups = _names(group_by)
    by_time = zone is not UTC and any(name in _BY_TIME for name in groups)
    options = Options(
        plan=find_format(format).plan,
        filter=found.node if found else None,
        group_by=groups,
        latency_by=_names(latency_by),
        max_line=max_line,
        samples=malformed_samples,
        strip_query=bool(strip_query),
        zone=jumps(zone) if by_time else (),
        approx=not exact,
    )
    name, make = find_backend(backend)
    return Question(options, found.automata if found else (), name, make, zone, top)


def question_of(
    options: Options, *, backend: str = "auto", top: int = 10, timezone: str | tzinfo = "UTC"
) -> Question:
    """Returns the question that partials with these options answer.

    Raises:
        ValueError: A pattern of the filter is none, or another argument is not allowed.
    """
    at_least("top", top, 0)
    name, make = find_backend(backend)
    automata = automata_of(options.filter)
    return Question(options, automata, name, make, find_zone(timezone), top)


def at_least(name: str, value: int | None, least: int) -> None:
    """Raises ValueError if a number is too small; None is none."""
    if value is not None and value < least:
        raise ValueError(f"{name} is {value}, must be at least {least}")


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
