"""Values that must come back as they were, and events to store."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

EXACT: dict[str, Any] = {
    "none": None,
    "true": True,
    "large int": 10**40,
    "float": 0.1 + 0.2,
    "small float": 5e-324,
    "whole float": 1.0,
    "minus zero": -0.0,
    "infinity": float("-inf"),
    "decimal": Decimal("1.10"),
    "decimal exponent": Decimal("1E+400"),
    "bytes": bytes(range(256)),
    "no bytes": b"",
    "text": "naïve \U0001f40d \x00 \u2028",
    "lone surrogate": "\ud800",
    "moment": datetime(2026, 3, 29, 1, 30, 0, 7),
    "moment in UTC": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    "moment with offset": datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    "second of two equal hours": datetime(
        2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1
    ),
    "day": date(2024, 2, 29),
    "time": time(23, 59, 59, 999999),
    "duration": timedelta(days=-1, seconds=3, microseconds=5),
    "tuple": (1, (2, b"3"), []),
    "set": {1, 2},
    "frozen set": frozenset(["a"]),
    "nested": {"a": [{"b": Decimal("0.5")}, None]},
    "keys that are not text": {1: "int", 1.5: "float", None: "none", (1, 2): "tuple"},
    "a dict like a tag": {"$bytes": "AAAA"},
    "a dict like two tags": {"$bytes": "AAAA", "$Decimal": "1"},
    "empty": {},
}
"""Values by what is hard about them."""

NAMES = ["a", "", "a/b", "../x", "naïve", "\U0001f40d" * 300, "\ud800", "a\x00b", "$", " ", "A"]
"""Names of streams that are easy to get wrong."""


def shown(value: Any) -> str:
    """Returns a text that differs where type, sign, exponent or fold do."""
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__}{sorted(map(shown, value))}"
    if isinstance(value, datetime):
        return f"{value!r} {value.utcoffset()}"
    return repr(value)


def new(subject: ModuleType, *numbers: Any, type: str = "Counted") -> list[Any]:
    """Returns events to store that hold a number each."""
    return [subject.NewEvent(type, {"n": number}) for number in numbers]


def numbers(events: Any) -> list[Any]:
    """Returns the numbers of stored events."""
    return [event.data["n"] for event in events]
