"""A store that watches how it is used, and a check of a whole sort through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType

from challenges.shared.testing import CostExceeded, Tally, WrongAnswer, check, live


class StoreFull(Exception):
    """The store cannot take another run."""


class MemoryStore:
    """Keeps runs in memory, and refuses what the statement forbids.

    Attributes:
        live: how many runs there are.
        open: how many readers are neither exhausted nor of a deleted run.
    """

    def __init__(
        self,
        *,
        readers: int | None = None,
        writes: Tally | None = None,
        room: int | None = None,
        load: Callable[[int], int] = int,
        call: str = "",
    ) -> None:
        """Make an empty store.

        Args:
            readers: how many may be open at a time; None for any number.
            writes: counts the items that are written.
            room: how many runs may be written in all, before the store is full.
            load: makes the item that a reader gives out of the one that was stored.
            call: the call that is watched, as Python text.
        """
        self.open = 0
        self._readers = readers
        self._writes = writes or Tally()
        self._room = room
        self._load = load
        self._call = call
        self._runs: dict[int, list[int]] = {}
        self._reading: dict[int, list[_Reader]] = {}
        self._number = 0

    @property
    def live(self) -> int:
        return len(self._runs)

    def write(self, items: Iterable[int]) -> int:
        run = []
        for item in items:
            self._writes.add()
            run.append(int(item))
        if self._number == self._room:
            raise StoreFull("no room for another run")
        self._number += 1
        self._runs[self._number] = run
        self._reading[self._number] = []
        return self._number

    def read(self, run_id: int) -> Iterator[int]:
        self._must_exist(run_id, "read")
        if self.open == self._readers:
            raise CostExceeded(
                call=self._call,
                expected=f"at most {self._readers} open readers, that is max(2, limit)",
                got=f"{self.open + 1} open readers",
                why="each open reader takes the room of an item",
                verdict="MLE",
            )
        reader = _Reader(self, iter(self._runs[run_id]), self._load)
        self._reading[run_id].append(reader)
        return reader

    def delete(self, run_id: int) -> None:
        self._must_exist(run_id, "delete")
        del self._runs[run_id]
        for reader in self._reading.pop(run_id):
            reader.close(deleted=True)

    def _must_exist(self, run_id: int, verb: str) -> None:
        if run_id not in self._runs:
            raise WrongAnswer(
                call=self._call or f"store.{verb}({run_id!r})",
                expected=f"to {verb} a run that is there",
                got=f"store.{verb}({run_id!r}), and the store has {sorted(self._runs)}",
                why="a run can be used until it is deleted, and deleted once",
            )

    def __deepcopy__(self, _memo: object) -> MemoryStore:
        return self

    def __repr__(self) -> str:
        return "MemoryStore()"


class _Reader(Iterator[int]):
    def __init__(self, store: MemoryStore, items: Iterator[int], load: Callable[[int], int]):
        self._store = store
        self._items = items
        self._load = load
        self._closed = self._deleted = False
        store.open += 1

    def __next__(self) -> int:
        if self._deleted:
            raise WrongAnswer(
                call="next(reader)",
                expected="a run is read before it is deleted",
                got="a reader of a deleted run was asked for an item",
                why="what is deleted cannot be read",
            )
        for item in self._items:
            return self._load(item)
        self.close()
        raise StopIteration

    def close(self, *, deleted: bool = False) -> None:
        self._deleted = deleted and not self._closed
        if not self._closed:
            self._closed = True
            self._store.open -= 1


def call_of(numbers: Sequence[int], limit: int) -> str:
    """Return a sort as text for a failure."""
    shown = list(numbers) if len(numbers) <= 20 else f"{len(numbers):,} numbers"
    return f"list(spill_sort({shown}, {limit}, MemoryStore()))"


def watched_store(count: int, limit: int, call: str) -> MemoryStore:
    """Return a store that refuses too many readers, and merges that never end."""
    endless = Tally(
        200 * (count + 1),
        "items written",
        call=call,
        why="each merge must leave fewer runs than there were",
    )
    return MemoryStore(readers=max(2, limit), writes=endless, call=call)


def check_sorted(subject: ModuleType, numbers: Sequence[int], limit: int, why: str = "") -> None:
    """Require that the numbers come out in order, and that no run is left."""
    call = call_of(numbers, limit)
    store = watched_store(len(numbers), limit, call)

    def spill_sort(items: Sequence[int], limit: int, store: MemoryStore) -> list[int]:
        return list(subject.spill_sort(iter(items), limit, store))

    check(spill_sort, list(numbers), limit, live(store)).returns(sorted(numbers), why=why)
    require_empty(store, call, "all runs are deleted when the last item has been yielded")


def require_empty(store: MemoryStore, call: str, why: str) -> None:
    """Require that no run is left in the store."""
    if store.live:
        raise WrongAnswer(
            call=call, expected="no run left in the store", got=f"{store.live} left", why=why
        )
