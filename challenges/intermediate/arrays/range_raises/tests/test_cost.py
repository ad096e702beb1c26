"""An update costs the same however wide its stretch is, and none is kept."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import Tally, at_most, peak_bytes

SIZE = 1_000


class Amount(int):
    """An int that adds one to a tally whenever it, or what was made of it, takes part in a sum."""

    tally: Tally

    def __new__(cls, value: int, tally: Tally) -> Amount:
        """Make an amount that counts into `tally`."""
        self = super().__new__(cls, value)
        self.tally = tally
        return self

    def _counted(self, value: int) -> Amount:
        self.tally.add()
        return Amount(value, self.tally)

    def __add__(self, other: int) -> Amount:
        return self._counted(int(self) + int(other))

    def __sub__(self, other: int) -> Amount:
        return self._counted(int(self) - int(other))

    def __rsub__(self, other: int) -> Amount:
        return self._counted(int(other) - int(self))

    __radd__ = __add__

    def __neg__(self) -> Amount:
        return Amount(-int(self), self.tally)


WIDE = [(0, SIZE)] * SIZE
NARROWING = [(place // 2, SIZE - place // 2) for place in range(SIZE)]
NARROW = [(place, place + 1) for place in range(SIZE)]


@pytest.mark.parametrize(
    ("ranges", "first", "middle", "last"),
    [
        pytest.param(WIDE, SIZE, SIZE, SIZE, id="the whole row each time"),
        pytest.param(NARROWING, 2, SIZE, 2, id="narrower and narrower"),
        pytest.param(NARROW, 1, 1, 1, id="one place each time"),
    ],
)
def test_additions_of_amounts(
    subject: ModuleType, ranges: list[tuple[int, int]], first: int, middle: int, last: int
) -> None:
    """1,000 updates of 1,000 places take at most 4 additions for each update and each place."""
    limit = 4 * (SIZE + len(ranges))
    tally = Tally(
        limit,
        "additions and subtractions",
        call=f"range_raises({SIZE}, [{(*ranges[0], 1)}, {(*ranges[1], 1)}, … {SIZE} in all])",
        why="an update changes what happens at its two ends; what is between follows from that",
    )
    found = subject.range_raises(SIZE, [(lo, hi, Amount(1, tally)) for lo, hi in ranges])
    assert len(found) == SIZE
    assert [found[0], found[SIZE // 2], found[-1]] == [first, middle, last]


def test_updates_are_not_kept(subject: ModuleType) -> None:
    """5,000 updates of ten places take no more memory than a few."""
    updates = ((number % 10, 10, number) for number in range(5_000))
    at_most(
        peak_bytes(subject.range_raises, 10, updates),
        20_000,
        "bytes at the peak",
        call="range_raises(10, ((number % 10, 10, number) for number in range(5_000)))",
        why="ten places are all that needs to be kept",
        verdict="MLE",
    )
