"""What decides how lines are counted; it is the header of a partial, byte for byte."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import pairwise
from typing import Any

from .conditions import check_filter
from .plans import COLUMNS, Plan, check_plan, has_latency, present_columns

GROUPS = (
    *COLUMNS,
    "method",
    "protocol",
    "status",
    "status_class",
    "minute",
    "hour",
    "day",
)

_LARGEST = 2**63 - 1
_MOST_JUMPS = 100_000


def _combined() -> Plan:
    return {"kind": "combined"}


@dataclass(frozen=True, eq=False)
class Options:
    """How lines are counted. Only partials with equal options can be merged.

    Values are plain JSON. They are equal, and hash alike, when their headers are equal.

    Attributes:
        plan: What a line looks like, see `plans`.
        filter: Which good lines count, see `conditions`; None is all.
        group_by: Names of GROUPS, each once.
        latency_by: Names of COLUMNS, each once: for whose keys the latencies are kept apart.
        max_line: Longer lines are malformed, in bytes.
        samples: How many malformed lines are kept.
        strip_query: Whether a path ends before its first `?`.
        zone: [from, offset]: from which second since 1970 on which offset from UTC holds, in
            seconds, ascending; empty is UTC. Only groups by time use it.
        approx: Whether memory is bounded, and counts are approximate.

    Raises:
        ValueError: A value is not allowed.
    """

    plan: Plan = field(default_factory=_combined)
    filter: list[Any] | None = None
    group_by: tuple[str, ...] = ()
    latency_by: tuple[str, ...] = ()
    max_line: int = 1 << 20
    samples: int = 20
    strip_query: bool = True
    zone: tuple[tuple[int, int], ...] = ()
    approx: bool = False

    def __post_init__(self) -> None:
        check_plan(self.plan)
        if self.filter is not None:
            check_filter(self.filter)
        _check_names("group_by", self.group_by, GROUPS)
        _check_names("latency_by", self.latency_by, COLUMNS)
        _check_number("max_line", self.max_line, 1)
        _check_number("samples", self.samples, 0)
        for name in ("strip_query", "approx"):
            if type(getattr(self, name)) is not bool:
                raise ValueError(f"{name} is {getattr(self, name)!r:.200}, must be true or false")
        _check_zone(self.zone)
        if self.approx and self.latency_by:
            raise ValueError("latency_by must be empty in approximate mode")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Options) and self.header() == other.header()

    def __hash__(self) -> int:
        return hash(self.header())

    def header(self) -> bytes:
        """Returns the canonical JSON: ASCII, keys sorted, no spaces."""
        return self._header

    @cached_property
    def _header(self) -> bytes:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return json.dumps(values, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()

    @classmethod
    def read(cls, header: bytes) -> Options:
        """Returns the options whose header it is.

        Raises:
            ValueError: It is none, or not written as `header` does.
        """
        try:
            values = json.loads(header.decode("ascii"))
            if not isinstance(values, dict) or {*values} != {one.name for one in fields(cls)}:
                raise ValueError("its names are not those of the options")
            options = cls(**values)
        except RecursionError:
            raise ValueError("it is nested too deep") from None
        if options.header() != header:
            raise ValueError("it is not in canonical form")
        return options

    @property
    def has_latency(self) -> bool:
        """Whether lines may say how long a request took."""
        return has_latency(self.plan)

    @property
    def columns(self) -> frozenset[str]:
        """The COLUMNS that have a value in every good line."""
        return present_columns(self.plan)


def _check_names(name: str, values: Any, allowed: tuple[str, ...]) -> None:
    if not isinstance(values, list | tuple):
        raise ValueError(f"{name} is {values!r:.200}, must be a list")
    for value in values:
        if value not in allowed:
            raise ValueError(f"{name} has {value!r:.200}, must be of {', '.join(allowed)}")
        if values.count(value) > 1:
            raise ValueError(f"{name} has {value!r} {values.count(value)} times, must be once")


def _check_number(name: str, value: Any, least: int) -> None:
    if type(value) is not int or not least <= value <= _LARGEST:
        raise ValueError(f"{name} is {value!r:.200}, must be a whole number of at least {least}")


def _check_zone(zone: Any) -> None:
    if not isinstance(zone, list | tuple) or len(zone) > _MOST_JUMPS:
        raise ValueError(f"zone is {zone!r:.200}, must be a list of at most {_MOST_JUMPS}")
    for entry in zone:
        if not (isinstance(entry, list | tuple) and [*map(type, entry)] == [int, int]):
            raise ValueError(f"zone has {entry!r:.200}, must be second and offset")
        if abs(entry[0]) > _LARGEST or abs(entry[1]) >= 86_400 or entry[1] % 60:
            raise ValueError(f"zone has {entry!r:.200}, an offset must be whole minutes of a day")
    if any(one[0] >= two[0] for one, two in pairwise(zone)):
        raise ValueError("the seconds of zone must ascend")
