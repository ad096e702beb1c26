"""Counters by key. What was counted for a key is one integer, so that one addition counts a line.

Its fields, from the low end: requests, 4xx and 5xx with 64 bits each, and above them the sum of the
sizes, which so may grow without bound.
"""

from __future__ import annotations

import heapq
import sys
from abc import ABC, abstractmethod
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import add

from .partial import Keys

TopRow = tuple[bytes, int, int, int]
BY = ("count", "bytes", "errors")

_WIDTH = 64
_MASK = (1 << _WIDTH) - 1
_REFUSED, _FAILED, _SIZE = _WIDTH, 2 * _WIDTH, 3 * _WIDTH
_WORDS = 5  # three numbers, and a sum of sizes of two words as in a partial
_BYTES = _WORDS * _WIDTH // 8
_IN_MEMORY = range(_WORDS) if sys.byteorder == "little" else range(_WORDS - 1, -1, -1)

# What one line of a status adds, its size left out.
_OF_STATUS = {
    b"%d" % status: 1
    + (1 << _REFUSED if 400 <= status < 500 else 1 << _FAILED if status >= 500 else 0)
    for status in range(100, 600)
}


def packed_lines(statuses: Iterable[bytes], sizes: Iterable[bytes]) -> list[int]:
    """Returns for each line the integer that counts it."""
    return [
        _OF_STATUS[status] + ((0 if size == b"-" else int(size)) << _SIZE)
        for status, size in zip(statuses, sizes, strict=True)
    ]


def pack(requests: int, size: int, refused: int, failed: int) -> int:
    """Returns one integer of sums."""
    return requests | refused << _REFUSED | failed << _FAILED | size << _SIZE


def unpack(packed: int) -> tuple[int, int, int, int]:
    """Returns requests, bytes, 4xx, 5xx."""
    return packed & _MASK, packed >> _SIZE, packed >> _REFUSED & _MASK, packed >> _FAILED & _MASK


class KeyTable(ABC):
    """Sums by key."""

    @abstractmethod
    def items(self) -> Iterable[tuple[bytes, int]]:
        """Returns each key with its packed sums, in any order."""

    @abstractmethod
    def __len__(self) -> int: ...

    def columns(self, ordered: bool) -> Keys:
        """Returns the keys with their sums, ascending or as they came."""
        sums = dict(self.items())
        keys = sorted(sums) if ordered else list(sums)
        # The fields of a packed sum are words of 64 bits already: one copy takes all apart.
        words = array("Q", b"".join([sums[key].to_bytes(_BYTES, sys.byteorder) for key in keys]))
        counts, refused, failed, low, high = (words[word::_WORDS] for word in _IN_MEMORY)
        return Keys(keys, counts, low, high, array("Q", map(add, refused, failed)))

    def top(self, n: int, by: str) -> list[TopRow]:
        """Returns the n rows (key, count, bytes, errors) with the highest number, best first."""
        number = BY.index(by)
        return heapq.nsmallest(n, self._rows(), key=lambda row: (-row[1:][number], row[0]))

    def _rows(self) -> Iterator[TopRow]:
        for key, packed in self.items():
            requests, size, refused, failed = unpack(packed)
            yield key, requests, size, refused + failed


class SumTable(KeyTable):
    """A table whose keys are counted and nothing else."""

    def __init__(self) -> None:
        self._sums: defaultdict[bytes, int] = defaultdict(int)

    def __len__(self) -> int:
        return len(self._sums)

    def items(self) -> Iterable[tuple[bytes, int]]:
        return self._sums.items()

    def add(self, keys: Sequence[bytes], lines: Sequence[int]) -> None:
        """Counts one line for each key."""
        sums = self._sums
        # Users, and in quiet blocks referrers, are all the same: then one addition does.
        if keys.count(keys[0]) == len(keys):
            sums[keys[0]] += sum(lines)
            return
        for key, line in zip(keys, lines, strict=True):
            sums[key] += line

    def merge(self, keys: Keys) -> None:
        """Adds the sums of another table."""
        for key, packed in zip(keys.keys, _merged(keys), strict=True):
            self._sums[key] += packed


class _Numbers(dict[bytes, int]):
    """Keys to 0, 1, 2 …, as they come."""

    def __missing__(self, key: bytes) -> int:
        number = self[key] = len(self)
        return number


class NumberedTable(KeyTable):
    """A table that also gives each key a number, by which visitors are told apart."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._sums: list[int] = []

    def __len__(self) -> int:
        return len(self._sums)

    def items(self) -> Iterable[tuple[bytes, int]]:
        return zip(self._numbers, self._sums, strict=True)

    def add(self, keys: Sequence[bytes], lines: Sequence[int]) -> list[int]:
        """Counts one line for each key and returns the numbers of the keys."""
        numbers = self._numbers
        return self._add([numbers[key] for key in keys], lines)

    def _add(self, numbers: list[int], lines: Sequence[int]) -> list[int]:
        sums = self._sums
        sums.extend(repeat(0, len(self._numbers) - len(sums)))
        for number, line in zip(numbers, lines, strict=True):
            sums[number] += line
        return numbers

    def merge(self, keys: Keys) -> list[int]:
        """Adds the sums of another table and returns the numbers of its keys, in its order."""
        numbers = self._numbers
        # Most of these keys are new, and then setdefault is faster than __missing__.
        return self._add(
            [numbers.setdefault(key, len(numbers)) for key in keys.keys], _merged(keys)
        )

    def places(self, keys: Sequence[bytes]) -> list[int]:
        """Returns for each number the place of its key among all keys in some order."""
        places = [0] * len(self._numbers)
        for place, key in enumerate(keys):
            places[self._numbers[key]] = place
        return places


def _merged(keys: Keys) -> list[int]:
    # A partial does not tell 4xx and 5xx of a key apart, and nobody asks: both are errors.
    columns = zip(keys.counts, keys.errors, keys.sizes_low, keys.sizes_high, strict=True)
    return [
        count | errors << _REFUSED | low << _SIZE | high << _SIZE + _WIDTH
        for count, errors, low, high in columns
    ]
