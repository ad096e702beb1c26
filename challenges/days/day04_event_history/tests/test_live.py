"""Stage 6: writers that share a sync, readers that wait for what comes."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.contract import StoreContract
from challenges.days.day04_event_history.tests.values import new, numbers
from challenges.shared.testing import WrongAnswer, check, live, run_virtual

WRITERS = 8
DEADLINE = 5.0


class TestGroupCommit(StoreContract):
    """A log whose writers share syncs keeps to the contract, too."""

    @pytest.fixture
    def store(self, subject: ModuleType, tmp_path: Path) -> Any:
        """An empty log of small segments."""
        with subject.SegmentLog(tmp_path / "log", fsync="group", segment_bytes=4000) as log:
            yield log


class TestSqliteStore(StoreContract):
    """A store in SQLite keeps to the contract, too."""

    @pytest.fixture
    def store(self, subject: ModuleType, tmp_path: Path) -> Any:
        """An empty database."""
        with subject.SqliteStore(tmp_path / "events.db") as store:
            yield store


def test_two_objects_on_one_database(subject: ModuleType, tmp_path: Path) -> None:
    """Several may have a database open: versions, keys and events are the same for all."""
    path = tmp_path / "events.db"
    with subject.SqliteStore(path) as one, subject.SqliteStore(path) as other:
        first = one.append("s", new(subject, 1), subject.NO_STREAM, "k")
        check(other.append, "s", live(new(subject, 2)), subject.NO_STREAM).raises(
            subject.VersionConflict
        )
        check(other.append, "s", live(new(subject, 1)), subject.NO_STREAM, "k").returns(
            first, why="the key was used by the other one"
        )
        other.append("s", new(subject, 2), 1)
        check(lambda: (numbers(one.read("s")), one.position())).returns(([1, 2], 2), why="both")
    with subject.SqliteStore(path) as again:
        check(lambda: numbers(again.read_all())).returns([1, 2], why="opened again")


def test_several_writers_on_one_database(subject: ModuleType, tmp_path: Path) -> None:
    """Writers with a connection each wait for each other, and nothing of them is lost."""
    errors: list[Exception] = []
    start = threading.Barrier(3)

    def write(writer: int) -> None:
        with subject.SqliteStore(tmp_path / "events.db", timeout=DEADLINE) as store:
            start.wait()
            try:
                for number in range(20):
                    store.append("s", new(subject, [writer, number]))
            except Exception as error:
                errors.append(error)

    subject.SqliteStore(tmp_path / "events.db").close()
    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(lambda: [repr(error) for error in errors]).returns([], why="a writer waits its turn")
    with subject.SqliteStore(tmp_path / "events.db") as store:
        check(lambda: sorted(numbers(store.read("s")))).returns(
            [[writer, number] for writer in range(3) for number in range(20)], why="each once"
        )


class HeldSync:
    """Lets the first sync wait until it is told to go on, and counts all of them."""

    def __init__(self, patch: pytest.MonkeyPatch, error: OSError | None = None) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.calls = 0
        self._error = error
        for name in ("fsync", "fdatasync"):
            patch.setattr(os, name, self._sync)

    def release_if(self, wait: Callable[[Path], None], folder: Path) -> None:
        """Waits; if that fails, lets the writers end first."""
        try:
            wait(folder)
        except WrongAnswer:
            self.go.set()
            raise

    def _sync(self, descriptor: Any) -> None:
        self.calls += 1
        self.begun.set()
        self.go.wait(DEADLINE)
        if self._error is not None:
            raise self._error


def writers(subject: ModuleType, log: Any, outcomes: list[Any]) -> list[threading.Thread]:
    """Returns started threads that append one event each and note what became of it."""

    def write(number: int) -> None:
        try:
            outcomes.append(log.append(f"s{number}", new(subject, f"token-{number}")).version)
        except Exception as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    return threads


def wait_until_written(folder: Path) -> None:
    """Waits until the bytes of all writers are in the file."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        content = b"".join(path.read_bytes() for path in folder.glob("*.segment"))
        if all(b"token-%d" % number in content for number in range(WRITERS)):
            return
        threading.Event().wait(0.001)
    raise WrongAnswer(
        call=f"append from {WRITERS} threads while a sync takes its time",
        expected="all events are written, and wait for the next sync",
        got="the writers wait for each other before they have written",
    )


def test_writers_share_a_sync(
    subject: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one sync runs the others write, and one more sync is enough for all of them."""
    outcomes: list[Any] = []
    with subject.SegmentLog(tmp_path, fsync="group") as log:
        held = HeldSync(monkeypatch)
        threads = writers(subject, log, outcomes)
        held.begun.wait(DEADLINE)
        held.release_if(wait_until_written, tmp_path)
        check(lambda: (list(outcomes), list(log.read_all()), log.position())).returns(
            ([], [], 0), why="nothing is on the disk yet: nobody is told so, nobody reads it"
        )
        held.go.set()
        for thread in threads:
            thread.join()
        check(lambda: outcomes).returns([1] * WRITERS, why="all are acknowledged")
        check(lambda: held.calls <= 2).returns(True, why="the first sync, and one for the rest")
        check(lambda: len(numbers(log.read_all()))).returns(WRITERS, why="all can be read")


def test_a_shared_sync_that_fails(
    subject: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the sync fails that many wait for, none of them is acknowledged."""
    outcomes: list[Any] = []
    with subject.SegmentLog(tmp_path, fsync="group") as log:
        held = HeldSync(monkeypatch, OSError(5, "Input/output error"))
        threads = writers(subject, log, outcomes)
        held.release_if(wait_until_written, tmp_path)
        held.go.set()
        for thread in threads:
            thread.join()
        check(lambda: outcomes).returns([subject.StoreBroken] * WRITERS, why="all are told")
        check(lambda: (list(log.read_all()), log.version("s1"))).returns(([], 0), why="nothing")


def test_a_repeated_append_waits_too(
    subject: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An append that is known is acknowledged no earlier than the one that it repeats."""
    ends: list[int] = []
    with subject.SegmentLog(tmp_path, fsync="group") as log:
        held = HeldSync(monkeypatch)

        def write(number: int) -> None:
            ends.append(log.append("s", new(subject, "token"), subject.ANY, "key").version)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
        threads[0].start()
        held.begun.wait(DEADLINE)
        threads[1].start()
        threads[1].join(0.05)
        check(lambda: (ends, log.find("s", "key"))).returns(([], None), why="not on the disk yet")
        held.go.set()
        for thread in threads:
            thread.join()
        check(lambda: (ends, log.position())).returns(([1, 1], 1), why="stored once")


# Subscriptions


@pytest.fixture(params=["memory", "log", "sqlite"])
def store(request: pytest.FixtureRequest, subject: ModuleType, tmp_path: Path) -> Any:
    """An empty store of each kind."""
    if request.param == "memory":
        yield subject.MemoryStore()
    elif request.param == "sqlite":
        with subject.SqliteStore(tmp_path / "events.db") as database:
            yield database
    else:
        with subject.SegmentLog(tmp_path, fsync="os") as log:
            yield log


async def some(events: AsyncIterator[Any], number: int) -> list[Any]:
    """Returns the numbers of the next events."""
    return [(await anext(events)).data["n"] for _ in range(number)]


def test_first_what_is_there_then_what_comes(subject: ModuleType, store: Any) -> None:
    """A subscription yields the events of the past, then each new one."""

    async def main() -> list[Any]:
        store.append("s", new(subject, 1, 2))
        events = store.subscribe()
        past = await some(events, 2)
        waiting = asyncio.create_task(some(events, 3))
        await asyncio.sleep(1)
        early = waiting.done()
        store.append("t", new(subject, 3))
        await asyncio.sleep(1)
        store.append("s", new(subject, 4, 5))
        return [past, early, await waiting]

    check(run_virtual, main()).returns([[1, 2], False, [3, 4, 5]], why="in their one order")


def test_between_the_past_and_what_comes(subject: ModuleType, store: Any) -> None:
    """What is written just when the past is read to its end is neither lost nor there twice."""

    async def main() -> list[Any]:
        store.append("s", new(subject, 1))
        found = []
        async for event in store.subscribe():
            found.append(event.data["n"])
            if len(found) < 5:
                # The reader has just got the last event that it knows of.
                store.append("s", new(subject, len(found) + 1))
                await asyncio.sleep(1)
            else:
                break
        return found

    check(run_virtual, main()).returns([1, 2, 3, 4, 5], why="each once")


def test_from_a_position(subject: ModuleType, store: Any) -> None:
    """A subscriber who knows where it was goes on there; a future place is waited for."""

    async def main() -> list[Any]:
        store.append("s", new(subject, *range(1, 5)))
        later = asyncio.create_task(some(store.subscribe(6), 1))
        await asyncio.sleep(1)
        store.append("s", new(subject, 5))
        store.append("s", new(subject, 6))
        return [await some(store.subscribe(3), 4), await later]

    check(run_virtual, main()).returns([[3, 4, 5, 6], [6]], why="positions count from 1")


def test_many_subscribers(subject: ModuleType, store: Any) -> None:
    """Each subscriber gets every event, also when another one has gone."""

    async def main() -> list[Any]:
        subscribers = [store.subscribe() for _ in range(3)]
        waiting = [asyncio.create_task(some(one, 2)) for one in subscribers]
        await asyncio.sleep(1)
        waiting[1].cancel()
        await asyncio.sleep(1)
        store.append("s", new(subject, 1))
        await asyncio.sleep(1)
        store.append("s", new(subject, 2))
        return [await waiting[0], await waiting[2]]

    check(run_virtual, main()).returns([[1, 2], [1, 2]], why="two have stayed")


def test_writers_in_other_threads(subject: ModuleType, store: Any) -> None:
    """Events of threads wake a subscriber in its event loop, and none is left out."""

    def write(writer: int) -> None:
        for number in range(25):
            store.append(f"s{writer}", new(subject, number))

    async def main() -> list[int]:
        events = store.subscribe()
        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
        for thread in threads:
            thread.start()
        async with asyncio.timeout(DEADLINE):
            found = [(await anext(events)).position for _ in range(100)]
        await events.aclose()
        for thread in threads:
            thread.join()
        return found

    check(asyncio.run, main()).returns([*range(1, 101)], why="100 positions in order")


def test_a_subscriber_whose_loop_is_gone(subject: ModuleType, store: Any) -> None:
    """A store goes on when the event loop of a subscriber was closed without a farewell."""
    events = store.subscribe()
    loop = asyncio.new_event_loop()
    task = loop.create_task(anext(events))
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    store.append("s", new(subject, 1))
    store.append("s", new(subject, 2))
    check(lambda: numbers(store.read("s"))).returns([1, 2], why="nobody else is disturbed")
    task._log_destroy_pending = False  # type: ignore[attr-defined]
