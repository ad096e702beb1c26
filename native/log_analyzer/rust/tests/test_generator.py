"""The log generators: Python and Rust write the same bytes, and those look like a log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from challenges.days.day22_log_analyzer import generator
from challenges.days.day22_log_analyzer.generated_dirt import BLANKS, DATES, FIELDS, TRACEBACK

ROWS = 20_011  # three chunks of the Rust generator, the last one short


def written(path: Path, rows: int = ROWS, **options: object) -> bytes:
    generator.generate(path, rows, **options)  # type: ignore[arg-type]
    return path.read_bytes()


@pytest.mark.parametrize("dirt", [0, 0.001, 0.05, 1.0])
@pytest.mark.parametrize("seed", [0, 1, -5, 2**70 + 3])
def test_python_and_rust_write_the_same_bytes(tmp_path: Path, seed: int, dirt: float) -> None:
    """Whatever the seed and the dirt, no byte of 20 011 rows differs."""
    python = written(tmp_path / "python", seed=seed, dirt=dirt, backend="python")
    rust = written(tmp_path / "rust", seed=seed, dirt=dirt, backend="rust", threads=2)
    assert python == rust


@pytest.mark.parametrize("rows", [0, 1, 2, 8191, 8192, 8193])
def test_backends_agree_at_the_edges_of_a_chunk(tmp_path: Path, rows: int) -> None:
    """Also a log without rows and logs around the size of a chunk are the same."""
    python = written(tmp_path / "python", rows, seed=9, backend="python")
    rust = written(tmp_path / "rust", rows, seed=9, backend="rust", threads=3)
    assert python == rust
    assert python.count(b"\n") == rows


def test_threads_do_not_change_the_file(tmp_path: Path) -> None:
    """One thread and five write the same 50 000 rows."""
    one = written(tmp_path / "log", 50_000, seed=3, dirt=0.05, backend="rust", threads=1)
    five = written(tmp_path / "log", 50_000, seed=3, dirt=0.05, backend="rust", threads=5)
    assert one == five


def test_auto_takes_rust_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`auto` calls the Rust generator, and pure Python when that cannot be imported."""
    called: list[int] = []

    class Module:
        @staticmethod
        def generate(_path: str, rows: int, **_options: object) -> None:
            called.append(rows)

    monkeypatch.setitem(sys.modules, "log_analyzer_rust", Module)
    generator.generate(tmp_path / "log", 7, seed=1)
    assert called == [7]
    monkeypatch.setitem(sys.modules, "log_analyzer_rust", None)
    assert written(tmp_path / "log", 7, seed=1).count(b"\n") == 7
    with pytest.raises(ImportError):
        generator.generate(tmp_path / "log", 7, seed=1, backend="rust")


def test_seeds_differ(tmp_path: Path) -> None:
    """Another seed gives another log."""
    logs = {written(tmp_path / "log", 100, seed=seed) for seed in range(20)}
    assert len(logs) == 20


def test_rows_of_yields_any_part(tmp_path: Path) -> None:
    """Parts of a log, made alone, are the parts of the whole."""
    whole = b"".join(generator.rows_of(500, seed=4, dirt=0.5))
    parts = [
        generator.rows_of(500, seed=4, dirt=0.5, start=s, stop=s + 100) for s in range(0, 500, 100)
    ]
    assert b"".join(line for part in parts for line in part) == whole
    assert written(tmp_path / "log", 500, seed=4, dirt=0.5) == whole


def test_a_log_looks_like_one(tmp_path: Path) -> None:
    """Lines have about 240 bytes, times ascend over 14 days, and popular values lead by far."""
    lines = written(tmp_path / "log", seed=1, dirt=0).splitlines()
    assert len(lines) == ROWS
    assert 220 < sum(map(len, lines)) / ROWS < 260
    times = [line[line.index(b"[") + 1 :][:20] for line in lines]
    assert times == sorted(times)
    assert {time[:2] for time in times} == {b"%02d" % day for day in range(3, 17)}
    hosts = [line.split(b" ", 1)[0] for line in lines]
    commonest = max(hosts.count(host) for host in set(hosts[:100]))
    assert commonest > 500
    assert 0.65 < sum(b' "-" "' in line for line in lines) / ROWS < 0.75
    assert 0.05 < sum(b":" in host for host in hosts) / ROWS < 0.15


def test_all_kinds_of_dirt_come(tmp_path: Path) -> None:
    """A log of nothing but dirt has each kind, and still as many lines as rows."""
    log = written(tmp_path / "log", seed=1, dirt=1.0)
    lines = log.split(b"\n")
    assert len(lines) == ROWS + 1
    assert set(BLANKS) <= set(lines)
    assert all(b"[%b]" % date in log for date in DATES)
    assert all(b'"%b ' % fields in log for fields in FIELDS if fields)
    assert all(text.split(b"%d")[0] in log for text in TRACEBACK)
    assert sum(len(line) > 8192 for line in lines) > 100
    assert max(map(len, lines)) > 60_000
    for odd in (b"\\x16\\x03", b"\x16\x03", b"\xed\xa0\x80", b"\0", b'"\r\n', b'\\"odd\\"'):
        assert odd in log


@pytest.mark.parametrize("backend", ["python", "rust"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_progress_raises_leaves_the_old_file(
    tmp_path: Path, backend: str, error: type[BaseException]
) -> None:
    """An interrupted run leaves the file as it was, and nothing beside it."""
    path = tmp_path / "log"
    path.write_bytes(b"old")

    def stop(_rows: int) -> None:
        raise error

    with pytest.raises(error):
        generator.generate(path, 30_000, seed=1, backend=backend, threads=2, progress=stop)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("backend", ["python", "rust"])
def test_progress_adds_up_to_the_rows(tmp_path: Path, backend: str) -> None:
    """The steps that are told add up to all rows."""
    steps: list[int] = []
    generator.generate(tmp_path / "log", ROWS, seed=1, backend=backend, progress=steps.append)
    assert sum(steps) == ROWS


@pytest.mark.parametrize("backend", ["python", "rust"])
def test_a_folder_that_is_not_there_is_an_oserror(tmp_path: Path, backend: str) -> None:
    """Both backends raise FileNotFoundError."""
    with pytest.raises(FileNotFoundError):
        generator.generate(tmp_path / "none" / "log", 1, seed=1, backend=backend)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rows": -1}, "rows is -1"),
        ({"dirt": 1.5}, "dirt is 1.5"),
        ({"dirt": float("nan")}, "dirt is nan"),
        ({"threads": 0}, "threads is 0"),
        ({"backend": "fortran"}, "backend is 'fortran'"),
    ],
)
def test_numbers_out_of_range_are_named(
    tmp_path: Path, options: dict[str, object], message: str
) -> None:
    """The message names the value."""
    with pytest.raises(ValueError, match=message):
        generator.generate(tmp_path / "log", **{"rows": 1, "seed": 1, **options})  # type: ignore[arg-type]


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It writes the log that was asked for, and tells what was wrong with exit status 1."""
    path = tmp_path / "log"
    assert generator.main([str(path), "--rows", "50", "--seed", "8", "--dirt", "0.5"]) == 0
    assert path.read_bytes() == b"".join(generator.rows_of(50, seed=8, dirt=0.5))
    assert generator.main([str(path), "--rows", "-3"]) == 1
    assert "rows is -3" in capsys.readouterr().err


def test_the_module_runs(tmp_path: Path) -> None:
    """`python -m` with --help explains every option."""
    command = [sys.executable, "-m", generator.__name__, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert all(option in done.stdout for option in ("--rows", "--seed", "--dirt", "--threads"))
