"""Few items are in memory, few are written again, and few are compared."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from math import log2
from types import ModuleType

import pytest

from challenges.intermediate.sorting.spill_sort.tests.store import MemoryStore, call_of
from challenges.shared.testing import CostExceeded, CountedInt, Tally

SOURCE = random.Random(30)


class Room:
    """How many items are alive, and how many may be."""

    def __init__(self, most: int, call: str) -> None:
        self.most = most
        self.call = call
        self.alive = 0

    def item(self, value: int) -> HeldInt:
        """Make an item that takes room until nobody holds it any more."""
        if self.alive == self.most:
            raise CostExceeded(
                call=self.call,
                expected=f"at most {self.most} items in memory, that is 3 * limit + 8",
                got=f"{self.most + 1} items in memory (stopped there)",
                why="what does not fit belongs into the store, and is read item by item",
                verdict="MLE",
            )
        return HeldInt(value, self)


class HeldInt(int):
    """An int that notices when it is given up."""

    def __new__(cls, value: int, room: Room) -> HeldInt:
        self = super().__new__(cls, value)
        self.room = room
        room.alive += 1
        return self

    def __del__(self) -> None:
        self.room.alive -= 1

    room: Room


def require_order(found: Iterable[int], count: int) -> None:
    """Require the numbers from 0 on, looking at one at a time."""
    expected = 0
    for number in found:
        assert number == expected
        expected += 1
    assert expected == count


@pytest.mark.parametrize(
    ("count", "limit"),
    [
        pytest.param(300, 1, id="room for one"),
        pytest.param(300, 4, id="room for four"),
        pytest.param(600, 20, id="room for twenty, merged in two passes"),
        pytest.param(400, 40, id="room for forty, merged in one pass"),
    ],
)
def test_items_in_memory(subject: ModuleType, count: int, limit: int) -> None:
    """At most 3 * limit + 8 items are alive at any time."""
    numbers = SOURCE.sample(range(count), count)
    call = call_of(numbers, limit)
    room = Room(3 * limit + 8, call)
    store = MemoryStore(readers=max(2, limit), load=room.item, call=call)
    require_order(
        subject.spill_sort((room.item(number) for number in numbers), limit, store), count
    )


def most_written(count: int, limit: int) -> int:
    """Return 2 n (p + 1), where p passes make one run of all."""
    runs, passes = -(-count // limit), 0
    while runs > 1:
        runs = -(-runs // max(2, limit))
        passes += 1
    return 2 * count * (passes + 1)


@pytest.mark.parametrize(
    ("count", "limit"),
    [
        pytest.param(256, 1, id="room for one"),
        pytest.param(512, 2, id="room for two"),
        pytest.param(4_096, 16, id="room for sixteen, as many runs as two passes merge"),
        pytest.param(1_000, 10, id="room for ten"),
    ],
)
def test_items_written(subject: ModuleType, count: int, limit: int) -> None:
    """Each item is written about as often as there are passes."""
    numbers = SOURCE.sample(range(count), count)
    call = call_of(numbers, limit)
    writes = Tally(
        most_written(count, limit),
        "items written",
        call=call,
        why="with max(2, limit) runs of like length in each merge, the passes are few",
    )
    store = MemoryStore(readers=max(2, limit), writes=writes, call=call)
    require_order(subject.spill_sort(iter(numbers), limit, store), count)


class ComparedInt(CountedInt):
    """A counted int whose test for equality is free, as a heap of lists asks for it first."""

    def __eq__(self, other: object) -> bool:
        return int.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return int.__ne__(self, other)

    __hash__ = int.__hash__


def test_comparisons(subject: ModuleType) -> None:
    """Ninety-six runs, which may be merged at once, take at most 3 n log2 n comparisons."""
    limit = 96
    count = limit * limit
    numbers: Sequence[int] = SOURCE.sample(range(count), count)
    call = call_of(numbers, limit)
    tally = Tally(
        int(3 * count * log2(count)),
        "comparisons",
        call=call,
        why="the least of many runs can be found without a look at each of them",
    )
    store = MemoryStore(readers=limit, load=lambda item: ComparedInt(item, tally), call=call)
    stream = (ComparedInt(number, tally) for number in numbers)
    found = [int(number) for number in subject.spill_sort(stream, limit, store)]
    assert found == list(range(count))
