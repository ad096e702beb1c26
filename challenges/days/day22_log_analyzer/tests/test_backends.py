"""Stage 7: the choice of a backend, and that all of them say the same, byte by byte."""

from __future__ import annotations

import os
import random
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.logs import dirty_log, logs, mutated
from challenges.days.day22_log_analyzer.tests.oracle import Log
from challenges.days.day22_log_analyzer.tests.present import BACKENDS, on_each_backend
from challenges.days.day22_log_analyzer.tests.processes import environment
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check

HEADER = (
    b'{"approx":false,"filter":null,"group_by":[],"latency_by":[],"max_line":1048576,'
    b'"plan":{"kind":"combined"},"samples":20,"strip_query":true,"zone":[]}'
)


def partial_of(
    subject: ModuleType, backend: str, data: bytes, chunk: int, **options: object
) -> bytes:
    """Returns the partial of a stream that is fed in pieces."""
    analyzer = subject.Analyzer(backend=backend, **options)
    for start in range(0, len(data) or 1, chunk):
        analyzer.feed(data[start : start + chunk])
    partial: bytes = analyzer.partial()
    return partial


@on_each_backend
def test_the_partial_of_one_line(subject: ModuleType, backend: str) -> None:
    """The canonical bytes of one line, laid out by hand."""
    data = line(referrer="r", size="3", status="404") + b"\nbad\n"
    minute = 1_760_104_500

    def section(tag: bytes, payload: bytes) -> bytes:
        return tag + struct.pack("<Q", len(payload)) + payload

    def keys(key: bytes, *numbers: int) -> bytes:
        return (
            struct.pack("<QQQ", 1, 0, len(key)) + key + struct.pack(f"<{len(numbers)}Q", *numbers)
        )

    sample = struct.pack("<QQBI", len(data) - 4, 2, 8, 3) + b"bad"
    source = struct.pack("<QI", 1, 1) + b"-" + struct.pack("<5Q", 1, 0, len(data), 2, 1)
    totals = struct.pack("<8Q2q", 2, 1, 0, 1, 0, 0, 3, 0, minute + 36, minute + 36)
    expected = b"".join(
        (
            b"LAP2",
            struct.pack("<I", len(HEADER)),
            HEADER,
            section(b"TOTL", totals),
            section(b"MALF", struct.pack("<12Q", 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0)),
            section(b"STAT", struct.pack("<3Q", 1, 404, 1)),
            section(b"METH", keys(b"GET", 1)),
            section(b"PROT", keys(b"HTTP/1.1", 1)),
            section(b"PATH", keys(b"/a", 1, 3, 0, 1)),
            section(b"ADDR", keys(b"192.0.2.7", 1, 3, 0, 1)),
            section(b"AGNT", keys(b"curl/8", 1, 3, 0, 1)),
            section(b"REFR", keys(b"r", 1, 3, 0, 1)),
            section(b"USER", keys(b"-", 1, 3, 0, 1)),
            section(b"HOST", struct.pack("<3Q", 0, 0, 0)),
            section(b"MINU", struct.pack("<QQq5Q", 60, 1, minute, 1, 3, 0, 1, 0)),
            section(b"LATE", bytes(8)),
            section(b"LMIN", bytes(8)),
            section(b"LKEY", b""),
            section(b"GRUP", bytes(24)),
            section(b"VISI", struct.pack("<QQq", 1, 0, minute // 86400)),
            section(b"SRCS", source + sample),
        )
    )
    check(partial_of, subject, backend, data, 9).returns(expected)


@given(
    data=logs(),
    chunk=st.integers(1, 300),
    format_=st.sampled_from(("combined", "common")),
    strip_query=st.booleans(),
    samples=st.integers(0, 3),
    max_line=st.sampled_from((1 << 20, 100, 200, 201)),
)
def test_partials_of_any_log_are_canonical(
    subject: ModuleType,
    data: bytes,
    chunk: int,
    format_: str,
    strip_query: bool,
    samples: int,
    max_line: int,
) -> None:
    """Whatever the log, the pieces and the options, every backend gives the very same bytes."""
    log = Log(format_, strip_query, max_line, samples).read(b"-", data)
    for backend in BACKENDS:
        partial = partial_of(
            subject,
            backend,
            data,
            chunk,
            format=format_,
            strip_query=strip_query,
            max_line=max_line,
            malformed_samples=samples,
        )
        assert partial == log.partial(), backend


@on_each_backend
@pytest.mark.parametrize("format_", ["combined", "common"])
@pytest.mark.parametrize("dirt", [0.001, 0.05, 1.0])
def test_partials_of_long_logs(
    subject: ModuleType, backend: str, tmp_path: Path, format_: str, dirt: float
) -> None:
    """Longer logs, clean and dirty and with bytes damaged anywhere, by several workers."""
    data = dirty_log(1500, seed=11, dirt=dirt, format=format_)
    paths = [tmp_path / "one.log", tmp_path / "two.log"]
    log = Log(format_)
    for path, text in zip(paths, (data, mutated(data, 5, 300)), strict=True):
        path.write_bytes(text)
        log.read(os.fsencode(path), text)
    workers = 1 if backend == "python" else 3
    report = subject.analyze(paths, format=format_, backend=backend, workers=workers)
    assert report.partial() == log.partial()


@on_each_backend
@pytest.mark.parametrize("other", BACKENDS)
def test_partials_are_read_by_all(subject: ModuleType, backend: str, other: str) -> None:
    """What one backend wrote another one merges, to the same bytes again."""
    parts = [dirty_log(80, seed) for seed in (1, 2)]
    log = Log(samples=7)
    partials = []
    for name, writer, data in zip("ab", (other, backend), parts, strict=True):
        log.read(name.encode(), data)
        analyzer = subject.Analyzer(backend=writer, malformed_samples=7)
        analyzer.feed(data, name)
        partials.append(analyzer.partial())
    assert subject.Analyzer.combine(partials, backend=backend).partial() == log.partial()


@on_each_backend
def test_damaged_partials_are_refused(subject: ModuleType, backend: str) -> None:
    """A partial that was cut, continued or changed in its structure is a ValueError."""
    combine = subject.Analyzer.combine
    data = partial_of(subject, backend, dirty_log(30, seed=1), 1 << 20)
    cases = [b"", b"LAP2", b"LAP1" + data[4:], data + b"\0", data * 2]
    cases += [data[:size] for size in range(5, len(data), 41)]
    for tag in (b"TOTL", b"PATH", b"VISI", b"SRCS"):
        place = data.index(tag)
        cases += [
            data[:place] + tag.lower() + data[place + 4 :],
            data[: place + 4] + b"\xff" * 8 + data[place + 12 :],
            data[: place + 12] + b"\xff" * 8 + data[place + 20 :],
        ]
    header = data.index(b"{")
    cases += [
        data.replace(b"combined", b"c0mbined"),
        data.replace(b'"samples":20', b'"samples":-2'),
        data.replace(b"true", b"null"),
        data[:header] + b"[" + data[header + 1 :],
    ]
    for case in cases:
        assert case != data
        check(combine, [case], backend=backend).raises(ValueError)
        check(combine, [data, case], backend=backend).raises(ValueError)
    assert combine([data], backend=backend).partial() == data


@on_each_backend
def test_partials_that_do_not_add_up_are_refused(subject: ModuleType, backend: str) -> None:
    """Counts that contradict each other, and keys or ranges out of order, are a ValueError."""
    lines = [line(host=f"192.0.2.{n}", stamp=f"10/Oct/2025:13:5{n}:00 +0000") for n in range(1, 5)]
    data = partial_of(subject, backend, b"\n".join([*lines, b"x"]), 1 << 20)

    def at(tag: bytes, offset: int, old: bytes, new: bytes) -> bytes:
        place = data.index(tag) + 12 + offset
        assert data[place : place + len(old)] == old
        return data[:place] + new + data[place + len(old) :]

    number = struct.Struct("<Q").pack
    cases = {
        "fewer lines": at(b"TOTL", 0, number(5), number(4)),
        "fewer parsed": at(b"TOTL", 8, number(4), number(3)),
        "more blank": at(b"TOTL", 16, number(0), number(1)),
        "another reason": at(b"MALF", 0, number(0), number(1)),
        "fewer of a status": at(b"STAT", 16, number(4), number(3)),
        "fewer of a path": at(b"PATH", 26, number(4), number(3)),
        "an address out of order": at(b"ADDR", 24, b"192.0.2.1\n", b"192.0.2.9\n"),
        "an address twice": at(b"ADDR", 24, b"192.0.2.1\n192.0.2.2", b"192.0.2.1\n192.0.2.1"),
        "an address that is not there": at(b"VISI", 8 + 3 * 8, number(3 << 32), number(9 << 32)),
        "an agent that is not there": at(b"VISI", 8 + 3 * 8, number(3 << 32), number(3 << 32 | 5)),
        "visitors out of order": at(b"VISI", 8, number(0), number(3 << 32)),
        "an empty range": at(b"SRCS", 8 + 5 + 8 + 16, number(5), number(0)),
    }
    for name, case in cases.items():
        check(subject.Analyzer.combine, [case], backend=backend).raises(ValueError, why=name)


@given(data=st.binary(max_size=60), seed=st.integers(0, 999))
def test_any_bytes_are_a_partial_or_refused(subject: ModuleType, data: bytes, seed: int) -> None:
    """Bytes from anywhere are merged or refused with ValueError, and nothing else happens."""
    chance = random.Random(seed)
    whole = Log().read(b"a", dirty_log(4, seed % 3)).partial()
    place = chance.randrange(len(whole))
    for case in (data, b"LAP2" + data, whole[:place] + data + whole[place + len(data) :]):
        for backend in BACKENDS:
            try:
                report = subject.Analyzer.combine([case], backend=backend)
            except ValueError:
                continue
            lines = struct.unpack_from("<Q", case, case.index(b"TOTL") + 12)
            assert lines == report.totals[:1]


def test_what_is_here(subject: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python is always there; the best that is here is taken, and the others have a reason."""
    monkeypatch.delenv("CHALLENGES_BACKEND", raising=False)
    assert subject.BACKENDS == ("rust", "cython", "python")
    info = subject.backend_info()
    here = [name for name in subject.BACKENDS if name not in info.unavailable]
    assert here[-1] == "python"
    assert info.name == here[0]
    assert info.why
    assert all(info.unavailable.values())
    assert subject.Analyzer().backend == info.name
    assert subject.Analyzer().report().backend == info.name


def test_the_environment_chooses(subject: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """CHALLENGES_BACKEND stands for auto, and an argument is stronger."""
    for name in BACKENDS:
        monkeypatch.setenv("CHALLENGES_BACKEND", name)
        assert subject.backend_info().name == name
        assert "CHALLENGES_BACKEND" in subject.backend_info().why
        assert subject.Analyzer().backend == name
        assert subject.Analyzer(backend="auto").backend == name
    monkeypatch.setenv("CHALLENGES_BACKEND", "fortran")
    for ask in (subject.backend_info, subject.Analyzer):
        error = check(ask).raises(subject.BackendUnavailableError)
        assert "fortran" in str(error)
        assert "python" in str(error)
    assert subject.Analyzer(backend=BACKENDS[0]).backend == BACKENDS[0]


def test_a_backend_that_is_missing(
    subject: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A backend asked for by name is never replaced by another one without a word."""
    monkeypatch.delenv("CHALLENGES_BACKEND", raising=False)
    for name in ("log_analyzer_rust", "log_analyzer_cython"):
        monkeypatch.setitem(sys.modules, name, None)
    info = subject.backend_info()
    assert (info.name, set(info.unavailable)) == ("python", {"rust", "cython"})
    for name in ("rust", "cython"):
        error = check(subject.Analyzer, backend=name).raises(subject.BackendUnavailableError)
        assert name in str(error)
    monkeypatch.setenv("CHALLENGES_BACKEND", "rust")
    check(subject.analyze, tmp_path).raises(subject.BackendUnavailableError)
    monkeypatch.delenv("CHALLENGES_BACKEND")
    for name in ("java", ""):
        check(subject.Analyzer, backend=name).raises(subject.BackendUnavailableError)


def test_the_python_backend_needs_nothing(subject: ModuleType, tmp_path: Path) -> None:
    """The python backend counts and reports with the standard library alone."""
    log = tmp_path / "access.log"
    log.write_bytes(dirty_log(20, seed=1))
    script = f"""
import sys
class Closed:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {{"rich", "click", "numpy", "polars", "duckdb", "psutil"}}:
            raise AssertionError(name)
sys.meta_path.insert(0, Closed())
import importlib
package = importlib.import_module({subject.__name__!r})
report = package.analyze({str(log)!r}, backend="python")
print(report.totals.lines, len(report.to_table()) > 0, len(report.page()) > 0)
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert run.stdout.split() == [b"20", b"True", b"True"], run.stderr.decode()
