"""Stage 6: logs that grow and are rotated, and checkpoints; a limit of memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from challenges.days.day22_log_analyzer.tests.logs import dirty_log
from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.processes import environment
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check

# Following


class Steps:
    """Waits by doing something to the file; after the last step following ends."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self._steps = iter(steps)

    def __call__(self, seconds: float) -> bool:
        step = next(self._steps, None)
        if step:
            step()
        return step is not None


def append(path: Path, data: bytes) -> Callable[[], object]:
    """Returns a step that writes to the end of a file."""

    def step() -> None:
        with path.open("ab") as file:
            file.write(data)

    return step


def counts(reports: Iterator[Any]) -> list[tuple[int, int]]:
    """Returns lines and malformed lines at each report."""
    return [(report.totals.lines, report.totals.malformed) for report in reports]


@on_each_backend
def test_a_log_that_grows(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """A line counts when its newline is there; a look that finds nothing yields nothing."""
    path = tmp_path / "access.log"
    path.write_bytes(line() + b"\n" + line()[:20])
    steps = Steps(
        lambda: None,
        append(path, line()[20:] + b"\n"),
        lambda: None,
        append(path, (line() + b"\n") * 5000 + b"x\n"),
        append(path, line()),
    )
    found = counts(subject.follow(path, 0.5, wait=steps, backend=backend))
    check(list, found).returns([(1, 0), (2, 0), (5003, 1), (5003, 1)], why="lines and malformed")


def test_a_log_that_is_rotated(subject: ModuleType, tmp_path: Path) -> None:
    """After renaming, the rest of the old file is read, then the new one; also after a gap."""
    path, old = tmp_path / "access.log", tmp_path / "access.log.1"
    path.write_bytes(line() + b"\n")

    def rotate() -> None:
        path.rename(old)
        append(old, line(status="404") + b"\n" + b"an open line")()
        path.write_bytes(line(status="500") + b"\n")

    steps = Steps(
        rotate,
        append(path, line(status="500") + b"\n"),
        lambda: path.rename(tmp_path / "access.log.2"),
        append(tmp_path / "access.log.2", line(status="404") + b"\n"),
        lambda: path.write_bytes((line(status="503") + b"\n") * 2),
    )
    report = None
    found = []
    for report in subject.follow(path, wait=steps):
        found.append((report.totals.lines, report.totals.malformed))
    check(list, found).returns([(1, 0), (4, 1), (5, 1), (6, 1), (8, 1)], why="lines and malformed")
    assert report is not None
    assert report.status == {200: 1, 404: 2, 500: 2, 503: 2}


def test_a_log_that_is_cut(subject: ModuleType, tmp_path: Path) -> None:
    """A file that is cut and written anew is read from its start, also when it is as long again."""
    path = tmp_path / "access.log"
    path.write_bytes((line() + b"\n") * 3)

    def cut(status: str, lines: int) -> Callable[[], object]:
        def step() -> None:
            with path.open("r+b") as file:  # the same inode, as copytruncate does
                file.truncate(0)
                file.write((line(status=status) + b"\n") * lines)

        return step

    steps = Steps(cut("404", 1), cut("500", 3), lambda: path.unlink(), lambda: None)
    reports = list(subject.follow(path, wait=steps))
    check(dict, reports[-1].status).returns({200: 3, 404: 1, 500: 3})
    assert len(reports) == 3


def test_what_can_be_followed(subject: ModuleType, tmp_path: Path) -> None:
    """A file that is not there is told at once; the format is found by the first line to come."""
    missing = tmp_path / "missing.log"
    check(lambda: next(subject.follow(missing))).raises(subject.SourceError)
    path = tmp_path / "access.log"
    path.touch()
    steps = Steps(append(path, b"\n" + line()), append(path, b"\nx"))
    assert counts(subject.follow(path, wait=steps)) == [(2, 0)]
    check(lambda: next(subject.follow(path, 0))).raises(ValueError)
    path.write_bytes(b"x\ny\n")
    check(lambda: next(subject.follow(path))).raises(subject.UnknownFormatError)
    reports = subject.follow(path, format="combined", where="status = 1", wait=Steps())
    assert counts(reports) == [(2, 2)]


def test_following_on_the_command_line(subject: ModuleType, tmp_path: Path) -> None:
    """--follow prints a report for each look that finds something, and Ctrl-C ends it with 130."""
    path = tmp_path / "access.log"
    path.write_bytes(line() + b"\n")
    command = [sys.executable, "-m", subject.__name__, str(path), "--follow", "--output", "json"]
    process = subprocess.Popen(
        [*command, "--interval", "0.01"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process, process.stdout as output, process.stderr as errors:
        assert json.loads(output.readline())["totals"]["lines"] == 1
        append(path, line() + b"\n")()
        assert json.loads(output.readline())["totals"]["lines"] == 2
        process.send_signal(2)
        assert (process.wait(), errors.read()) == (130, b"")


# Checkpoints


def news(subject: ModuleType, path: Path, **options: Any) -> Any:
    """Returns a report by way of a checkpoint beside a file."""
    options = {"format": "combined", **options}
    return subject.analyze_news(path, path.with_suffix(".state"), **options)


@on_each_backend
def test_a_second_run_reads_only_what_is_new(
    subject: ModuleType, backend: str, tmp_path: Path
) -> None:
    """Wherever a log was cut, also within a line, its report is that of the whole."""
    data = dirty_log(400, seed=8).rstrip(b"\n") + b"\n"
    path = tmp_path / "access.log"
    path.touch()
    for end in (0, 1, 5000, 5001, 5100, 30_000, 30_000, len(data)):
        path.write_bytes(data[:end])
        report = news(subject, path, backend=backend)
        expected = subject.analyze(path, format="combined", backend=backend)
        check(report.to_dict).returns(expected.to_dict(), why=f"the first {end} bytes")
    # A byte before the mark that changes unseen (beyond the first 4 KiB) shows what was not read.
    changed = bytearray(data + line(status="599") + b"\n")
    changed[6000:6040] = b"\n" * 40
    path.write_bytes(changed)
    again = news(subject, path, backend=backend)
    assert again.totals.lines == report.totals.lines + 1
    assert again.status[599] == 1


def test_a_log_rotated_between_two_runs(subject: ModuleType, tmp_path: Path) -> None:
    """The rest of the old file is found beside the new one, and both count."""
    path = tmp_path / "access.log"
    path.write_bytes((line() + b"\n") * 3)
    assert news(subject, path).status == {200: 3}
    for generation in (1, 2, 3):
        append(path, line(status="404") + b"\n")()
        path.rename(tmp_path / f"access.log.{generation}")
        path.write_bytes((line(status="500") + b"\n") * 2)
        report = news(subject, path)
        check(dict, report.status).returns({200: 3, 404: generation, 500: 2 * generation})
        assert report.failures == ()


def test_a_new_log_that_begins_as_the_old_one(subject: ModuleType, tmp_path: Path) -> None:
    """Equal lines at the start do not make another file the same: all of both count."""
    path = tmp_path / "access.log"
    path.write_bytes((line() + b"\n") * 3)
    assert news(subject, path).totals.lines == 3
    path.rename(tmp_path / "access.log.1")
    path.write_bytes((line() + b"\n") * 5)
    check(int, news(subject, path).totals.lines).returns(3 + 5)


def test_a_log_cut_between_two_runs(subject: ModuleType, tmp_path: Path) -> None:
    """Lines may be missing then, which is said; what is there counts."""
    path = tmp_path / "access.log"
    path.write_bytes((line() + b"\n") * 3)
    news(subject, path)
    path.write_bytes(line(status="404") + b"\n")
    before = path.with_suffix(".state").read_bytes()
    check(news, subject, path).raises(subject.SourceError)
    assert path.with_suffix(".state").read_bytes() == before, "a run that fails changes nothing"
    report = news(subject, path, keep_going=True)
    assert report.status == {200: 3, 404: 1}
    assert "may be missing" in report.failures[0].why
    assert news(subject, path).failures == ()


def test_checkpoints_that_do_not_fit(subject: ModuleType, tmp_path: Path) -> None:
    """One made by other arguments or damaged is refused; so are sources that do not grow."""
    path = tmp_path / "access.log"
    path.write_bytes((line() + b"\n") * 3)
    news(subject, path, where="status = 200")
    check(news, subject, path).raises(subject.PartialError)
    state = path.with_suffix(".state")
    whole = state.read_bytes()
    for damaged in (
        b"",
        b"{}",
        b"[]\n",
        whole[:-1],
        whole.replace(b'"version": 1', b'"version": 9'),
    ):
        state.write_bytes(damaged)
        check(news, subject, path, where="status = 200").raises(subject.PartialError)
    state.unlink()
    path.write_bytes(gzip.compress(line()))
    check(news, subject, path).raises(subject.SourceError)
    check(news, subject, tmp_path / "missing.log").raises(subject.SourceError)


def test_checkpoint_on_the_command_line(subject: ModuleType, tmp_path: Path) -> None:
    """--checkpoint, --output partial and --merge, from run to run."""
    path = tmp_path / "access.log"
    path.write_bytes((line() + b"\n") * 3)

    def run(*arguments: object) -> bytes:
        command = [sys.executable, "-m", subject.__name__, *map(str, arguments)]
        return subprocess.run(command, env=environment(), capture_output=True, check=True).stdout

    options = "--checkpoint", tmp_path / "state", "--output"
    assert json.loads(run(path, *options, "json"))["totals"]["lines"] == 3
    append(path, (line() + b"\n") * 2)()
    assert json.loads(run(path, *options, "json"))["totals"]["lines"] == 5
    one, two = tmp_path / "one.partial", tmp_path / "two.partial"
    one.write_bytes(run(path, *options, "partial"))
    other = tmp_path / "other.log"
    other.write_bytes((line() + b"\n") * 7)
    two.write_bytes(run(other, "--output", "partial"))
    merged = json.loads(run("--merge", one, two, "--output", "json"))
    assert merged["totals"]["lines"] == 12
    assert run(path, "--output", "csv").startswith(b"totals.csv\r\nname,value\r\nlines,5\r\n")


# Memory


@on_each_backend
def test_a_memory_limit(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """A limit below what Python itself takes ends the work; one far above does not."""
    path = tmp_path / "access.log"
    path.write_bytes(dirty_log(5000, seed=1))
    options = {"format": "combined", "backend": backend}
    error = check(subject.analyze, path, memory_limit="1MiB", **options).raises(
        subject.MemoryLimitExceeded
    )
    assert "1,048,576" in str(error)
    report = subject.analyze(path, memory_limit=1 << 40, **options)
    assert report.totals.lines == 5000
    for wrong in ("1 MB of it", "1 XB", 0, "0kB"):
        check(subject.analyze, path, memory_limit=wrong, **options).raises(ValueError)
    check(subject.analyze, path, memory_limit="1GiB", exact=False, **options).raises(ValueError)
