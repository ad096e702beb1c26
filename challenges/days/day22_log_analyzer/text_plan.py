"""Lines of a text plan: literals with fields between them, read from left to right."""

from __future__ import annotations

import re
from typing import Any

from .line import Fields
from .plans import LATENCY_FIELDS, NUMBER_FIELDS, TIME_FIELDS, Plan
from .values import (
    NO_LATENCY,
    READ_MOMENT,
    STAMP_BYTES,
    Moment,
    add_latency,
    epoch_moment,
    is_status,
    join_request,
    read_date,
    read_latency,
    read_request,
    read_size,
    read_time_of_day,
    without_port,
)

_QUOTED = re.compile(rb'([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)

# Reasons by field: the literal before it is another one; the line ends before it; its value is
# empty; its closing quote is missing. None: an empty value is checked like any other.
_USUAL = ("too_few_fields", "too_few_fields", "too_few_fields", "too_few_fields")
_OF_LATENCY = ("bad_latency", "too_few_fields", "bad_latency", "bad_latency")
_OF_TIME = ("bad_timestamp", "bad_timestamp", "bad_timestamp", "bad_timestamp")
_REASONS: dict[str, tuple[str, str, str | None, str]] = {
    "ip": ("too_few_fields", "too_few_fields", "no_host", "too_few_fields"),
    "ip_port": ("too_few_fields", "too_few_fields", "no_host", "too_few_fields"),
    "status": ("bad_status", "too_few_fields", "bad_status", "bad_status"),
    "size": ("bad_size", "too_few_fields", "bad_size", "bad_size"),
    "request": ("bad_request_quote", "bad_request_quote", None, "bad_request_quote"),
    "skip": ("too_few_fields", "too_few_fields", None, "too_few_fields"),
    "rest": ("too_few_fields", "too_few_fields", None, "too_few_fields"),
    **dict.fromkeys((*TIME_FIELDS, "date", "clock"), _OF_TIME),
    **dict.fromkeys(LATENCY_FIELDS, _OF_LATENCY),
}


class TextPlan:
    """Reads lines of a text plan.

    Args:
        plan: The plan.
        strip_query: Whether paths end before their first `?`.
    """

    def __init__(self, plan: Plan, strip_query: bool) -> None:
        steps = [(form, text.encode("latin-1")) for form, text in plan["steps"]]
        literals = [text if form == "lit" else None for form, text in steps] + [None]
        names = [None if form == "lit" else name for form, name in plan["steps"]] + [None]
        # Of each step: its form, its field, its own literal and the one after it, the next field.
        self._steps = [
            (form, names[at], literals[at], literals[at + 1], names[at] or names[at + 1])
            for at, (form, _) in enumerate(steps)
        ]
        fields = [name for name in names if name]
        self._first_is_ip = fields[0] in ("ip", "ip_port")
        self._parts = frozenset(fields)
        self._strip_query = strip_query

    def parse(self, line: bytes) -> Fields | str:
        """Returns the fields of a line, or the reason why it has none."""
        if not line.strip(b" \t"):
            return "blank"
        values: dict[str, Any] = {}
        at = 0
        for form, name, literal, following, next_name in self._steps:
            if literal is not None:
                if not line.startswith(literal, at):
                    return self._without_literal(literal.startswith(line[at:]), next_name, values)
                at += len(literal)
                continue
            assert name is not None
            end = _end_of_value(form, name, line, at, following)
            if end is None:
                return _REASONS.get(name, _USUAL)[3]
            if reason := self._take(name, form, line[at:end], values):
                return reason
            at = end
        return "trailing_garbage" if at != len(line) else self._fields(values)

    def _without_literal(self, short: bool, name: str | None, values: dict[str, Any]) -> str:
        if name is None:
            return "too_few_fields" if short else "trailing_garbage"
        if not short and not values and self._first_is_ip:
            return "no_host"
        bad, too_short, _, _ = _REASONS.get(name, _USUAL)
        return too_short if short else bad

    def _take(self, name: str, form: str, value: bytes, values: dict[str, Any]) -> str | None:
        """Checks a value and keeps it, or returns the reason why it is none."""
        if not value and form == "bare" and (reason := _REASONS.get(name, _USUAL)[2]):
            return reason
        if name in LATENCY_FIELDS:
            latency = read_latency(value, name)
            if not isinstance(latency, str):
                latency = add_latency(values.get("latency"), latency)
            values["latency"] = latency
            return latency if isinstance(latency, str) else None
        values[name] = kept = _checked(name, value)
        if kept is None:
            return "no_host" if name == "ip_port" else _REASONS[name][0]
        return kept if isinstance(kept, str) else None

    def _fields(self, values: dict[str, Any]) -> Fields:
        moment: Moment | None = next((values[name] for name in TIME_FIELDS if name in values), None)
        if moment is None:
            moment = epoch_moment(values["date"] * 86_400 + values["clock"])
        assert moment is not None, "dates and clocks were checked before they got here"
        if "request" in values:
            request = read_request(values["request"], self._strip_query)
        else:
            request = join_request(
                values.get("method"),
                values["target"],
                values.get("query"),
                values.get("protocol"),
                self._strip_query,
            )
        ip = values.get("ip", values.get("ip_port", b""))
        user, referrer, agent, host = (
            values.get(name, b"") for name in ("user", "referrer", "user_agent", "host")
        )
        status, size = values["status"], values.get("size", b"-")
        return Fields(
            *(ip, user, *moment, *request[:3], status, size, referrer, agent, host),
            latency=values.get("latency", NO_LATENCY),
            bad=request.bad,
        )


def _end_of_value(
    form: str, name: str, line: bytes, at: int, following: bytes | None
) -> int | None:
    """Returns where a value ends, or None if its closing quote is missing."""
    if form == "quoted":
        match = _QUOTED.match(line, at)
        return match.end(1) if match else None
    if form == "rest" or following is None:
        return len(line)
    if name == "time_clf":  # it may hold what follows it, a space
        end = line.find(following[:1], at + STAMP_BYTES)
    else:
        end = line.find(following[:1] if name in NUMBER_FIELDS else following, at)
    return len(line) if end < 0 else end


def _checked(name: str, value: bytes) -> Any:
    """Returns a value as it is kept, None if it is not valid, or the reason why it is not."""
    if name == "status":
        return value if is_status(value) else None
    if name == "size":
        return read_size(value)
    if name in READ_MOMENT:
        return READ_MOMENT[name](value)
    if name == "date":
        return read_date(value)
    if name == "clock":
        return read_time_of_day(value)
    if name == "ip_port":
        return without_port(value) or None
    return value
