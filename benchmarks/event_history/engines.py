"""The same counter in each package: a command adds, an event says so, the state is the sum."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, Protocol

from challenges.days.day04_event_history import (
    Aggregate,
    Event,
    History,
    SegmentLog,
    SqliteStore,
    applies,
    load,
)

Store = SegmentLog | SqliteStore


class Engine(Protocol):
    """A package, open on a folder of its own."""

    def single(self, events: int) -> None:
        """Do that many commands one after the other, each safe before the next."""

    def group(self, writers: int, events: int) -> None:
        """Let that many threads do that many commands each, on a stream of their own."""

    def fill(self, events: int) -> None:
        """Store that many events in one stream."""

    def snapshot(self) -> None:
        """Store the state of the filled stream."""

    def replay(self) -> int:
        """Return the sum of the filled stream, from its events."""

    def total(self) -> int:
        """Return the sum of all that was stored by `single` and `group`."""

    def close(self) -> None:
        """Give up the files."""


@dataclass(frozen=True)
class Added(Event):
    """Something was added."""

    amount: int

    def inverse(self) -> Event:
        """Return the event that takes it away."""
        return Added(-self.amount)


class Counter(Aggregate):
    """A sum."""

    def __init__(self) -> None:
        """Begin with 0."""
        self.sum = 0

    @applies(Added)
    def added(self, event: Added) -> None:
        """Take in an amount."""
        self.sum += event.amount


class Add:
    """The command that adds 1."""

    def __init__(self, times: int = 1) -> None:
        """Add 1 some times."""
        self._times = times

    def execute(self, _state: Counter, /) -> Sequence[Event]:
        """Return the events."""
        return [Added(1)] * self._times


class Ours:
    """Day 4 over one of its stores."""

    def __init__(self, store: Store) -> None:
        """Work on a store that is open."""
        self._store = store
        self._streams: list[str] = []

    def single(self, events: int) -> None:
        """See `Engine.single`."""
        self._write(self._new_stream(), events)

    def group(self, writers: int, events: int) -> None:
        """See `Engine.group`."""
        streams = [self._new_stream() for _ in range(writers)]
        in_threads([lambda stream=stream: self._write(stream, events) for stream in streams])  # type: ignore[misc]

    def fill(self, events: int) -> None:
        """See `Engine.fill`."""
        history = History(self._store, "filled", Counter, limit=100)
        for _ in range(events // 1000):
            history.do(Add(1000))

    def snapshot(self) -> None:
        """See `Engine.snapshot`."""
        History(self._store, "filled", Counter, limit=100).snapshot()

    def replay(self) -> int:
        """See `Engine.replay`."""
        state, _ = load(self._store, "filled", Counter)
        return state.sum

    def total(self) -> int:
        """See `Engine.total`."""
        return sum(load(self._store, stream, Counter)[0].sum for stream in self._streams)

    def close(self) -> None:
        """See `Engine.close`."""
        self._store.close()

    def _new_stream(self) -> str:
        self._streams.append(f"counter-{len(self._streams)}")
        return self._streams[-1]

    def _write(self, stream: str, events: int) -> None:
        history, command = History(self._store, stream, Counter, limit=100), Add()
        for _ in range(events):
            history.do(command)


def ours(fsync: Literal["always", "group"]) -> Callable[[Path], Engine]:
    """Return what opens a segment log."""
    return lambda folder: Ours(SegmentLog(folder, fsync=fsync))


def ours_on_sqlite(folder: Path) -> Engine:
    """Open day 4 over SQLite."""
    return Ours(SqliteStore(folder / "events.db", timeout=60.0))


def eventsourcing(folder: Path) -> Engine:
    """Open eventsourcing over SQLite, as it is when nothing is said but the name of the file.

    Raises:
        ImportError: it is not installed.
    """
    from benchmarks.event_history.peer import Counters, TheirCounter

    environment = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(folder / "events.db"),
        "SQLITE_LOCK_TIMEOUT": "60",
    }
    return Theirs(Counters(env=environment), TheirCounter)


class Theirs:
    """eventsourcing."""

    def __init__(self, application: Any, counter: Any) -> None:
        """Work with an application that is open."""
        self._application, self._counter = application, counter
        self._ids: list[Any] = []
        self._filled: Any = None

    def single(self, events: int) -> None:
        """See `Engine.single`."""
        self._write(self._new(), events)

    def group(self, writers: int, events: int) -> None:
        """See `Engine.group`."""
        counters = [self._new() for _ in range(writers)]
        in_threads([lambda counter=counter: self._write(counter, events) for counter in counters])  # type: ignore[misc]

    def fill(self, events: int) -> None:
        """See `Engine.fill`."""
        counter = self._counter()
        for _ in range(events // 1000):
            for _ in range(1000):
                counter.add(1)
            self._application.save(counter)
        self._filled = counter.id

    def snapshot(self) -> None:
        """See `Engine.snapshot`."""
        self._application.take_snapshot(self._filled)

    def replay(self) -> int:
        """See `Engine.replay`."""
        return int(self._application.repository.get(self._filled).sum)

    def total(self) -> int:
        """See `Engine.total`."""
        return sum(self._application.repository.get(id).sum for id in self._ids)

    def close(self) -> None:
        """See `Engine.close`."""
        self._application.close()

    def _new(self) -> Any:
        counter = self._counter()
        self._application.save(counter)
        self._ids.append(counter.id)
        return counter

    def _write(self, counter: Any, events: int) -> None:
        for _ in range(events):
            counter.add(1)
            self._application.save(counter)


def in_threads(works: Sequence[Callable[[], None]]) -> None:
    """Run each in a thread, and raise the first error that one of them has met."""
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def peer_version() -> str:
    """Return the version of eventsourcing that is installed, or "" if none is."""
    try:
        return version("eventsourcing")
    except ModuleNotFoundError:
        return ""
