"""Stage 8: the command line, as a person or a job runs it."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from challenges.days.day22_log_analyzer.tests.logs import dirty_log
from challenges.days.day22_log_analyzer.tests.present import BACKENDS
from challenges.days.day22_log_analyzer.tests.processes import environment
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check

Run = Callable[..., tuple[int, bytes, bytes]]


@pytest.fixture
def run(
    subject: ModuleType, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Runs the command line in this process; gives status, output and errors."""

    def run(*arguments: object) -> tuple[int, bytes, bytes]:
        monkeypatch.setattr(sys, "argv", ["log_analyzer", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            runpy.run_module(subject.__name__, run_name="__main__")
        sys.stdout.flush()
        return int(left.value.code or 0), *capfdbinary.readouterr()

    return run


def test_the_command_line(subject: ModuleType, run: Run, tmp_path: Path) -> None:
    """It prints what the report says, in the form that is asked for."""
    path = tmp_path / "access.log"
    path.write_bytes(dirty_log(100, seed=2))
    report = subject.analyze(path, top=4, malformed_samples=2)
    assert run(path, "--top", 4, "--malformed", 2) == (0, report.to_table().encode(), b"")
    found = run(path, "--top", 4, "--malformed", 2, "--output", "json", "--by", "bytes")
    assert json.loads(found[1]) == report.to_dict("bytes")
    page = tmp_path / "report.html"
    assert run(path, "--html", page, "--output", "html")[::2] == (0, b"")
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    decoded = report.to_table(decode_escapes=True)
    assert run(path, "--top", 4, "--malformed", 2, "--decode-escapes")[1] == decoded.encode()
    for backend in BACKENDS:
        assert run(path, "--backend", backend, "--workers", 1)[0] == 0
    assert b"access.log" in run("--help")[1]


def test_the_format_and_the_query(subject: ModuleType, run: Run, tmp_path: Path) -> None:
    """--format and --keep-query reach the analyzer."""
    path = tmp_path / "access.log"
    text = line(request="GET /a?b HTTP/1.1").rsplit(b' "', 2)[0]
    path.write_bytes(text)
    status, output, _ = run(path, "--format", "common", "--keep-query", "--output", "json")
    data = json.loads(output)
    assert (status, data["totals"]["parsed"]) == (0, 1)
    assert data["top"]["path"][0]["key"] == "/a?b"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no file"),
        pytest.param(["-", "-"], id="standard input twice"),
        pytest.param(["x", "--format", "nginx"], id="an unknown format"),
        pytest.param(["x", "--output", "xml"], id="an unknown output"),
        pytest.param(["x", "--by", "size"], id="an unknown order"),
        pytest.param(["x", "--backend", "java"], id="an unknown backend"),
        pytest.param(["x", "--top", "-1"], id="a negative number"),
        pytest.param(["x", "--workers", "0"], id="no worker"),
        pytest.param(["x", "--max-malformed", "101%"], id="a share above all"),
        pytest.param(["x", "--max-malformed", "few"], id="a share that is no number"),
        pytest.param(["x", "--nonsense"], id="an unknown option"),
        pytest.param(["x", "--where", "status >="], id="no filter"),
        pytest.param(["x", "--since", "soon"], id="no moment"),
        pytest.param(["x", "--timezone", "Mars/Base"], id="an unknown time zone"),
        pytest.param(["x", "--group-by", "size"], id="an unknown group"),
        pytest.param(["x", "--memory-limit", "much"], id="no size"),
        pytest.param(["x", "--memory-limit", "1GiB", "--approx"], id="a limit that is not needed"),
        pytest.param(["x", "--merge", "y"], id="a log and partials"),
        pytest.param(["x", "y", "--follow"], id="two logs to follow"),
        pytest.param(["x", "--follow", "--host", "y"], id="a host of a log that is followed"),
        pytest.param(["x", "--follow", "--checkpoint", "y"], id="to follow from a checkpoint"),
    ],
)
def test_a_wrong_command_line(run: Run, arguments: list[str]) -> None:
    """Exit status 1 and a message on the error output, nothing on the other."""
    status, output, errors = run(*arguments)
    assert (status, output) == (1, b"")
    assert errors.strip()
    assert b"Traceback" not in errors


def test_a_wrong_filter_on_the_command_line(run: Run, tmp_path: Path) -> None:
    """The mistake is shown below the filter."""
    path = tmp_path / "access.log"
    path.write_bytes(line())
    status, output, errors = run(path, "--where", "status >= 'a'")
    assert (status, output) == (1, b"")
    assert errors.endswith(b"\n  status >= 'a'\n            ^\n")


def test_exit_status_says_what_went_wrong(run: Run, tmp_path: Path) -> None:
    """2 for a source that failed, 3 for too many malformed lines, and the report is made."""
    path = tmp_path / "access.log"
    path.write_bytes(b"\n".join([line()] * 3 + [b"x", b""]))
    run_combined = partial(run, "--format", "combined")
    for share, status in (("0.25", 0), ("25%", 0), ("0.2", 3), ("24.9%", 3), ("0", 3), ("1", 0)):
        found = run_combined(path, "--max-malformed", share)
        check(int, found[0]).returns(status, why=f"--max-malformed {share}")
        assert found[1]
        assert bool(found[2]) == bool(status)
    status, output, errors = run_combined(
        path, tmp_path / "missing.log", tmp_path, "--max-malformed", "0"
    )
    check(int, status).returns(2, why="exit status where a source is missing")
    assert b"missing.log" in errors
    assert b"directory" in errors
    assert b"missing.log" in output
    status, output, errors = run_combined(path, "--html", tmp_path / "missing" / "report.html")
    assert status == 1
    assert output, "the table is printed all the same"
    assert b"Traceback" not in errors


def test_standard_input_and_a_closed_pipe(subject: ModuleType, tmp_path: Path) -> None:
    """`-` reads standard input; a reader that goes away early is no error."""
    command = [sys.executable, "-m", subject.__name__, "-", "--output", "html"]
    process = subprocess.Popen(
        command,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stderr as errors:
        process.stdout.close()
        process.stdin.write(dirty_log(300, seed=1))
        process.stdin.close()
        assert errors.read() == b""
    assert process.wait() == 0
