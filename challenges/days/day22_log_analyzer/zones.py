"""Time zones: which offset from UTC holds from which moment on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo

Jump = tuple[int, int]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OFFSET = re.compile(r"UTC([+-])([01][0-9]|2[0-3]):([0-5][0-9])")  # as datetime writes it
_FIRST = int(datetime(1970, 1, 1, tzinfo=UTC).timestamp())
_LAST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
# No zone has had two changes within a week, but those of one week apart there are.
_STRIDE = 6 * 86_400


def find_zone(zone: str | tzinfo) -> tzinfo:
    """Returns a time zone by its name in the tz database, such as Europe/Berlin, or UTC+02:00.

    Raises:
        ValueError: There is none of that name.
    """
    if isinstance(zone, tzinfo):
        return zone
    if zone == "UTC":
        return UTC
    if match := _OFFSET.fullmatch(zone):
        sign, hours, minutes = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-offset if sign == "-" else offset)
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError):
        raise ValueError(
            f"timezone is {zone!r:.200}, must be UTC or a name of the tz database, as Europe/Berlin"
        ) from None


def jumps(zone: tzinfo, first: int = _FIRST, last: int = _LAST) -> tuple[Jump, ...]:
    """Returns from which second since 1970 on which offset holds, in seconds, ascending.

    Args:
        zone: A time zone. Offsets of the past that have odd seconds are rounded to minutes.
        first: From when on changes are looked for.
        last: Until when.
    """
    found = [(first, _offset(zone, first))]
    for low in range(first, last, _STRIDE):
        high = min(low + _STRIDE, last)
        if _offset(zone, high) == found[-1][1]:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if _offset(zone, middle) == found[-1][1]:
                low = middle
            else:
                high = middle
        found.append((high, _offset(zone, high)))
    return tuple(found)


def moment(seconds: int, zone: tzinfo = UTC) -> datetime:
    """Returns a moment, or the nearest that `datetime` has: an offset may lead out of its years."""
    try:
        return (_EPOCH + timedelta(seconds=seconds)).astimezone(zone)
    except OverflowError:
        nearest = datetime.min if seconds < 0 else datetime.max
        return nearest.replace(microsecond=0, tzinfo=UTC)


def segments(zone: tzinfo, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yields (from, until, offset) that cover [first, last]; until is not part."""
    if zone is UTC:
        yield first, last + 1, 0
        return
    table = jumps(zone, first, last)
    for (start, offset), (end, _) in zip(table, (*table[1:], (last + 1, 0)), strict=True):
        if start < end:
            yield start, end, offset


def _offset(zone: tzinfo, seconds: int) -> int:
    offset = moment(seconds, zone).utcoffset() or timedelta()
    return round(offset.total_seconds() / 60) * 60
