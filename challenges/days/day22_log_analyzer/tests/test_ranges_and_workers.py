"""Stage 3: pieces of files, counted anywhere and merged in any order, by as many as there are."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import psutil  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.agreement import agrees
from challenges.days.day22_log_analyzer.tests.logs import dirty_log, logs
from challenges.days.day22_log_analyzer.tests.oracle import Log
from challenges.days.day22_log_analyzer.tests.present import BACKENDS, needs_python, on_each_backend
from challenges.days.day22_log_analyzer.tests.processes import environment, workers
from challenges.days.day22_log_analyzer.tests.reading import common, line
from challenges.shared.testing import check


def write(folder: Path, data: bytes, name: str = "access.log") -> Path:
    """Returns the path of a new file."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that examples of one property may write anew."""
    return tmp_path_factory.mktemp("shelf") / "access.log"


def counted(subject: ModuleType, backend: str, path: Path, start: int, end: int | None) -> bytes:
    """Returns the partial of one range."""
    analyzer = subject.Analyzer(backend=backend)
    analyzer.feed_file(path, start, end)
    partial: bytes = analyzer.partial()
    return partial


@on_each_backend
def test_a_line_belongs_to_the_range_it_begins_in(
    subject: ModuleType, backend: str, tmp_path: Path
) -> None:
    """Cut at any byte, a file of a few lines gives each of its lines to one of the two ranges."""
    data = b"one\n\ntwo two\r\n\nlast"
    path = write(tmp_path, data)
    starts = [place for place in range(len(data)) if place == 0 or data[place - 1] == 10]
    for cut in range(len(data) + 2):
        lines = []
        for start, end in ((0, cut), (cut, None), (cut, len(data) + 9)):
            analyzer = subject.Analyzer(backend=backend)
            if end is None or start <= end:
                analyzer.feed_file(path, start, end)
            lines.append(analyzer.report().totals.lines)
        before = sum(start < cut for start in starts)
        check(list, lines).returns([before, 5 - before, 5 - before], why=f"cut at byte {cut}")


@given(data=logs(), seed=st.integers(0, 9999), pieces=st.integers(1, 6))
def test_ranges_merge_to_the_whole(
    subject: ModuleType, shelf: Path, data: bytes, seed: int, pieces: int
) -> None:
    """The partials of ranges cut anywhere, merged in any order, are the partial of the file."""
    shelf.write_bytes(data)
    chance = random.Random(seed)
    cuts = sorted(chance.randrange(len(data) + 1) for _ in range(pieces - 1))
    ranges = list(itertools.pairwise([0, *cuts, len(data)]))
    chance.shuffle(ranges)
    log = Log().read(os.fsencode(shelf), data)
    for backend in BACKENDS:
        partials = [counted(subject, backend, shelf, *ends) for ends in ranges]
        report = subject.Analyzer.combine(partials, backend=backend)
        agrees(report, log)
        check(report.partial).returns(log.partial())


@on_each_backend
def test_merging_is_associative(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """Partials may be merged two by two, and reports too; neither side changes."""
    data = dirty_log(90, seed=2)
    path = write(tmp_path, data)
    cut = len(data) // 3
    ends = ((0, cut), (cut, 2 * cut), (2 * cut, None))
    one, two, three = (counted(subject, backend, path, *pair) for pair in ends)
    combine = subject.Analyzer.combine
    left = combine([combine([three, one], backend=backend).partial(), two], backend=backend)
    right = combine([two, three], backend=backend).merge(combine([one], backend=backend))
    assert left.partial() == right.partial() == Log().read(os.fsencode(path), data).partial()
    assert combine([one], backend=backend).partial() == one
    assert combine(iter([one])).totals == combine([bytearray(one)]).totals


@on_each_backend
def test_ranges_of_one_analyzer_in_any_order(
    subject: ModuleType, backend: str, tmp_path: Path
) -> None:
    """The first malformed lines are kept, and not those that were seen first."""
    data = dirty_log(60, seed=3, dirt=0.5)
    path = write(tmp_path, data)
    third = len(data) // 3
    for order in itertools.permutations(((0, third), (third, 2 * third), (2 * third, None))):
        analyzer = subject.Analyzer(backend=backend, malformed_samples=7)
        for ends in order:
            analyzer.feed_file(path, *ends)
        assert analyzer.partial() == Log(samples=7).read(os.fsencode(path), data).partial()


@on_each_backend
def test_visitors_are_united(subject: ModuleType, backend: str) -> None:
    """A visitor seen by two analyzers is one visitor, and so are its address and agent."""
    data = [line(host="192.0.2.9"), line(host="192.0.2.1", agent="b"), line(agent="a")]
    partials = []
    for name, lines in (("a", data), ("b", data[::-1]), ("c", data[:1])):
        analyzer = subject.Analyzer(backend=backend)
        analyzer.feed(b"\n".join(lines), name)
        partials.append(analyzer.partial())
    report = subject.Analyzer.combine(partials, backend=backend)
    assert report.unique_visitors() == 3
    assert (report.unique("ip"), report.unique("user_agent")) == (3, 3)
    assert [(row.key, row.count) for row in report.top("ip")] == [
        (b"192.0.2.9", 3),
        (b"192.0.2.1", 2),
        (b"192.0.2.7", 2),
    ]


@on_each_backend
def test_line_numbers_are_those_of_the_file(
    subject: ModuleType, backend: str, tmp_path: Path
) -> None:
    """A malformed line has its number in the file, whichever range it was counted in."""
    lines = [line() if number % 7 else b"broken %d" % number for number in range(1, 90)]
    data = b"\n".join(lines)
    path = write(tmp_path, data)
    step = len(data) // 9
    partials = [counted(subject, backend, path, at, at + step) for at in range(0, len(data), step)]
    for report in (
        subject.Analyzer.combine(reversed(partials), backend=backend),
        subject.analyze(path, backend=backend, workers=2),
    ):
        found = [(sample.line_number, sample.sample) for sample in report.malformed]
        assert found == [(number, b"broken %d" % number) for number in range(7, 90, 7)]


@on_each_backend
def test_streams_of_one_analyzer(subject: ModuleType, backend: str) -> None:
    """Sources are told apart by name; a report ends the stream, and later bytes start a line."""
    analyzer = subject.Analyzer(backend=backend)
    analyzer.feed(b"one\ntwo", "a")
    analyzer.feed(b"three\n", "b")
    analyzer.feed(b"four", "a")
    assert analyzer.report().totals.lines == 4
    analyzer.feed(common(line()), "a")
    samples = [
        (s.file, s.line_number, s.byte_offset, s.sample) for s in analyzer.report().malformed
    ]
    assert samples == [
        ("a", 1, 0, b"one"),
        ("a", 2, 4, b"two"),
        ("a", 3, 7, b"four"),
        ("a", 4, 11, common(line())),
        ("b", 1, 0, b"three"),
    ]


@on_each_backend
def test_nothing_is_counted_twice(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """Partials that share a byte of a source are refused, and what was there stays as it was."""
    path = write(tmp_path, dirty_log(20, seed=4))
    size = path.stat().st_size
    one = counted(subject, backend, path, 0, size * 2 // 3)
    two = counted(subject, backend, path, size // 3, size)
    combine = subject.Analyzer.combine
    for pair in ([one, two], [two, one], [one, one]):
        check(combine, pair, backend=backend).raises(ValueError)
    report = combine([one], backend=backend)
    check(report.merge, combine([two], backend=backend)).raises(ValueError)
    assert report.partial() == one
    analyzer = subject.Analyzer(backend=backend)
    analyzer.feed_file(path, 0, size * 2 // 3)
    check(analyzer.feed_file, path, size // 3).raises(ValueError)
    assert analyzer.partial() == one
    other = write(tmp_path, path.read_bytes(), "other.log")
    both = combine([one, counted(subject, backend, other, 0, size)], backend=backend)
    assert both.totals.lines > 20


@on_each_backend
@pytest.mark.parametrize(
    "options",
    [{"format": "common"}, {"strip_query": False}, {"max_line": 99}, {"malformed_samples": 3}],
    ids=lambda options: next(iter(options)),
)
def test_unlike_options_do_not_merge(
    subject: ModuleType, backend: str, options: dict[str, object]
) -> None:
    """What was counted by other rules cannot be added up."""
    one, two = subject.Analyzer(backend=backend), subject.Analyzer(backend=backend, **options)
    one.feed(line(), "a")
    two.feed(line(), "b")
    check(subject.Analyzer.combine, [one.partial(), two.partial()], backend=backend).raises(
        ValueError
    )


@on_each_backend
def test_a_file_that_has_become_shorter(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """Only what is there is counted, however long the file was said to be; a file may grow too."""
    data = dirty_log(50, seed=6)
    path = write(tmp_path, data)
    shorter = data[: len(data) // 2]
    os.truncate(path, len(shorter))
    analyzer = subject.Analyzer(backend=backend)
    analyzer.feed_file(path, 0, len(data))
    assert analyzer.partial() == Log().read(os.fsencode(path), shorter).partial()
    assert subject.analyze(path, backend=backend).totals.lines == shorter.count(b"\n") + 1
    for start in (len(shorter), len(data)):
        assert counted(subject, backend, path, start, len(data) + 1)
    nothing = subject.Analyzer(backend=backend)
    nothing.feed_file(path, len(data), len(data) + 100)
    assert nothing.report().totals.lines == 0


@needs_python
def test_a_file_that_shrinks_while_it_is_read(subject: ModuleType, tmp_path: Path) -> None:
    """Lines that vanish are told as a failure of the source, and those read are counted."""
    data = (line() + b"\n") * 40_000
    path = write(tmp_path, data)
    told: list[int] = []

    def cut(done: int, total: int | None) -> None:
        told.append(done)
        os.truncate(path, len(line()) + 1)

    report = subject.analyze(path, backend="python", keep_going=True, progress=cut)
    assert 0 < report.totals.lines < 40_000
    assert len(told) > 1, "progress is told while a file is read"
    assert [failure.path for failure in report.failures] == [str(path)]
    path.write_bytes(data)
    check(subject.analyze, path, backend="python", progress=cut).raises(subject.SourceError)


def test_ranges_are_those_of_files(subject: ModuleType, tmp_path: Path) -> None:
    """What has no size has no ranges; numbers out of range are refused."""
    path = write(tmp_path, line())
    os.mkfifo(tmp_path / "pipe")
    analyzer = subject.Analyzer()
    for other in (tmp_path / "pipe", tmp_path, tmp_path / "missing", "-"):
        check(analyzer.feed_file, other).raises(subject.SourceError)
    for start, end in ((-1, None), (5, 4)):
        check(analyzer.feed_file, path, start, end).raises(ValueError)
    check(subject.Analyzer.combine, []).raises(ValueError)
    assert analyzer.report().totals.lines == 0


@on_each_backend
def test_workers_change_nothing(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """Several workers over several files give the partial that one of them gives."""
    log = Log()
    paths: list[Path] = []
    for seed, rows in enumerate((300, 0, 1, 150)):
        paths.append(write(tmp_path, dirty_log(rows, seed), f"{seed}.log"))
        log.read(os.fsencode(paths[-1]), paths[-1].read_bytes())
    steps: list[tuple[int, int]] = []
    report = subject.analyze(
        paths, backend=backend, workers=3, progress=lambda *step: steps.append(step)
    )
    agrees(report, log)
    check(report.partial).returns(log.partial())
    total = sum(path.stat().st_size for path in paths)
    assert steps[-1] == (total, total)


@needs_python
def test_the_work_of_dead_workers_is_done_again(subject: ModuleType, tmp_path: Path) -> None:
    """Workers that are killed lose nothing: not the range they were at, nor those before."""
    data = dirty_log(3000, seed=7)
    path = write(tmp_path, data)
    killed: list[int] = []

    def kill(done: int, total: int) -> None:
        if done >= total // 2 and not killed:
            for child in workers():
                killed.append(child.pid)
                child.kill()
                child.wait()

    report = subject.analyze(path, backend="python", workers=2, progress=kill)
    assert killed
    agrees(report, Log().read(os.fsencode(path), data))


@needs_python
def test_workers_that_keep_dying_are_told(subject: ModuleType, tmp_path: Path) -> None:
    """When every worker dies, the call says so instead of returning less than there is."""
    path = write(tmp_path, dirty_log(200, seed=7))

    def kill_all(done: int, total: int | None) -> None:
        for child in workers():
            child.kill()
            child.wait()

    error = check(subject.analyze, path, backend="python", workers=2, progress=kill_all).raises(
        subject.SourceError
    )
    assert error.path == str(path)
    assert not workers()


@needs_python
def test_a_callback_that_raises_ends_the_workers(subject: ModuleType, tmp_path: Path) -> None:
    """What the callback raises is raised, and no process is left."""
    path = write(tmp_path, dirty_log(200, seed=7))

    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        subject.analyze(path, backend="python", workers=2, progress=stop)
    assert not workers()


@needs_python
def test_control_c_is_not_for_workers(
    subject: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A terminal interrupts all processes; workers go on, and their parent decides."""
    data = dirty_log(1000, seed=7)
    path = write(tmp_path, data)
    interrupted: list[int] = []

    def interrupt(done: int, total: int) -> None:
        if not interrupted:
            for child in workers():
                interrupted.append(child.pid)
                child.send_signal(signal.SIGINT)

    report = subject.analyze(path, backend="python", workers=2, progress=interrupt)
    assert interrupted
    assert report.totals.lines == data.count(b"\n") + (not data.endswith(b"\n"))
    assert capfd.readouterr().err == ""


INTERRUPTED = """
import sys, importlib
package = importlib.import_module(sys.argv[1])

def progress(done, total):
    print(done, flush=True)

if __name__ == "__main__":
    package.analyze(sys.argv[2], backend="python", workers=2, progress=progress)
"""


@needs_python
def test_control_c_ends_all_processes(subject: ModuleType, tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group: the call is interrupted, and no worker outlives it."""
    path = write(tmp_path, dirty_log(2000, seed=1) * 20)
    script = write(tmp_path, INTERRUPTED.encode(), "script.py")
    process = subprocess.Popen(
        [sys.executable, script, subject.__name__, path],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline(), "progress is told"
        children = workers(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == -signal.SIGINT
        assert errors.count(b"Traceback") == 1, "workers say nothing"
        _, alive = psutil.wait_procs(children, timeout=60)
        assert not alive
    finally:
        process.kill()
        process.wait()
