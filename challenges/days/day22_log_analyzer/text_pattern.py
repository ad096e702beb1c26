"""A pattern for the usual lines of a text plan, so that most lines are not read step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .line import Fields, fast_pattern, fast_target
from .plans import LATENCY_FIELDS, REQUEST_PARTS, Plan, fields_of
from .values import NO_LATENCY, read_latency, without_port

_MOST_LATENCIES = 8  # so many of the form below cannot add up to more than 63 bits
# A literal that starts with one of these could be taken for the end of a number or of a name.
_IN_VALUES = frozenset(b"0123456789-+.:/_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_REQUEST = ("method", "path", "protocol")
_CLF = (rb"(.{17})(:[0-5]\d [+-]\d{4})", ("minute", "clock"))
_ISO = (
    rb"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:[0-5]\d(?:Z|[+-]\d\d:?\d\d))",
    ("minute", "clock"),
)
_FIXED: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "status": (rb"([1-5]\d\d)", ("status",)),
    "size": (rb"(\d{1,18}|-)", ("size",)),
    "time_clf": _CLF,
    "time_iso": _ISO,
    "method": (rb"([A-Za-z_][A-Za-z_-]*+)", ("method",)),
    "protocol": (rb"(HTTP/\d(?:\.\d)?)", ("protocol",)),
    "latency_s": (rb"(\d{1,12}(?:\.\d{1,6})?|-)", ("latency_s",)),
    "latency_ms": (rb"(\d{1,15}(?:\.\d{1,6})?|-)", ("latency_ms",)),
    "latency_us": (rb"(\d{1,18}|-)", ("latency_us",)),
}


class _Remembered(dict[bytes, Any]):
    """What a function makes of different values."""

    def __init__(self, read: Callable[[bytes], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: bytes) -> Any:
        if len(self) > 1 << 16:  # a hostile log has more
            self.clear()
        made = self[key] = self._read(key)
        return made


@dataclass(frozen=True, slots=True)
class Usual:
    """A pattern of whole usual lines, each with its newline.

    Attributes:
        pattern: Its groups are values; it may match across newlines.
        names: Of each group, the field, or a latency by its unit.
    """

    pattern: re.Pattern[bytes]
    names: tuple[str, ...]
    made: dict[str, _Remembered]

    def fields(self, groups: list[list[bytes]]) -> list[list[Any]]:
        """Returns the columns of Fields from those of the groups."""
        rows = len(groups[0])
        found: dict[str, list[Any]] = {}
        for name, group in zip(self.names, groups, strict=True):
            column: list[Any] = group
            if name in self.made:
                made = self.made[name]
                column = [made[text] for text in group]
            name = "latency" if name in LATENCY_FIELDS else name
            if name in found:
                column = [
                    NO_LATENCY if NO_LATENCY in both else sum(both)
                    for both in zip(found[name], column, strict=True)
                ]
            found[name] = column
        return [
            found[name] if name in found else [_ABSENT.get(name, b"")] * rows
            for name in Fields._fields
        ]


_ABSENT: dict[str, Any] = {
    "method": b"-",
    "protocol": b"-",
    "size": b"-",
    "latency": NO_LATENCY,
    "bad": False,
}


def usual_lines(plan: Plan, strip_query: bool) -> Usual | None:
    """Returns the pattern for a plan, or None if it has no such lines."""
    if plan["kind"] in ("common", "combined"):
        has_agents = plan["kind"] == "combined"
        width = 11 if has_agents else 9
        return Usual(fast_pattern(has_agents, strip_query), Fields._fields[:width], {})
    if plan["kind"] != "text":
        return None
    fields = fields_of(plan)
    if sum(name in LATENCY_FIELDS for name in fields) > _MOST_LATENCIES:
        return None
    if "query" in fields and not strip_query:
        return None
    if "request" in fields and not {*fields}.isdisjoint(REQUEST_PARTS):
        return None
    pattern = b"^"
    names: list[str] = []
    for (form, text), (_, following) in pairwise([*plan["steps"], ("lit", "")]):
        if form == "lit":
            pattern += re.escape(text.encode("latin-1"))
            continue
        piece = _piece(form, text, following.encode("latin-1")[:1], strip_query)
        if piece is None:
            return None
        pattern += piece[0]
        names += piece[1]
    if pattern.endswith(b"\r"):
        return None  # it could not be told from the carriage return that a line may end with
    made = {name: _Remembered(_latency_reader(name)) for name in names if name in LATENCY_FIELDS}
    if "ip_port" in fields:
        made["ip"] = _Remembered(without_port)
    return Usual(re.compile(pattern + rb"\r?\n", re.MULTILINE), tuple(names), made)


def _latency_reader(unit: str) -> Callable[[bytes], Any]:
    return lambda text: read_latency(text, unit)


def _piece(
    form: str, name: str, end: bytes, strip_query: bool
) -> tuple[bytes, tuple[str, ...]] | None:
    """Returns the pattern of a value and the names of its groups, or None if there is none.

    Args:
        form: bare, quoted or rest.
        name: The field.
        end: First byte of the literal behind it; empty at the end of the line.
        strip_query: Whether paths end before their first `?`.
    """
    if form == "rest":
        return rb"[^\n]*+", ()
    if form == "quoted" and end != b'"':
        return None
    if end and end[0] in _IN_VALUES:
        return None
    stop = re.escape(end) if end else rb"\r"
    if name == "request":
        if form != "quoted":
            return None
        target = fast_target(strip_query, b"")
        return rb"([A-Za-z_-]++) " + target + rb" (HTTP/\d(?:\.\d)?)", _REQUEST
    if name == "target":
        return fast_target(strip_query, stop), ("path",)
    if name in _FIXED:
        return _FIXED[name]
    if name not in ("ip", "ip_port", "user", "host", "referrer", "user_agent", "query", "skip"):
        return None
    value = rb'[^"]*+(?<!\\)' if form == "quoted" else rb"[^%b\n]++" % stop
    if name in ("query", "skip"):
        return value, ()
    if form == "quoted" and name in ("ip", "ip_port"):
        return None
    return rb"(%b)" % value, ("ip" if name == "ip_port" else name,)
