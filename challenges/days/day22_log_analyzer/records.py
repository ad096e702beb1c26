"""Columns of fields under the names that filters and groups use, computed when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from .columns import Column
from .line import Fields

_PLACES = {name: place for place, name in enumerate(Fields._fields)}


class Records:
    """Good lines as columns, all of one length.

    Args:
        fields: One column for each of Fields.
        present: Which of the key columns the plan has; the others read as `-`.
        start_of: Gives the start of a minute from the two parts of a valid moment.
    """

    def __init__(
        self,
        fields: Sequence[Column],
        present: frozenset[str],
        start_of: Callable[[bytes, bytes], int],
    ) -> None:
        self.fields = fields
        self._present = present
        self._start_of = start_of

    def __len__(self) -> int:
        return len(self.fields[0])

    def field(self, name: str) -> Column:
        """Returns a column by the name it has in Fields."""
        return self.fields[_PLACES[name]]

    def text(self, name: str) -> list[bytes]:
        """Returns a column of text: a key column, method, protocol, status or status_class."""
        if name == "status_class":
            return [code[:1] + b"xx" for code in self.field("status")]
        if name in self._present or name in ("method", "protocol", "status"):
            return self.field(name)
        return [b"-"] * len(self)

    def number(self, name: str) -> list[int]:
        """Returns a column of numbers: status, bytes, latency in microseconds, time."""
        match name:
            case "status":
                return list(map(int, self.field("status")))
            case "bytes":
                return [0 if size == b"-" else int(size) for size in self.field("size")]
            case "latency":
                return self.field("latency")
            case _:
                return self.moments

    @cached_property
    def moments(self) -> list[int]:
        """The seconds since 1970."""
        moments = zip(self.field("minute"), self.field("clock"), strict=True)
        return [
            self._start_of(minute, clock) + min(int(clock[1:3]), 59) for minute, clock in moments
        ]
