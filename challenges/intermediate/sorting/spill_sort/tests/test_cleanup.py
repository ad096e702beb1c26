"""However a sort ends, its runs are deleted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from types import ModuleType

import pytest

from challenges.intermediate.sorting.spill_sort.tests.store import (
    MemoryStore,
    StoreFull,
    require_empty,
)
from challenges.shared.testing import check, live

NUMBERS = [8, 3, 9, 1, 7, 2, 6, 4, 5]


@pytest.mark.parametrize("taken", [0, 1, 3, 9], ids="{} taken".format)
@pytest.mark.parametrize("limit", [1, 2, 5], ids="room for {}".format)
def test_closing_early(subject: ModuleType, limit: int, taken: int) -> None:
    """A generator that is closed after some items, or before the first, deletes all runs."""
    store = MemoryStore()
    ascending = subject.spill_sort(iter(NUMBERS), limit, store)
    call = f"ascending = spill_sort({NUMBERS}, {limit}, store); {taken} items taken; closed"
    assert list(islice(ascending, taken)) == [*range(1, taken + 1)]
    ascending.close()
    require_empty(store, call, "a closed generator deletes its runs")


class StreamBroken(Exception):
    """The stream cannot go on."""


class BrokenStream:
    """Some numbers, and then an error."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers

    def __iter__(self) -> Iterator[int]:
        yield from self.numbers
        raise StreamBroken("the stream cannot go on")

    def __repr__(self) -> str:
        return f"BrokenStream({self.numbers})"


@pytest.mark.parametrize("good", [0, 1, 4, 7], ids="after {}".format)
@pytest.mark.parametrize("limit", [1, 3], ids="room for {}".format)
def test_a_stream_that_fails(subject: ModuleType, limit: int, good: int) -> None:
    """An error of the stream is passed on, and the runs are deleted."""
    store = MemoryStore()
    stream = BrokenStream(NUMBERS[:good])

    def spill_sort(stream: BrokenStream, limit: int, store: MemoryStore) -> list[int]:
        return list(subject.spill_sort(stream, limit, store))

    check(spill_sort, stream, limit, live(store)).raises(
        StreamBroken, why="what is sorted of a broken stream is not all of it"
    )
    call = f"spill_sort({stream}, {limit}, store)"
    require_empty(store, call, "what was written before the error is deleted")


@pytest.mark.parametrize("room", range(15), ids="full after {}".format)
@pytest.mark.parametrize("limit", [1, 2], ids="room for {}".format)
def test_a_store_that_is_full(subject: ModuleType, limit: int, room: int) -> None:
    """An error of the store is passed on, whenever it happens, and the runs are deleted."""
    store = MemoryStore(room=room)
    call = f"list(spill_sort({NUMBERS}, {limit}, a store with room for {room} runs))"
    try:
        found = list(subject.spill_sort(iter(NUMBERS), limit, store))
    except StoreFull:
        pass
    else:
        assert found == sorted(NUMBERS), call
    require_empty(store, call, "what was written before the error is deleted")


def test_other_runs_are_left_alone(subject: ModuleType) -> None:
    """Runs of somebody else stay in the store."""
    store = MemoryStore()
    others = store.write([2, 1])
    assert list(subject.spill_sort(iter(NUMBERS), 2, store)) == sorted(NUMBERS)
    check(lambda: list(store.read(others))).returns([2, 1], why="they belong to somebody else")
