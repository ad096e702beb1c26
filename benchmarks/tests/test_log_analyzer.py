"""The log analyzer's benchmark from its command line, on a few rows."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.harness import declarations
from benchmarks.log_analyzer import data
from benchmarks.log_analyzer import main as command_line
from benchmarks.log_analyzer.engines import follow_lag
from benchmarks.log_analyzer.main import FOLDER, main
from benchmarks.log_analyzer.parsers import PARSERS, parse_goaccess, parse_lnav, parse_tabs
from benchmarks.tests.processes import has_ended, interruptible


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(*arguments: str) -> int:
    return main(["--rows", "300", "--runs", "1", *arguments])


def test_a_small_run_is_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Backends and `wc` agree on the lines; table, JSON and chart are there."""
    status = run(
        "--scenario", "scan_lines", "--engines", "python-1,python-2,wc,cat",
        "--output", str(tmp_path),
    )  # fmt: skip
    assert status == 0
    shown = capsys.readouterr()
    assert "wc -l" in shown.out
    (path,) = tmp_path.glob("*-300.json")
    assert path.with_suffix(".svg").exists()
    found = json.loads(path.read_text())
    scenario = found["scenarios"]["scan_lines"]
    assert scenario["ratios_to"] == "python-2"
    assert set(scenario["engines"]) == {"python-1", "python-2", "wc", "cat"}
    assert found["machine"]["cores"] >= 1
    assert found["data"] == {"rows": 300, "seed": 1, "dirt": 0.001}
    assert "--scenario scan_lines" in found["command"]


def test_the_full_report_of_the_python_backend_is_complete(tmp_path: Path) -> None:
    """One and two processes agree in every question, the partial's hash included."""
    assert run("--scenario", "report_full", "--engines", "python-1,python-2",
               "--output", str(tmp_path)) == 0  # fmt: skip
    (path,) = tmp_path.glob("*.json")
    assert json.loads(path.read_text())["scenarios"]["report_full"]["answer_sha256"]


@pytest.mark.parametrize(
    "scenario", ["report_filtered_1pct", "report_approx", "gz_input", "json_caddy", "parse_fields"]
)
def test_peers_agree_with_the_python_backend(scenario: str, tmp_path: Path) -> None:
    """Those that are here and take part answer as it does, on clean lines where they say so."""
    assert run("--scenario", scenario, "--engines", "python-1,python-2,duckdb,polars,mawk,gzip,jq",
               "--output", str(tmp_path)) == 0  # fmt: skip
    (path,) = tmp_path.glob("*.json")
    assert json.loads(path.read_text())["scenarios"][scenario]["answer_sha256"]


def test_the_lag_of_following_is_recorded(tmp_path: Path) -> None:
    """All lines are counted in the end; lags are no answer, so that they may differ."""
    out = tmp_path / "out"
    assert run("--scenario", "follow_lag", "--engines", "python-1", "--output", str(out)) == 0
    (path,) = out.glob("*.json")
    found = json.loads(path.read_text())["scenarios"]["follow_lag"]
    median = found["engines"]["python-1"]["median"]
    assert 0 < median["lag_p50"] <= median["lag_p99"]


def test_the_lag_of_a_line_ends_with_the_first_report_that_counts_it() -> None:
    """Lines 1 and 2 wait for the report of 2 lines, line 3 for that of 5."""
    written = [(2, 10.0), (3, 11.0), (5, 13.0)]
    counted = [(0, 9.0), (2, 10.5), (5, 13.25)]
    assert list(follow_lag.lags(written, counted)) == [0.5, 0.5, 2.25, 0.25, 0.25]


def test_a_percentile_is_the_nearest_rank() -> None:
    """Of four lags the second is the median, and the last the 99th percentile."""
    assert follow_lag.rank([1.0, 2.0, 3.0, 4.0], 50) == 2.0
    assert follow_lag.rank([1.0, 2.0, 3.0, 4.0], 99) == 4.0


def test_part_of_the_engines_is_not_recorded_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run of some engines must not take the place of a full one."""
    monkeypatch.setenv("BUILD_WORKSPACE_DIRECTORY", str(tmp_path))
    assert run("--scenario", "scan_lines", "--engines", "wc") == 0
    assert "Recorded" not in capsys.readouterr().out
    assert not (tmp_path / "benchmarks").exists()


def test_engines_that_disagree_stop_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The difference is printed, no time is, and nothing is recorded."""
    monkeypatch.setitem(PARSERS, "wc", lambda output: {"lines": int(output.split()[0]) + 1})
    monkeypatch.setattr(command_line, "PARSERS", PARSERS)
    out = tmp_path / "out"
    assert run("--scenario", "scan_lines", "--engines", "python-1,wc", "--output", str(out)) == 1
    shown = capsys.readouterr()
    assert "lines: 300 != 301" in shown.err
    assert shown.out == ""
    assert not out.exists()


def test_a_missing_engine_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others go on, and the table says how to get the missing one."""
    declared = declarations.load(FOLDER)
    monkeypatch.setattr(declarations, "load", lambda _: declared)
    monkeypatch.setattr("shutil.which", lambda name: None if name == "goaccess" else f"/bin/{name}")
    assert run("--scenario", "report_full", "--engines", "python-1,goaccess",
               "--output", str(tmp_path)) == 0  # fmt: skip
    assert "Missing: goaccess: no program goaccess on PATH. apt-get install goaccess" in (
        capsys.readouterr().out
    )
    (path,) = tmp_path.glob("*.json")
    assert json.loads(path.read_text())["missing"][0]["name"] == "goaccess"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engines", "perl"], "there is no 'perl', only"),
        (["--rows", "0"], "0 is below 1"),
        (["--rows", "many"], "'many' is no whole number"),
        (["--scenario", "everything"], "invalid choice: 'everything'"),
    ],
)
def test_wrong_arguments_are_explained(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong and what is allowed stand on standard error."""
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_an_engine_that_does_not_do_the_scenario_leaves_nothing_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """That is an error and not an empty table."""
    assert run("--scenario", "top_paths", "--engines", "wc") == 1
    assert "no engine can do top_paths" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C while engines are timed: exit 130, no result files, no process left."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "benchmarks.log_analyzer", "--rows", "30000",
               "--runs", "1000", "--scenario", "scan_lines", "--engines", "python-1,python-2",
               "--output", str(out)]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with (
        interruptible(),
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process,
    ):
        assert process.stderr is not None
        for line in process.stderr:
            if "time python, 2 processes" in line:
                break
        else:
            pytest.fail(f"it ended by itself, with {process.wait()}")
        children: list[str] = []
        while not children and process.poll() is None:  # the engine starts right after that line
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        engines = [os.pidfd_open(int(pid)) for pid in children]
        process.send_signal(number)
        rest = process.stderr.read()
        assert process.wait() == 130
    assert "stopped, nothing was recorded" in rest
    assert all(has_ended(engine) for engine in engines)
    assert not out.exists()


def test_every_declared_script_exists() -> None:
    """A scenario that an awk script lacks would only show when that scenario runs."""
    declared = declarations.load(FOLDER)
    scripts = [
        part.replace("{scripts}", str(FOLDER / "engines")).replace("{scenario}", scenario)
        for engine in declared.engines
        for scenario, task in engine.tasks.items()
        for part in task.command
        if "{scripts}" in part
    ]
    assert scripts
    assert [script for script in scripts if not Path(script).is_file()] == []


def test_every_declared_input_is_made() -> None:
    """A scenario reads one of the forms that a log has."""
    inputs = {scenario.input for scenario in declarations.load(FOLDER).scenarios}
    assert inputs == {data.LOG, data.GZIP, data.JSON}


def test_every_declared_parser_exists() -> None:
    """A misspelt parser would only show when its engine runs."""
    declared = declarations.load(FOLDER)
    parsers = {task.parser for engine in declared.engines for task in engine.tasks.values()}
    assert parsers <= {*PARSERS, "none"}
    names = {engine.name for engine in declared.engines}
    assert set(declared.ratio_to) <= names


def test_tabs_are_read_as_an_answer() -> None:
    """Numbers, dictionaries, top lists in order, hours sorted."""
    output = b"lines\t2\nstatus\t200\t1\nstatus\t404\t1\ntop_path\t/b\t5\ntop_path\t/a\t5\n"
    assert parse_tabs(output + b"hours\t7200\t1\t0\nhours\t3600\t2\t9\n") == {
        "lines": 2,
        "status": {"200": 1, "404": 1},
        "top_path": [["/b", 5], ["/a", 5]],
        "hours": [[3600, 2, 9], [7200, 1, 0]],
    }


def test_goaccess_reports_need_not_be_utf8() -> None:
    """Its JSON is read although a byte in it is none of UTF-8."""
    general = (
        b'{"total_requests": 5, "valid_requests": 4, "bandwidth": 9, "unique_visitors": 2, '
        b'"log_path": "\xff"}'
    )
    codes = b'{"data": [{"items": [{"data": "200 OK", "hits": {"count": 4}}]}]}'
    answer = parse_goaccess(b'{"general": ' + general + b', "status_codes": ' + codes + b"}")
    assert answer == {"lines": 5, "parsed": 4, "bytes": 9, "visitors": 2, "status": {"200": 4}}


def test_lnav_rows_are_read_as_statuses() -> None:
    """A row a status."""
    assert parse_lnav(b'[{"status": 200, "requests": 4}]') == {"status": {"200": 4}}
