"""Stage 4: a log of segments, and what it makes of damage."""

from __future__ import annotations

import logging
import os
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.contract import StoreContract
from challenges.days.day04_event_history.tests.editor import domain
from challenges.days.day04_event_history.tests.values import new, numbers
from challenges.shared.testing import check, live


class TestSegmentLog(StoreContract):
    """The log keeps to the contract."""

    @pytest.fixture
    def store(self, subject: ModuleType, tmp_path: Path) -> Any:
        """An empty log of small segments."""
        with subject.SegmentLog(tmp_path / "log", fsync="os", segment_bytes=2000) as log:
            yield log


def files(folder: Path) -> list[Path]:
    """Returns the segments, the oldest first: the files that hold what was written."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".segment")


# Opened again


def test_everything_is_there_again(subject: ModuleType, tmp_path: Path) -> None:
    """Events, versions, keys and snapshots are there when the log is opened again."""
    with subject.SegmentLog(tmp_path) as log:
        log.append("s", new(subject, 1))
        first = log.append("s", new(subject, 2), subject.ANY, "k")
        log.append("t", new(subject, 3, 4))
        log.snapshot("s", 2, "state")
        before = list(log.read_all())
    with subject.SegmentLog(tmp_path) as log:
        check(lambda: list(log.read_all())).returns(before, why="every event as it was")
        check(lambda: (log.version("s"), log.version("t"), log.position())).returns(
            (2, 2, 4), why="the same versions"
        )
        check(log.append, "s", live(new(subject, 9)), subject.ANY, "k").returns(
            first, why="the key was used in an earlier life"
        )
        check(log.load_snapshot, "s").returns(subject.Snapshot(2, "state"), why="as stored")
        check(log.append, "s", live(new(subject, 5)), 2).returns(
            subject.Position(5, 3), why="it goes on where it was"
        )


def test_an_editor_on_a_log(subject: ModuleType, tmp_path: Path) -> None:
    """Undo and redo work after a restart from the files alone."""
    editor = domain(subject)
    with subject.SegmentLog(tmp_path) as log:
        history = subject.History(log, "text", editor.Text)
        for letter in "abc":
            history.do(editor.Insert(letter))
        history.undo(2)
    with subject.SegmentLog(tmp_path) as log:
        history = subject.History(log, "text", editor.Text)
        check(lambda: history.state.text).returns("a", why="two were undone")
        history.redo()
        check(lambda: history.state.text).returns("ab", why="one is redone")


def test_segments(subject: ModuleType, tmp_path: Path) -> None:
    """A log is cut into files, a batch is in one of them, and reading goes across."""
    with subject.SegmentLog(tmp_path, fsync="os", segment_bytes=1000) as log:
        for number in range(0, 40, 4):
            log.append("s", new(subject, *range(number, number + 4)))
        log.append("s", new(subject, *range(40, 100)))
        check(lambda: len(files(tmp_path)) > 5).returns(True, why="more than 10 kB were written")
        check(lambda: numbers(log.read("s"))).returns([*range(100)], why="in order")
        check(lambda: numbers(log.read("s", 30, 45, backwards=True))).returns(
            [*range(44, 28, -1)], why="backwards across files"
        )
    with subject.SegmentLog(tmp_path, fsync="os", segment_bytes=1000) as log:
        log.append("s", new(subject, 100))
        check(lambda: numbers(log.read_all(95))).returns([*range(94, 101)], why="after a restart")


def test_large_events(subject: ModuleType, tmp_path: Path) -> None:
    """An event may be larger than what is read at a time."""
    texts = ["x" * size for size in (10, 70_000, 3, 300_000, 65_536)]
    with subject.SegmentLog(tmp_path, fsync="os") as log:
        log.append("s", new(subject, *texts))
        check(lambda: numbers(log.read("s")) == texts).returns(True, why="each as it was")
        check(lambda: numbers(log.read("s", backwards=True)) == texts[::-1]).returns(
            True, why="backwards, too"
        )


# Acknowledged means safe


def test_synced_before_it_is_acknowledged(
    subject: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When append returns, all its bytes were synced; and the name of a new file was, too."""
    synced: list[tuple[int, int]] = []

    def watched(sync: Any) -> Any:
        def call(descriptor: Any) -> None:
            sync(descriptor)
            status = os.fstat(descriptor)
            synced.append((status.st_ino, status.st_size))

        return call

    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    with subject.SegmentLog(tmp_path, segment_bytes=500) as log:
        for number in range(12):
            synced.clear()
            before = len(files(tmp_path))
            log.append("s", new(subject, number))
            last = files(tmp_path)[-1].stat()
            check(lambda last=last: (last.st_ino, last.st_size) in synced).returns(
                True, why="the file was synced at the size it has now"
            )
            if len(files(tmp_path)) > before:
                check(lambda: tmp_path.stat().st_ino in [inode for inode, _ in synced]).returns(
                    True, why="a new file was made: its folder was synced"
                )
        check(lambda: len(files(tmp_path)) > 2).returns(True, why="segments of 500 bytes")


def test_a_sync_that_fails(
    subject: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a sync that failed nothing is acknowledged any more until the log is opened anew."""

    def fails(descriptor: Any) -> None:
        raise OSError(5, "Input/output error")

    with subject.SegmentLog(tmp_path) as log:
        log.append("s", new(subject, 1))
        with monkeypatch.context() as patch:
            for name in ("fsync", "fdatasync"):
                patch.setattr(os, name, fails)
            check(log.append, "s", live(new(subject, 2))).raises(subject.StoreBroken)
        check(log.append, "s", live(new(subject, 3))).raises(
            subject.StoreBroken, why="a sync that succeeds now proves nothing about the one before"
        )
        check(lambda: (numbers(log.read("s")), log.version("s"))).returns(
            ([1], 1), why="2 was not acknowledged, so nobody reads it"
        )
    with subject.SegmentLog(tmp_path) as log:
        log.append("s", new(subject, 4))
        check(lambda: numbers(log.read("s"))[-1]).returns(4, why="opened anew it goes on")


def test_a_disk_that_is_full(subject: ModuleType, tmp_path: Path) -> None:
    """A write that the system cuts short raises, and the log is as it was before."""
    import resource
    import signal

    with subject.SegmentLog(tmp_path, fsync="os") as log:
        log.append("s", new(subject, 1))
        size = files(tmp_path)[0].stat().st_size
        old = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, old[1]))
        try:
            check(log.append, "s", live(new(subject, "x" * 500))).raises(OSError)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
            signal.signal(signal.SIGXFSZ, handler)
        check(lambda: (numbers(log.read("s")), files(tmp_path)[0].stat().st_size)).returns(
            ([1], size), why="the half that was written is gone"
        )
        log.append("s", new(subject, 2))
    with subject.SegmentLog(tmp_path) as log:
        check(lambda: numbers(log.read("s"))).returns([1, 2], why="and it goes on")


# One process at a time


def test_a_log_that_is_open_elsewhere(subject: ModuleType, tmp_path: Path) -> None:
    """A second opener is refused and told the process; closing gives the log free."""
    with subject.SegmentLog(tmp_path):
        error = check(subject.SegmentLog, tmp_path).raises(subject.StoreLocked)
        check(lambda: error.pid).returns(os.getpid(), why="this process has it")
    log = subject.SegmentLog(tmp_path)
    log.close()
    log.close()
    check(log.append, "s", live(new(subject, 1))).raises(ValueError, why="it is closed")


def test_a_log_that_another_process_has(subject: ModuleType, tmp_path: Path) -> None:
    """The lock holds between processes, and ends with the one that has it."""
    program = (
        "import fcntl, os, sys\n"
        "file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\n"
        "os.pwrite(file, b'%d\\n' % os.getpid(), 0)\n"
        "print('locked', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        error = check(subject.SegmentLog, tmp_path).raises(subject.StoreLocked)
        check(lambda: error.pid).returns(other.pid, why="who has it")
        other.kill()
    subject.SegmentLog(tmp_path).close()


# Damage


@pytest.fixture(scope="module")
def whole(subject: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a segment with three batches, of 2, 1 and 2 events."""
    folder = tmp_path_factory.mktemp("whole")
    with subject.SegmentLog(folder, fsync="os") as log:
        for batch in ((1, 2), (3,), (4, 5)):
            log.append("s", new(subject, *batch))
    return files(folder)[0].read_bytes()


NAME = f"{1:020}.segment"
PREFIXES = ([], [1, 2], [1, 2, 3], [1, 2, 3, 4, 5])


def opened(subject: ModuleType, folder: Path, data: bytes) -> list[int]:
    """Returns the numbers in a log whose segment has these bytes."""
    folder.mkdir(exist_ok=True)
    for left in folder.glob("*.segment*"):
        left.unlink()
    (folder / NAME).write_bytes(data)
    with subject.SegmentLog(folder, fsync="os") as log:
        return numbers(log.read("s"))


def test_a_log_cut_anywhere(subject: ModuleType, tmp_path: Path, whole: bytes) -> None:
    """Of a log that ends in the middle the whole batches are there, and nothing else."""
    ends = [*range(0, len(whole) - 20, 7), *range(len(whole) - 20, len(whole) + 1)]
    found = [opened(subject, tmp_path / "cut", whole[:end]) for end in ends]
    check(lambda: [one for one in found if one not in PREFIXES]).returns([], why="whole batches")
    check(lambda: found == sorted(found)).returns(True, why="more bytes, no fewer events")
    check(lambda: (found[0], found[-2], found[-1])).returns(
        ([], [1, 2, 3], [1, 2, 3, 4, 5]), why="the last byte completes the last batch"
    )


def test_what_is_cut_off_is_told(
    subject: ModuleType, tmp_path: Path, whole: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """An unfinished end is told in the log of the program, set aside, and then gone."""
    with caplog.at_level(logging.WARNING):
        opened(subject, tmp_path, whole[:-10])
    check(lambda: [NAME in record.getMessage() for record in caplog.records]).returns(
        [True], why="one line that names the file"
    )
    (aside,) = tmp_path.glob("*.cut-*")
    end = len((tmp_path / NAME).read_bytes())
    check(lambda: whole[:end] + aside.read_bytes() == whole[:-10]).returns(
        True, why="nothing was thrown away"
    )
    with subject.SegmentLog(tmp_path) as log:
        log.append("s", new(subject, 6))
        check(lambda: numbers(log.read("s"))).returns([1, 2, 3, 6], why="it goes on from there")


def test_a_bit_that_flips(subject: ModuleType, tmp_path: Path, whole: bytes) -> None:
    """A changed bit gives a whole prefix or an error with the place, never another event."""
    chance = random.Random(4)
    last_batch = len(whole) - (len(whole) * 2 // 6)
    for _ in range(200):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        changed = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        try:
            found = opened(subject, tmp_path / "flip", changed)
        except subject.CorruptSegment as error:
            found = None
            where = (Path(error.file).name, error.offset <= place)
            check(lambda where=where: where).returns((NAME, True), why="the place is told")
        if found is None:
            continue
        check(lambda found=found: found in PREFIXES[:-1]).returns(
            True, why=f"bit {bit} of byte {place} was changed, and read were {found}"
        )
        check(lambda place=place: place > last_batch // 2).returns(
            True, why="damage before whole batches is no unfinished end"
        )


def test_damage_inside(subject: ModuleType, tmp_path: Path, whole: bytes) -> None:
    """Damage with whole batches behind it is an error at its frame, and nothing is changed."""
    changed = bytearray(whole)
    changed[60] ^= 1
    error = check(opened, live(subject), tmp_path, bytes(changed)).raises(subject.CorruptSegment)
    check(lambda: (Path(error.file).name, error.offset)).returns((NAME, 0), why="the first frame")
    check(lambda: (tmp_path / NAME).read_bytes() == bytes(changed)).returns(
        True, why="a damaged log is left as it is"
    )


def test_damage_in_an_older_segment(subject: ModuleType, tmp_path: Path) -> None:
    """Only the last segment can have an unfinished end; a missing one is told, too."""
    with subject.SegmentLog(tmp_path, fsync="os", segment_bytes=300) as log:
        for number in range(6):
            log.append("s", new(subject, number))
    first, second, *_ = files(tmp_path)
    content = first.read_bytes()
    first.write_bytes(content[:-5])
    error = check(subject.SegmentLog, tmp_path).raises(subject.CorruptSegment)
    check(lambda: Path(error.file).name).returns(first.name, why="its end is missing")
    first.write_bytes(content)
    second.unlink()
    check(subject.SegmentLog, tmp_path).raises(subject.CorruptSegment)


def test_batches_in_another_order(subject: ModuleType, tmp_path: Path, whole: bytes) -> None:
    """Whole frames that were moved, left out or doubled do not fit into the chain."""
    with subject.SegmentLog(tmp_path / "one", fsync="os") as log:
        log.append("s", new(subject, 1, 2))
    first = files(tmp_path / "one")[0].stat().st_size
    with subject.SegmentLog(tmp_path / "two", fsync="os") as log:
        log.append("s", new(subject, 7, 8))
    other = files(tmp_path / "two")[0].read_bytes()
    for wrong in (whole + whole[:first], whole[first:], other[:first] + whole[first:]):
        check(opened, live(subject), tmp_path / "x", live(wrong)).raises(subject.CorruptSegment)


def test_verify(subject: ModuleType, tmp_path: Path) -> None:
    """verify reads everything, and a hash that was noted earlier is in the chain for ever."""
    with subject.SegmentLog(tmp_path, fsync="os", segment_bytes=300) as log:
        log.append("s", new(subject, 1))
        noted = log.verify()
        for number in range(5):
            log.append("s", new(subject, number))
        now = log.verify(noted.head)
        check(lambda: (noted.events, now.events, now.head != noted.head)).returns(
            (1, 6, True), why="the chain has grown"
        )
        check(log.verify, "0" * 64).raises(subject.CorruptSegment, why="never in this log")
        with files(tmp_path)[1].open("rb+") as file:
            file.seek(80)
            file.write(b"?")
        check(log.verify).raises(subject.CorruptSegment, why="a byte was changed on the disk")


def test_damage_while_it_is_open(subject: ModuleType, tmp_path: Path) -> None:
    """An event that is damaged after the log was opened is an error when it is read."""
    with subject.SegmentLog(tmp_path, fsync="os") as log:
        log.append("s", new(subject, 1, 2))
        with files(tmp_path)[0].open("rb+") as file:
            file.seek(70)
            file.write(b"?")
        check(lambda: list(log.read("s"))).raises(subject.CorruptSegment)


def test_a_snapshot_that_is_damaged(subject: ModuleType, tmp_path: Path) -> None:
    """A damaged snapshot is none: the state is made of the events."""
    with subject.SegmentLog(tmp_path) as log:
        log.snapshot("s", 1, {"text": "a"})
        (path,) = (tmp_path / "snapshots").iterdir()
        content = path.read_bytes()
        path.write_bytes(content.replace(b'"a"', b'"b"'))
        check(log.load_snapshot, "s").returns(None, why="its CRC is another one")


def test_wrong_options(subject: ModuleType, tmp_path: Path) -> None:
    """There are three ways to sync."""
    check(subject.SegmentLog, tmp_path, fsync="never").raises(ValueError)
