"""Counters by key. What was counted for a key is one integer, so that one addition counts a line.

Its fields, from the low end: requests, 4xx and 5xx with 64 bits each, the sum of the sizes with 128
bits, and above them, where formats have latencies, the lines that have one with 64 bits and the sum
of the latencies with 128. What is zero at the high end costs nothing.
"""

from __future__ import annotations

import heapq
import sys
from abc import ABC, abstractmethod
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import add
from typing import NamedTuple

from .partial import Keys
from .values import NO_LATENCY

TopRow = tuple[bytes, int, int, int, int, int]
BY = {"count": 1, "bytes": 2, "errors": 3, "latency_sum": 5}  # place in a row

_WIDTH = 64
_MASK = (1 << _WIDTH) - 1
_WIDE_MASK = (1 << 2 * _WIDTH) - 1
_REFUSED, _FAILED, _SIZE, _TIMED, _LATENCY = (_WIDTH * word for word in (1, 2, 3, 5, 6))

# What one line of a status adds, its size left out.
_OF_STATUS = {
    b"%d" % status: 1
    + (1 << _REFUSED if 400 <= status < 500 else 1 << _FAILED if status >= 500 else 0)
    for status in range(100, 600)
}


class Sums(NamedTuple):
    """What was counted for one key."""

    requests: int
    size: int
    refused: int
    failed: int
    timed: int
    latency: int


def packed_lines(statuses: Iterable[bytes], sizes: Iterable[bytes]) -> list[int]:
    """Returns for each line the integer that counts it, its latency left out."""
    return [
        _OF_STATUS[status] + ((0 if size == b"-" else int(size)) << _SIZE)
        for status, size in zip(statuses, sizes, strict=True)
    ]


def with_latencies(lines: Iterable[int], latencies: Iterable[int]) -> list[int]:
    """Returns for each line the integer that counts its latency too."""
    return [
        line if latency == NO_LATENCY else line + (1 << _TIMED) + (latency << _LATENCY)
        for line, latency in zip(lines, latencies, strict=True)
    ]


def pack(requests: int, size: int, refused: int, failed: int) -> int:
    """Returns one integer of sums without latencies."""
    return requests | refused << _REFUSED | failed << _FAILED | size << _SIZE


def unpack(packed: int) -> Sums:
    """Returns the sums of one integer."""
    return Sums(
        packed & _MASK,
        packed >> _SIZE & _WIDE_MASK,
        packed >> _REFUSED & _MASK,
        packed >> _FAILED & _MASK,
        packed >> _TIMED & _MASK,
        packed >> _LATENCY,
    )


class KeyTable(ABC):
    """Sums by key."""

    @abstractmethod
    def items(self) -> Iterable[tuple[bytes, int]]:
        """Returns each key with its packed sums, in any order."""

    @abstractmethod
    def __len__(self) -> int: ...

    @property
    def lost(self) -> int:
        """By how much each count is at most too low; 0 where nothing is left out."""
        return 0

    def columns(self, ordered: bool, has_latency: bool) -> Keys:
        """Returns the keys with their sums, ascending or as they came."""
        sums = dict(self.items())
        keys = sorted(sums) if ordered else list(sums)
        # The fields of a packed sum are words of 64 bits already: one copy takes all apart.
        size = 8 * (8 if has_latency else 5)
        words = array("Q", b"".join([sums[key].to_bytes(size, "little") for key in keys]))
        if sys.byteorder == "big":
            words.byteswap()
        counts, refused, failed, *sizes = (words[word :: size // 8] for word in range(size // 8))
        return Keys(keys, self.lost, counts, array("Q", map(add, refused, failed)), sizes)

    def top(self, n: int, number: Callable[[TopRow], int]) -> list[TopRow]:
        """Returns the n rows with the highest number, best first, ties by key."""
        return heapq.nsmallest(n, self.rows(), key=lambda row: (-number(row), row[0]))

    def rows(self) -> Iterator[TopRow]:
        """Returns (key, count, bytes, errors, lines with a latency, sum of them), in any order."""
        for key, packed in self.items():
            requests, size, refused, failed, timed, latency = unpack(packed)
            yield key, requests, size, refused + failed, timed, latency


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


class BoundedTable(KeyTable):
    """A table of the most frequent keys, after Misra and Gries, that never holds more than so many.

    When it holds more than FULL_KEYS keys or FULL_BYTES bytes of them, every count goes down by the
    same number, the smallest for which at most half of both is left. A count is at most `lost` too
    low then, and a key with more lines than that is still there.
    """

    FULL_KEYS = 4096
    FULL_BYTES = 1 << 20

    def __init__(self) -> None:
        self._sums: dict[bytes, int] = {}
        self._bytes = 0
        self._lost = 0

    def __len__(self) -> int:
        return len(self._sums)

    @property
    def lost(self) -> int:
        return self._lost

    def items(self) -> Iterable[tuple[bytes, int]]:
        return self._sums.items()

    def add(self, keys: Sequence[bytes], lines: Sequence[int]) -> None:
        """Counts one line for each key, in their order."""
        for key, line in zip(keys, lines, strict=True):
            self._add(key, line)
            self._prune()

    def merge(self, keys: Keys) -> None:
        """Adds the sums of another table."""
        self._lost += keys.lost
        for key, packed in zip(keys.keys, _merged(keys), strict=True):
            self._add(key, packed)
        self._prune()

    def _add(self, key: bytes, packed: int) -> None:
        if key in self._sums:
            self._sums[key] += packed
        else:
            self._sums[key] = packed
            self._bytes += len(key)

    def _prune(self) -> None:
        if len(self._sums) <= self.FULL_KEYS and self._bytes <= self.FULL_BYTES:
            return
        keys_left, bytes_left = self.FULL_KEYS // 2, self.FULL_BYTES // 2
        by_count = sorted(self._sums.items(), key=lambda item: item[1] & _MASK, reverse=True)
        cut = 0
        for key, packed in by_count:
            keys_left -= 1
            bytes_left -= len(key)
            if keys_left < 0 or bytes_left < 0:
                cut = packed & _MASK
                break
        self._sums = {
            key: packed - cut for key, packed in self._sums.items() if packed & _MASK > cut
        }
        self._bytes = sum(map(len, self._sums))
        self._lost += cut


def counts_only(counts: Mapping[bytes, int], lost: int) -> Keys:
    """Returns keys of which nothing is known but how many lines they have."""
    zeros = array("Q", bytes(8 * len(counts)))
    return Keys(list(counts), lost, array("Q", counts.values()), zeros, [zeros, zeros])


def _merged(keys: Keys) -> list[int]:
    # A partial does not tell 4xx and 5xx of a key apart, and nobody asks: both are errors.
    columns = zip(keys.counts, keys.errors, *keys.sums[:2], strict=True)
    packed = [
        count | errors << _REFUSED | low << _SIZE | high << _SIZE + _WIDTH
        for count, errors, low, high in columns
    ]
    if len(keys.sums) == 2:
        return packed
    return [
        line | timed << _TIMED | low << _LATENCY | high << _LATENCY + _WIDTH
        for line, timed, low, high in zip(packed, *keys.sums[2:], strict=True)
    ]
