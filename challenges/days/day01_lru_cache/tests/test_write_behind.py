"""Stage 5: a write returns when it is in the journal; Redis gets it a moment later."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day01_lru_cache.tests.places import entry_names, opened, raw, writes
from challenges.days.day01_lru_cache.tests.words import saying
from challenges.shared.clock import FakeClock
from challenges.shared.testing import check, live

NO_DIFF = ((), (), (), ())
DEADLINE_S = 20.0


def behind(subject: ModuleType, url: str, folder: Path, maxsize: int = 100, **more: Any) -> Any:
    """Returns a cache that writes behind and flushes only when told to."""
    return opened(subject, url, maxsize, mode="write_behind", journal=folder / "journal", **more)


def crash(cache: Any) -> None:
    """Leaves a cache as a killed process does, as far as one process can: unflushed, unlocked."""
    cache.close(timeout=0.0)


def until(condition: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    end = time.monotonic() + DEADLINE_S
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, "it does not come"
        pause.wait(0.005)


# The journal


def test_frames_come_back(subject: ModuleType, tmp_path: Path) -> None:
    """A journal has, when it is opened again, what was appended and not forgotten."""
    journal = subject.Journal(tmp_path / "j")
    check(lambda: journal.found).returns([])
    for number in range(1, 6):
        journal.append(number, b"payload %d" % number)
    journal.close()
    journal.close()
    again = subject.Journal(tmp_path / "j")
    assert again.writer == journal.writer
    check(lambda: again.found).returns([(n, b"payload %d" % n) for n in range(1, 6)])
    again.forget(3)
    again.append(6, b"")
    again.note_sent(4)
    again.close()
    last = subject.Journal(tmp_path / "j")
    check(lambda: last.found[-3:]).returns([(4, b"payload 4"), (5, b"payload 5"), (6, b"")])
    check(lambda: last.sent).returns(4)
    size = (tmp_path / "j").stat().st_size
    last.forget(6)
    assert (tmp_path / "j").stat().st_size < size
    last.close()
    assert subject.Journal(tmp_path / "j").found == []


def test_a_journal_does_not_grow_for_ever(subject: ModuleType, tmp_path: Path) -> None:
    """When something always waits, what is acknowledged before it is dropped from the file."""
    journal = subject.Journal(tmp_path / "j")
    payload = b"x" * 100_000
    for number in range(1, 301):
        journal.append(number, payload)
        journal.forget(number - 1)
    assert (tmp_path / "j").stat().st_size < 12_000_000
    journal.append(301, b"last")
    journal.close()
    again = subject.Journal(tmp_path / "j")
    check(lambda: again.found[-2:]).returns([(300, payload), (301, b"last")])
    again.close()


def test_a_journal_has_one_user(subject: ModuleType, tmp_path: Path) -> None:
    """A second one to open it gets JournalBusy, until the first has closed it."""
    journal = subject.Journal(tmp_path / "j")
    check(subject.Journal, tmp_path / "j").raises(subject.JournalBusy)
    journal.close()
    subject.Journal(tmp_path / "j").close()
    (tmp_path / "other").write_bytes(b"something else, and longer than a header")
    check(subject.Journal, tmp_path / "other").raises(subject.SchemaMismatch)
    assert (tmp_path / "other").read_bytes().startswith(b"something")


def test_cut_anywhere_in_the_last_frame(
    subject: ModuleType, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The frames before it come back, the rest is set aside, and writing goes on behind them."""
    path, aside = tmp_path / "j", tmp_path / "j.corrupt"
    journal = subject.Journal(path)
    journal.append(1, b"first")
    whole = path.stat().st_size
    journal.append(2, b"the second one")
    journal.close()
    data = path.read_bytes()
    with caplog.at_level(logging.ERROR):
        for size in range(whole, len(data)):
            path.write_bytes(data[:size])
            aside.unlink(missing_ok=True)
            cut = subject.Journal(path)
            check(lambda cut=cut: cut.found).returns([(1, b"first")], why=f"{size} bytes are left")
            cut.append(3, b"third")
            cut.close()
            assert (aside.read_bytes() if size > whole else b"") == data[whole:size]
            again = subject.Journal(path)
            check(lambda again=again: again.found).returns([(1, b"first"), (3, b"third")])
            again.close()


# Writing behind


def test_redis_gets_it_later(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """put returns before Redis has the write; flush sends all and says how many."""
    with behind(subject, redis_url, tmp_path) as cache:
        cache["a"], cache["b"] = 1, 2
        cache.pop("a")
        assert (cache.get("b"), len(cache)) == (2, 1)
        check(entry_names, redis_url).returns([])
        assert cache.health().pending == 3
        check(cache.flush).returns(3)
        check(cache.flush).returns(0)
        assert (len(entry_names(redis_url)), cache.health().pending) == (1, 0)
        check(cache.verify).returns(NO_DIFF)
    check(subject.PersistentLRU, 1, redis_url, "app", mode="write_behind").raises(ValueError)
    check(subject.PersistentLRU, 1, redis_url, "app", mode="behind").raises(
        ValueError, **saying("behind")
    )


def test_what_was_promised_is_kept(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """A process that ends without flushing has lost nothing: the next load replays it."""
    cache = behind(subject, redis_url, tmp_path)
    cache.load()
    cache["a"], cache["b"] = 1, 2
    cache.flush()
    cache["c"], cache["b"] = 3, 4
    cache.pop("a")
    data = (tmp_path / "journal").read_bytes()
    crash(cache)
    with raw(redis_url) as client:  # as it was before the close
        client.flushall()
    (tmp_path / "journal").write_bytes(data)
    again = behind(subject, redis_url, tmp_path)
    check(again.load).returns(subject.Loaded(2, 3, 0, 0))
    check(list, live(again.items_lru())).returns([("c", 3), ("b", 4)])
    check(again.verify).returns(NO_DIFF)
    again.close()


def test_replayed_once(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """What Redis has applied already is not applied again, though the journal still has it."""
    cache = behind(subject, redis_url, tmp_path)
    cache.load()
    for number in range(5):
        cache[number] = number
    data = (tmp_path / "journal").read_bytes()
    cache.flush()
    cache.close()
    assert writes(redis_url) == 5
    (tmp_path / "journal").write_bytes(data)  # killed between the answer and noting it
    with behind(subject, redis_url, tmp_path) as again:
        check(writes, redis_url).returns(5, why="each write counts once")
        again["new"] = 1
        again.flush()
        check(writes, redis_url).returns(6)
        check(again.verify).returns(NO_DIFF)


def test_the_journal_is_cut_after_the_answer(
    subject: ModuleType, redis_url: str, tmp_path: Path
) -> None:
    """Until Redis has acknowledged a write it stays in the journal; then it goes."""
    path = tmp_path / "journal"
    with behind(subject, redis_url, tmp_path) as cache, raw(redis_url) as client:
        empty = path.stat().st_size
        cache["a"] = "x" * 1000
        full = path.stat().st_size
        assert full > empty + 1000
        client.rename("{app}:meta", "elsewhere")
        client.set("{app}:meta", "of another type")
        check(cache.flush, 0.0).raises(subject.CorruptEntry)
        assert path.stat().st_size == full, "the journal was cut, and Redis has nothing"
        client.rename("elsewhere", "{app}:meta")
        cache.flush()
        assert path.stat().st_size == empty


def test_evictions_and_reads(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """Evictions and the order of reading reach Redis with the next flush."""
    with behind(subject, redis_url, tmp_path, 3) as cache:
        for letter in "abcd":
            cache[letter] = letter
        cache["b"]
        cache.flush()
        cache["c"]
        cache.touch("b")
        check(cache.verify).returns(NO_DIFF)
    with behind(subject, redis_url, tmp_path, 3) as cache:
        check(list, live(cache)).returns(["d", "c", "b"])


def test_too_much_waits(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """max_pending writes may wait; the next one is refused and changes nothing."""
    with behind(subject, redis_url, tmp_path, max_pending=3) as cache:
        for number in range(3):
            cache[number] = number
        check(cache.put, 3, 3).raises(subject.PendingLimit, **saying("3"))
        check(cache.pop, 0).raises(subject.PendingLimit)
        check(list, live(cache)).returns([0, 1, 2])
        cache.flush()
        cache[3] = 3
        check(cache.verify).returns(NO_DIFF)


def test_a_disk_that_is_full(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """A write that the journal cannot take raises, and changes nothing."""
    import resource
    import signal

    with behind(subject, redis_url, tmp_path) as cache:
        cache["a"] = 1
        size = (tmp_path / "journal").stat().st_size
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, before[1]))
        try:
            check(cache.put, "b", "x" * 100).raises(OSError)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, handler)
        assert (tmp_path / "journal").stat().st_size == size
        check(list, live(cache)).returns(["a"])
        cache["c"] = 1
        check(cache.verify).returns(NO_DIFF)


def test_times_in_the_journal(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """What is replayed lives as long as was left, never longer, wherever the clock was set."""
    clock = FakeClock()
    cache = behind(subject, redis_url, tmp_path, clock=clock)
    cache.load()
    cache.put("a", 1, ttl=100)
    cache.put("b", 1, ttl=math.inf)
    data = (tmp_path / "journal").read_bytes()
    crash(cache)
    for set_to, left in ((clock.now() + 60, 40), (clock.now() - 10_000, 100)):
        with raw(redis_url) as client:
            client.flushall()
        (tmp_path / "journal").write_bytes(data)
        clock.set_wall(set_to)
        with behind(subject, redis_url, tmp_path, clock=clock) as again:
            assert left - 5 < again.remaining("a") <= left
            assert again.remaining("b") is None


def test_the_thread_flushes(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """With flush_every nobody needs to call flush; closing ends the thread."""
    before = threading.active_count()
    with behind(subject, redis_url, tmp_path, flush_every=0.01) as cache:
        cache["a"] = 1
        until(lambda: cache.health().pending == 0)
        assert len(entry_names(redis_url)) == 1
        cache["a"]
    assert threading.active_count() == before
    check(subject.PersistentLRU, 1, redis_url, "app", flush_every=0).raises(ValueError)


def test_closing_flushes(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """What waits at close is sent; a second close does nothing."""
    cache = behind(subject, redis_url, tmp_path)
    cache.load()
    cache["a"] = 1
    cache.close()
    cache.close()
    assert len(entry_names(redis_url)) == 1
    assert cache.health().state == "closed"
