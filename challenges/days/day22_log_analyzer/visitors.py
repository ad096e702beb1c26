"""Visitors: the different (ip, user agent, UTC day), as pairs of numbers in one integer by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

DAY = 86_400  # seconds

_HALF = 0xFFFFFFFF
_DAY_BITS = 32  # more than the days from year 1 to 9999 need


class Visitors:
    """Address number << 32 | agent number, by day."""

    def __init__(self) -> None:
        self._days: defaultdict[int, set[int]] = defaultdict(set)

    def __len__(self) -> int:
        return sum(map(len, self._days.values()))

    def add(self, day: int, pairs: Iterable[int]) -> None:
        """Notes visitors of one day."""
        self._days[day].update(pairs)

    def merge(
        self,
        pairs: Iterable[int],
        days: Iterable[int],
        addresses: Sequence[int],
        agents: Sequence[int],
    ) -> None:
        """Notes visitors whose addresses and agents have the numbers given here instead."""
        for pair, day in zip(pairs, days, strict=True):
            self._days[day].add(addresses[pair >> 32] << 32 | agents[pair & _HALF])

    def unordered(self) -> tuple[list[int], list[int]]:
        """Returns the pairs, and beside them their days."""
        visitors = [pair for pairs in self._days.values() for pair in pairs]
        return visitors, [day for day, pairs in self._days.items() for _ in range(len(pairs))]

    def ordered(
        self, addresses: Sequence[int], agents: Sequence[int]
    ) -> tuple[list[int], list[int]]:
        """Returns the pairs ascending and beside them their days.

        Args:
            addresses: For each number of an address the one that it has in the pairs.
            agents: Likewise.
        """
        first = min(self._days, default=0)
        entries: list[int] = []
        for day, pairs in self._days.items():
            after = day - first
            entries += [
                (addresses[pair >> 32] << 32 | agents[pair & _HALF]) << _DAY_BITS | after
                for pair in pairs
            ]
        entries.sort()
        mask = (1 << _DAY_BITS) - 1
        return (
            [entry >> _DAY_BITS for entry in entries],
            [(entry & mask) + first for entry in entries],
        )
