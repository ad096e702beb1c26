"""Lines that are one JSON object each, by RFC 8259 to the letter."""

from __future__ import annotations

import re
from json import JSONDecoder
from typing import Any, NoReturn

from .line import Fields
from .plans import LATENCY_FIELDS, TIME_FIELDS, Plan
from .values import (
    NO_LATENCY,
    READ_MOMENT,
    Moment,
    Request,
    add_latency,
    clf_moment,
    epoch_moment,
    is_status,
    iso_moment,
    join_request,
    number_moment,
    read_date,
    read_latency,
    read_request,
    read_size,
    read_time_of_day,
    seconds_moment,
    without_port,
)

DEEPEST = 64

# Backslashes are in strings only. Group 1 is half of a surrogate pair without its other half.
_ESCAPES = re.compile(rb"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\(u[dD][89a-fA-F]..)|\\.", re.DOTALL)
_BRACKETS = re.compile(rb'"(?:[^"\\]*+(?:\\.[^"\\]*+)*+)"|([\[{])|([\]}])', re.DOTALL)
_INDEX = re.compile(r"(?a:0|[1-9]\d{0,17})")
_PARTS = ("method", "target", "query", "protocol")


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_decode = JSONDecoder(parse_float=_Number, parse_int=_Number, parse_constant=_refuse).decode


def parse_object(line: bytes) -> dict[str, Any] | None:
    """Returns the object that a line is, or None if it is none.

    Numbers are str of a kind of their own. Bytes that are no UTF-8 are kept as surrogates, so that
    two strings are equal if their bytes are.
    """
    if line.count(b"[") + line.count(b"{") > DEEPEST and _is_too_deep(line):
        return None
    if rb"\u" in line and any(match[1] for match in _ESCAPES.finditer(line)):
        return None
    try:
        found = _decode(line.decode(errors="surrogateescape"))
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _is_too_deep(line: bytes) -> bool:
    depth = 0
    for match in _BRACKETS.finditer(line):
        depth += bool(match[1]) - bool(match[2])
        if depth > DEEPEST:
            return True
    return False


class JsonPlan:
    """Reads lines of a json plan.

    Args:
        plan: The plan.
        strip_query: Whether paths end before their first `?`.
    """

    def __init__(self, plan: Plan, strip_query: bool) -> None:
        self._paths = {
            name: [key.encode("latin-1").decode(errors="surrogateescape") for key in path]
            for name, path in plan["fields"].items()
        }
        self._time = next(
            (name for name in self._paths if name in (*TIME_FIELDS, "time_auto")), None
        )
        self._latencies = sorted(name for name in self._paths if name in LATENCY_FIELDS)
        self._strip_query = strip_query

    def parse(self, line: bytes) -> Fields | str:
        """Returns the fields of a line, or the reason why it has none."""
        if not line.strip(b" \t"):
            return "blank"
        found = parse_object(line)
        if found is None:
            return "invalid_json"
        values = {name: _at(found, path) for name, path in self._paths.items()}
        ip = _address(values)
        if not ip:
            return "no_host"
        moment = self._moment(values)
        if not moment:
            return "bad_timestamp"
        request = self._request(values)
        status = _number(values["status"])
        if status is None or not is_status(status):
            return "bad_status"
        size = _size(values.get("size"))
        if isinstance(size, str):
            return size
        latency = self._latency(values)
        if isinstance(latency, str):
            return latency
        user, referrer, agent, host = (
            _text(values.get(name)) for name in ("user", "referrer", "user_agent", "host")
        )
        return Fields(
            *(ip, user, *moment, *request[:3], status, size, referrer, agent, host),
            latency=latency,
            bad=request.bad,
        )

    def _moment(self, values: dict[str, Any]) -> Moment | None:
        if self._time is None:
            day = read_date(_number(values["date"]) or b"")
            seconds = read_time_of_day(_number(values["clock"]) or b"")
            if day is None or seconds is None:
                return None
            return epoch_moment(day * 86_400 + seconds)
        value = values[self._time]
        text = _number(value) or b""
        if self._time != "time_auto":
            return READ_MOMENT[self._time](text)
        if isinstance(value, _Number):
            return number_moment(text)
        return iso_moment(text) or clf_moment(text) or seconds_moment(text)

    def _request(self, values: dict[str, Any]) -> Request:
        if "request" in values:
            whole = values["request"]
            is_text = isinstance(whole, str) and not isinstance(whole, _Number)
            return read_request(_bytes(whole) if is_text else b"", self._strip_query)
        method, target, query, protocol = (
            _text(values[name]) if name in values else None for name in _PARTS
        )
        return join_request(method, target or b"-", query, protocol, self._strip_query)

    def _latency(self, values: dict[str, Any]) -> int | str:
        total: int | None = None
        for name in self._latencies:
            value = values[name]
            text = b"-" if value in (None, "") else _number(value)
            latency = "bad_latency" if text is None else read_latency(text, name, exponent=True)
            if isinstance(latency, str):
                return latency
            latency = add_latency(total, latency)
            if isinstance(latency, str):
                return latency
            total = latency
        return NO_LATENCY if total is None else total


def _at(value: Any, path: list[str]) -> Any:
    """Returns what lies at a path, None if nothing does."""
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and _INDEX.fullmatch(key):
            place = int(key)
            value = value[place] if place < len(value) else None
        else:
            return None
    return value


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape").replace(b"\n", rb"\u000a")


def _text(value: Any) -> bytes:
    if value is True or value is False:
        return b"true" if value else b"false"
    return _bytes(value) or b"-" if isinstance(value, str) else b"-"


def _number(value: Any) -> bytes | None:
    """Returns the text of a number, which may also be in a string; None of anything else."""
    return _bytes(value) if isinstance(value, str) else None


def _address(values: dict[str, Any]) -> bytes:
    """Returns the address, `-` if the plan has none; empty if only the line has none."""
    name = "ip_port" if "ip_port" in values else "ip"
    if name not in values:
        return b"-"
    value = values[name]
    if not isinstance(value, str) or isinstance(value, _Number):
        return b""
    return without_port(_bytes(value)) if name == "ip_port" else _bytes(value)


def _size(value: Any) -> bytes | str:
    if value in (None, ""):
        return b"-"
    text = _number(value)
    return "bad_size" if text is None else read_size(text)
