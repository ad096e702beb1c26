"""Stage 2: files and streams, whole: every line once, whatever it holds and however it ends."""

from __future__ import annotations

import itertools
import os
import re
import threading
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.agreement import agrees
from challenges.days.day22_log_analyzer.tests.logs import dirty_log, logs
from challenges.days.day22_log_analyzer.tests.oracle import Log
from challenges.days.day22_log_analyzer.tests.present import BACKENDS, needs_python, on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check, peak_bytes

LOG = b"\n".join(
    (
        line(host="192.0.2.1", request="GET /a?x=1 HTTP/1.1", size="100"),
        line(host="192.0.2.2", request="GET /a?x=2 HTTP/1.1", size="-", status="304"),
        line(host="192.0.2.1", request="POST /b HTTP/2.0", size="7", status="500"),
        b"",
        line(host="192.0.2.3", request="-", status="408", size="0", agent="-"),
        b"cut off",
        line(host="192.0.2.1", stamp="11/Oct/2025:00:00:00 +0000"),
        line(status="600"),
        line(host="192.0.2.1", stamp="10/Oct/2025:01:00:00 +0200", agent="other"),
    )
)


@on_each_backend
def test_a_small_log(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """The counters of a log that can be counted by hand; its last line has no newline."""
    path = tmp_path / "access.log"
    path.write_bytes(LOG)
    report = subject.analyze([path], format="combined", backend=backend)
    totals = report.totals
    assert totals[:6] == (9, 6, 2, 1, 1, 127)
    assert totals.first.isoformat() == "2025-10-09T23:00:00+00:00"
    assert totals.last.isoformat() == "2025-10-11T00:00:00+00:00"
    assert report.status == {200: 3, 304: 1, 408: 1, 500: 1}
    assert report.methods == {"-": 1, "GET": 4, "POST": 1}
    assert report.protocols == {"-": 1, "HTTP/1.1": 4, "HTTP/2.0": 1}
    assert report.reasons == {"blank": 1, "bad_status": 1, "too_few_fields": 1}
    paths = [(row.key, row.count, row.bytes, row.errors) for row in report.top("path")]
    check(list, paths).returns([(b"/a", 4, 120, 0), (b"-", 1, 0, 1), (b"/b", 1, 7, 1)])
    check(report.unique, "ip").returns(3)
    why = "address, agent and day tell visitors apart"
    check(report.unique_visitors).returns(5, why=why)
    start = LOG.index(b"cut off")
    assert [tuple(sample) for sample in report.malformed] == [
        (str(path), 6, start, "too_few_fields", b"cut off"),
        (str(path), 8, LOG.index(line(status="600")), "bad_status", line(status="600")),
    ]


@on_each_backend
@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n", b"\n\n \n", b"x", b"x\n"])
def test_a_file_of_almost_nothing(
    subject: ModuleType, backend: str, tmp_path: Path, data: bytes
) -> None:
    """An empty file has no line; a last line counts with and without its newline."""
    path = tmp_path / "access.log"
    path.write_bytes(data)
    log = Log().read(os.fsencode(path), data)
    agrees(subject.analyze(path, format="combined", backend=backend), log)


@on_each_backend
def test_lines_end_at_newlines_only(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """Carriage returns, form feeds and what Unicode takes for line ends stay inside a line."""
    inside = ("\r", "\x0b", "\x0c", "\x1c", "\x85", "\xe2\x80\xa8", "\x00")
    data = b"".join(line(agent=f"a{char}b") + b"\n" for char in inside)
    data += b"\r\rx\n" + line() + b"\r\n"
    path = tmp_path / "access.log"
    path.write_bytes(data)
    report = subject.analyze(path, format="combined", backend=backend)
    assert report.totals[:3] == (9, 8, 1)
    agrees(report, Log().read(os.fsencode(path), data))


@on_each_backend
def test_bytes_are_not_decoded_before_they_are_counted(subject: ModuleType, backend: str) -> None:
    """Two paths that are no UTF-8 are two paths, though a decoder may show them alike."""
    analyzer = subject.Analyzer(backend=backend)
    for char in "\xff\xfe\xff":
        analyzer.feed(line(request=f"GET /{char} HTTP/1.1") + b"\n")
    rows = [(row.key, row.count) for row in analyzer.report().top("path")]
    assert rows == [(b"/\xff", 2), (b"/\xfe", 1)]


@on_each_backend
def test_the_first_and_the_last_second(subject: ModuleType, backend: str) -> None:
    """First and last are seconds, also of lines that come one by one and share their minute."""
    analyzer = subject.Analyzer(backend=backend)
    for clock in ("55:30", "55:10", "55:50", "55:20", "57:05", "57:45", "57:25", "56:59"):
        analyzer.feed(line(stamp=f"10/Oct/2025:13:{clock} +0000") + b"\n")
    totals = analyzer.report().totals
    assert f"{totals.first:%M:%S} {totals.last:%M:%S}" == "55:10 57:45"


@on_each_backend
@pytest.mark.parametrize("stamp", ["31/Feb/2025:13:55:00 +0000", "10/Oct/2025:13:55:00 +0260"])
def test_an_impossible_date_among_good_ones(subject: ModuleType, backend: str, stamp: str) -> None:
    """It is malformed, whether samples are kept or not."""
    data = b"\n".join([line()] * 9 + [line(stamp=stamp)] + [line()] * 9)
    for samples in (0, 20):
        analyzer = subject.Analyzer(backend=backend, malformed_samples=samples)
        analyzer.feed(data)
        agrees(analyzer.report(), Log(samples=samples).read(b"-", data))


@on_each_backend
def test_sums_have_no_limit(subject: ModuleType, backend: str) -> None:
    """Sums of sizes go past 64 bits and stay exact."""
    analyzer = subject.Analyzer(backend=backend)
    analyzer.feed((line(size=str(2**63 - 1)) + b"\n") * 5)
    report = analyzer.report()
    assert report.totals.bytes == 5 * (2**63 - 1)
    assert report.top("ip")[0].bytes == 5 * (2**63 - 1)
    assert report.series()[0].bytes == 5 * (2**63 - 1)


@on_each_backend
@pytest.mark.parametrize("format_", ["combined", "common"])
@pytest.mark.parametrize("dirt", [0.05, 1.0])
def test_a_dirty_log(
    subject: ModuleType, backend: str, tmp_path: Path, format_: str, dirt: float
) -> None:
    """Every counter agrees with a second, slower analyzer."""
    data = dirty_log(400, seed=5, dirt=dirt, format=format_)
    path = tmp_path / "access.log"
    path.write_bytes(data)
    report = subject.analyze(path, backend=backend, format=format_, malformed_samples=9)
    agrees(report, Log(format_, samples=9).read(os.fsencode(path), data))


@given(data=logs(), chunk=st.integers(1, 200), max_line=st.sampled_from((1 << 20, 90)))
def test_a_stream_may_be_cut_anywhere(
    subject: ModuleType, data: bytes, chunk: int, max_line: int
) -> None:
    """What is counted does not depend on the pieces a stream comes in."""
    log = Log(max_line=max_line).read(b"-", data)
    for backend in BACKENDS:
        analyzer = subject.Analyzer(backend=backend, max_line=max_line)
        for start in range(0, len(data) or 1, chunk):
            analyzer.feed(memoryview(data)[start : start + chunk])
        agrees(analyzer.report(), log)


@on_each_backend
def test_lines_longer_than_a_block(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """A line of any length is one line, and one above max_line is told as such."""
    long = line(request=f"GET /{'y' * 300_000} HTTP/1.1")
    data = b"\n".join((line(), long, line(), b"z" * 1_200_000, line(), b'"' * 70_000))
    path = tmp_path / "access.log"
    path.write_bytes(data)
    report = subject.analyze(path, format="combined", backend=backend)
    assert report.reasons == {"too_few_fields": 1, "line_too_long": 1}
    assert [s.line_number for s in report.malformed] == [4, 6]
    agrees(report, Log().read(os.fsencode(path), data))
    assert [len(sample.sample) for sample in report.malformed] == [200, 200]


@on_each_backend
@pytest.mark.parametrize("size", [199, 200, 201, 202, 5000])
@pytest.mark.parametrize("ending", [b"", b"\r", b"\n", b"\r\n"], ids=["", "CR", "LF", "CRLF"])
def test_the_sample_of_a_long_line(
    subject: ModuleType, backend: str, size: int, ending: bytes
) -> None:
    """A sample is the first 200 bytes of a line, also when less of the line is looked into."""
    data = (b"0123456789abcde\r" * 313)[:size]
    for max_line, chunk in itertools.product((9, 150, 198), (7, 150, 9999)):
        analyzer = subject.Analyzer(backend=backend, max_line=max_line)
        for start in range(0, len(data + ending), chunk):
            analyzer.feed((data + ending)[start : start + chunk])
        agrees(analyzer.report(), Log(max_line=max_line).read(b"-", data + ending))


@needs_python
def test_an_endless_line_is_not_kept(subject: ModuleType) -> None:
    """Of a line above max_line no more is held than max_line, however long it goes on."""

    def feed() -> None:
        analyzer = subject.Analyzer(backend="python", max_line=1000)
        for _ in range(200):
            analyzer.feed(b"x" * 100_000)
        report = analyzer.report()
        assert report.reasons == {"line_too_long": 1}
        assert report.totals.lines == 1

    assert peak_bytes(feed) < 2_000_000, "20 MB were fed"


@on_each_backend
@pytest.mark.parametrize("field", ["GET /a{}b HTTP/1.1", "GET /a?b{}c HTTP/1.1", "-", ""])
def test_two_lines_that_look_like_one(subject: ModuleType, backend: str, field: str) -> None:
    """A newline ends a line also where a field is open, and both halves are malformed."""
    texts = {"request": field.format("@")} if field else {"referrer": "https://a.example/@b"}
    if field == "-":
        texts = {"agent": "curl@8"}
    data = line() + b"\n" + line(**texts).replace(b"@", b"\n") + b"\n" + line()
    analyzer = subject.Analyzer(backend=backend)
    analyzer.feed(data)
    report = analyzer.report()
    assert report.totals[:3] == (4, 2, 2)
    agrees(report, Log().read(b"-", data))


@on_each_backend
@pytest.mark.parametrize("wanted", [0, 1, 3, 50])
def test_as_many_malformed_lines_are_kept_as_asked(
    subject: ModuleType, backend: str, tmp_path: Path, wanted: int
) -> None:
    """All malformed lines are counted, the first ones are kept: by source, then by place."""
    log = Log(samples=wanted)
    paths: list[Path] = []
    for name in ("b.log", "a.log"):
        data = dirty_log(60, seed=len(paths), dirt=0.4)
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
        log.read(os.fsencode(paths[-1]), data)
    report = subject.analyze(paths, format="combined", backend=backend, malformed_samples=wanted)
    agrees(report, log)
    assert report.totals.malformed > 20


@on_each_backend
def test_the_order_of_files_does_not_matter(
    subject: ModuleType, backend: str, tmp_path: Path
) -> None:
    """Files are counted together, each with its own line numbers."""
    log = Log()
    paths: list[Path] = []
    for seed in range(3):
        data = dirty_log(40, seed)
        paths.append(tmp_path / f"{seed}.log")
        paths[-1].write_bytes(data)
        log.read(os.fsencode(paths[-1]), data)
    for order in itertools.permutations(paths):
        agrees(subject.analyze(order, format="combined", backend=backend), log)


LINES = (
    "read_csv(?, header=false, columns={'line': 'VARCHAR'}, sep='\x1f', quote='', escape='',"
    " auto_detect=false)"
)
QUERY = (
    r'^(\S+) \S+ [^\[]+\[[^\]]+\] "((?:[^"\\]|\\.)*)" (\d+) (\S+) "[^"]*" '
    r'"((?:[^"\\]|\\.)*)"$'
)


@on_each_backend
def test_an_independent_query_agrees(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """SQL over a clean file, with a regular expression of its own, gives the same numbers."""
    import duckdb  # here, because it takes longer to import than the other tests of this stage run

    data = re.sub(rb"[\x80-\xff]", b"x", dirty_log(300, seed=8, dirt=0))
    path = tmp_path / "access.log"
    path.write_bytes(data)
    report = subject.analyze(path, backend=backend, strip_query=False)
    with duckdb.connect() as sql:
        sql.execute(
            f"CREATE TABLE log AS SELECT regexp_extract(line, ?, ?) AS f FROM {LINES}",
            [QUERY, ["ip", "request", "status", "size", "agent"], str(path)],
        )
        found = sql.execute(
            "SELECT f.status::INT, count(*) FROM log GROUP BY 1 ORDER BY 1"
        ).fetchall()
        assert list(report.status.items()) == found
        total = sql.execute("SELECT sum(TRY_CAST(f.size AS HUGEINT)) FROM log").fetchone()
        assert total == (report.totals.bytes,)
        for column, name in (("ip", "f.ip"), ("user_agent", "f.agent")):
            query = f"SELECT {name}, count(*) FROM log GROUP BY 1 ORDER BY 2 DESC, 1"
            rows = [(row.key.decode(), row.count) for row in report.top(column, 1000)]
            assert rows == sql.execute(query).fetchall()


@on_each_backend
def test_a_pipe_is_read_to_its_end(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """A named pipe has no size and no ranges, and is counted all the same."""
    data = dirty_log(500, seed=3)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(data,))
    writer.start()
    try:
        report = subject.analyze(path, format="combined", backend=backend)
    finally:
        writer.join()
    agrees(report, Log().read(os.fsencode(path), data))


def _missing(folder: Path) -> Path:
    return folder / "missing.log"


def _directory(folder: Path) -> Path:
    return folder


def _below_a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / "access.log"


def _loop(folder: Path) -> Path:
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


def _long_name(folder: Path) -> Path:
    return folder / ("x" * 300)


def _nul(folder: Path) -> Path:
    return folder / "a\x00b"


BAD_SOURCES = [_missing, _directory, _below_a_file, _loop, _long_name, _nul]


@on_each_backend
@pytest.mark.parametrize("place", BAD_SOURCES, ids=lambda place: place.__name__.strip("_"))
def test_a_source_that_cannot_be_read(
    subject: ModuleType, backend: str, tmp_path: Path, place: object
) -> None:
    """It raises SourceError with the path and why, or is noted while the others are counted."""
    assert callable(place)
    bad, good = place(tmp_path), tmp_path / "access.log"
    good.write_bytes(LOG)
    error = check(subject.analyze, [good, bad], format="combined", backend=backend).raises(
        subject.SourceError
    )
    assert error.path == str(bad)
    assert error.why
    assert str(bad) not in error.why
    report = subject.analyze([bad, good], format="combined", backend=backend, keep_going=True)
    assert [failure.path for failure in report.failures] == [str(bad)]
    assert report.totals.lines == 9


@on_each_backend
def test_names_of_files_are_any_bytes(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """A file whose name is no UTF-8 is read, and told by that name."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.log")
    Path(path).write_bytes(b"cut off")
    report = subject.analyze([path], format="combined", backend=backend)
    assert report.malformed[0].file == path


@on_each_backend
def test_progress_is_told(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """Progress ends with all bytes done; what the callback raises ends the work."""
    path, other = tmp_path / "access.log", tmp_path / "other.log"
    path.write_bytes(dirty_log(300, seed=1))
    other.write_bytes(LOG)
    size = path.stat().st_size + len(LOG)
    steps: list[tuple[int, int]] = []
    subject.analyze([path, other], backend=backend, progress=lambda *step: steps.append(step))
    assert steps[-1] == (size, size)
    assert steps == sorted(steps)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        subject.analyze(path, backend=backend, progress=stop)


def test_arguments_out_of_range(subject: ModuleType, tmp_path: Path) -> None:
    """No path, a path twice and numbers out of range are refused with a message."""
    path = tmp_path / "access.log"
    path.write_bytes(LOG)
    check(subject.analyze, []).raises(ValueError)
    assert str(path) in str(check(subject.analyze, [path, str(path)]).raises(ValueError))
    for option in ("workers", "max_line"):
        check(subject.analyze, path, **{option: 0}).raises(ValueError)
    for option in ("malformed_samples", "top"):
        check(subject.analyze, path, **{option: -1}).raises(ValueError)
