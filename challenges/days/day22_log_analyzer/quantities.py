"""Amounts that people write with a unit: sizes, spans of time, moments."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from fractions import Fraction

SIZE_UNITS = {
    "": 1,
    "B": 1,
    **{f"{prefix}B": 1000**power for power, prefix in enumerate("kMGT", 1)},
    **{f"{prefix}iB": 1024**power for power, prefix in enumerate("KMGT", 1)},
}
TIME_UNITS = {"us": 1, "ms": 1000, "s": 1_000_000, "min": 60_000_000, "h": 3_600_000_000}

_AMOUNT = re.compile(r"([0-9]{1,30}(?:\.[0-9]{1,30})?)\s?([A-Za-z]*)", re.ASCII)


def whole_amount(text: str, units: dict[str, int]) -> int:
    """Returns a number with a unit as a whole number of the smallest unit.

    Raises:
        ValueError: It is no number, has another unit, or is no whole number of the smallest unit.
    """
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} must be a number and a unit")
    number, unit = match.groups()
    if unit not in units:
        allowed = ", ".join(name for name in units if name)
        raise ValueError(f"{text!r} must have one of the units {allowed}")
    amount = Fraction(number) * units[unit]
    if amount.denominator != 1:
        smallest = next(name for name, size in units.items() if size == 1 and name)
        raise ValueError(f"{text!r} is no whole number of {smallest}")
    return int(amount)


def bytes_of(size: int | str) -> int:
    """Returns a size in bytes: a number of bytes, or text such as `512MiB`.

    Raises:
        ValueError: It is neither, or below 1.
    """
    count = whole_amount(size, SIZE_UNITS) if isinstance(size, str) else size
    if count < 1:
        raise ValueError(f"size is {size!r}, must be at least 1 byte")
    return count


def epoch_of(moment: str | datetime, zone: tzinfo = UTC) -> int:
    """Returns a moment in seconds since 1970, a fraction rounded up.

    Rounded up, because lines have whole seconds: what is at or after a moment is at or after the
    next whole second.

    Args:
        moment: A datetime or ISO 8601 text; a date is its midnight.
        zone: Where a moment without offset is meant.

    Raises:
        ValueError: The text is no moment.
    """
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment)
        except ValueError:
            example = "2025-03-01, 2025-03-01T08:30 or 2025-03-01T08:30:00+01:00"
            raise ValueError(f"{moment!r} must be a moment such as {example}") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return since.days * 86_400 + since.seconds + bool(since.microseconds)
