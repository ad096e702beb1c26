"""Lines by several values at once: each different combination is one key of a table."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from .records import Records

_U32 = struct.Struct("<I")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = (datetime(1, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(seconds=1)
_LAST = (datetime(9999, 12, 31, 23, 59, tzinfo=UTC) - _EPOCH) // timedelta(seconds=1)
_SPANS = {"minute": "%H:%M", "hour": "%H:00", "day": ""}


class Grouping:
    """Gives the keys of groups: for each value its length as u32, and its bytes.

    Args:
        names: What to group by, see `options.GROUPS`.
        zone: [from, offset] in seconds, ascending; empty is UTC.
    """

    def __init__(self, names: Sequence[str], zone: Sequence[Sequence[int]]) -> None:
        self._names = names
        self._starts = [start for start, _ in zone]
        self._offsets = [offset for _, offset in zone] or [0]

    def keys(self, records: Records) -> list[bytes]:
        """Returns the key of each line."""
        columns = []
        for name in self._names:
            values = self._times(name, records.moments) if name in _SPANS else records.text(name)
            packed = {value: _U32.pack(len(value)) + value for value in set(values)}
            columns.append([packed[value] for value in values])
        return list(map(b"".join, zip(*columns, strict=True)))

    def _times(self, name: str, moments: Sequence[int]) -> list[bytes]:
        found: dict[tuple[int, int], bytes] = {}
        times: list[bytes] = []
        for moment in moments:
            place = (moment // 60, self._offset(moment))
            if place not in found:
                found[place] = _local(name, *place)
            times.append(found[place])
        return times

    def _offset(self, moment: int) -> int:
        return self._offsets[max(0, bisect_right(self._starts, moment) - 1)]


def _local(name: str, minute: int, offset: int) -> bytes:
    """Returns a minute since 1970 as local time; the nearest that has a year of four digits."""
    local = min(max(_FIRST, minute * 60 + offset), _LAST)
    moment = _EPOCH + timedelta(seconds=local)
    text = moment.date().isoformat()  # strftime does not fill years up to four digits everywhere
    if name != "day":
        hours, minutes = divmod(abs(offset) // 60, 60)
        sign = "-" if offset < 0 else "+"
        text += f"T{moment.strftime(_SPANS[name])}{sign}{hours:02}:{minutes:02}"
    return text.encode()


def split_key(key: bytes) -> list[bytes]:
    """Returns the values of a group's key.

    Raises:
        ValueError: It is none.
    """
    values: list[bytes] = []
    at = 0
    while at < len(key):
        if len(key) - at < _U32.size:
            raise ValueError(f"{key[at : at + 4]!r} is no length of a value")
        (length,) = _U32.unpack_from(key, at)
        at += _U32.size + length
        if at > len(key):
            raise ValueError(f"a value has {length} bytes, but fewer are left")
        values.append(key[at - length : at])
    return values
