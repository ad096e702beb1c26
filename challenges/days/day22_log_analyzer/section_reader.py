"""A cursor over the bytes of a partial. It never reads past a section, whatever the lengths say."""

from __future__ import annotations

import operator
import struct
import sys
from array import array
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, NoReturn

from .errors import PartialError

_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")


class SectionReader:
    """Reads tagged sections one after the other; every method raises PartialError on damage.

    Args:
        data: The partial.
        ordered: Whether its keys and visitors must ascend.
    """

    def __init__(self, data: bytes, ordered: bool = True) -> None:
        self._data = data
        self._ordered = ordered
        self._at = 0
        self._limit = len(data)
        self._tag = ""

    def fail(self, why: str) -> NoReturn:
        """Raises PartialError with the place."""
        where = f"section {self._tag}" if self._tag else "the header"
        raise PartialError(f"the partial is damaged in {where}, before byte {self._at}: {why}")

    def section(self, tag: str) -> None:
        """Enters the next section, which must have that tag; the one before must be used up."""
        self._close()
        self._limit = len(self._data)
        found = self.take(len(tag))
        if found != tag.encode():
            self.fail(f"{found!r} follows, must be section {tag}")
        self._tag = tag
        length = self.u64()
        if length > self._limit - self._at:
            self.fail(f"it has {length} bytes, but only {self._limit - self._at} are left")
        self._limit = self._at + length

    def end(self) -> None:
        """Fails if bytes are left."""
        self._close()
        if self._at != len(self._data):
            self.fail(f"{len(self._data) - self._at} bytes follow the last section")

    def _close(self) -> None:
        if self._tag and self._at != self._limit:
            self.fail(f"it has {self._limit - self._at} bytes too many")

    def take(self, length: int) -> bytes:
        """Returns the next bytes."""
        if length > self._limit - self._at:
            self.fail(f"{length} bytes are needed, {self._limit - self._at} are left")
        self._at += length
        return self._data[self._at - length : self._at]

    def unpack(self, form: struct.Struct) -> tuple[Any, ...]:
        """Returns the next numbers, laid out as `form` says."""
        return form.unpack(self.take(form.size))

    def u32(self) -> int:
        """Returns the next four bytes as a number."""
        return int(self.unpack(_U32)[0])

    def u64(self) -> int:
        """Returns the next eight bytes as a number."""
        return int(self.unpack(_U64)[0])

    def numbers(self, kind: str, count: int) -> array[int]:
        """Returns the next `count` numbers: kind "Q" without sign, "q" with."""
        values = array(kind)
        values.frombytes(self.take(8 * count))
        if sys.byteorder == "big":
            values.byteswap()
        return values

    def u128s(self, count: int) -> list[int]:
        """Returns `count` numbers stored as all their low halves, then all their high halves."""
        low, high = self.numbers("Q", count), self.numbers("Q", count)
        return [one | two << 64 for one, two in zip(low, high, strict=True)]

    def keys(self) -> tuple[list[bytes], int]:
        """Returns the keys of a key block, and the lines that are lost."""
        count, lost = self.u64(), self.u64()
        block = self.take(self.u64())
        keys = block.split(b"\n") if count or block else []
        if len(keys) != count:
            self.fail(f"it has {len(keys)} keys, must be {count}")
        self.check_order(lambda: keys)
        return keys, lost

    def check_order(self, values: Callable[[], Iterable[Any]]) -> None:
        """As `check_ascending`, if the partial must be ordered."""
        if self._ordered:
            self.check_ascending(values)

    def check_ascending(self, values: Callable[[], Iterable[Any]]) -> None:
        """Fails unless each of the values is greater than the one before.

        Args:
            values: Gives the values, from the start each time it is called.
        """
        if not all(map(operator.lt, values(), islice(values(), 1, None))):
            self.fail("its entries do not ascend, or one is there twice")
