"""What is recorded: medians, ratios, who was missing; both files or none."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.harness import results, table
from benchmarks.harness.child import Measurement
from benchmarks.harness.contest import Standing
from benchmarks.harness.presence import Missing, find
from benchmarks.harness.results import Outcome, record, write
from benchmarks.tests.fakes import SCENARIO, fake


def runs(*walls: float) -> tuple[Measurement, ...]:
    return tuple(Measurement(wall, wall / 2, wall / 4, 3 << 20, 2 << 20) for wall in walls)


OUTCOME = Outcome(
    SCENARIO,
    (
        Standing(fake("slow", ""), runs(5.0, 8.0, 6.0)),
        Standing(fake("fast", ""), runs(1.0, 2.0, 9.0)),
    ),
    base="fast",
    digest="d1",
    input_bytes=12_000_000,
    shown={"FAST": {"lines": 3}},
)
MISSING = [Missing("peer", "no program peer on PATH", "apt-get install peer")]


def test_ratios_are_of_medians() -> None:
    """One slow run of three changes nothing."""
    found = record([OUTCOME], facts={}, versions={}, missing=[])
    engines = found["scenarios"]["count"]["engines"]
    assert engines["slow"]["median"]["wall"] == 6.0
    assert engines["slow"]["wall_ratio"] == 3.0
    assert engines["slow"]["cpu_ratio"] == 3.0
    assert engines["fast"]["wall_ratio"] == 1.0


def test_the_record_has_everything_that_was_measured(tmp_path: Path) -> None:
    """Runs, facts, versions and missing engines come back from the file."""
    found = record(
        [OUTCOME], facts={"title": "T", "commit": "c0"}, versions={"fast": "1"}, missing=MISSING
    )
    path = write(tmp_path / "new", "day-3", found, [OUTCOME])
    read = json.loads(path.read_text())
    assert (read["commit"], read["engines"]["fast"]) == ("c0", "1")
    assert read["scenarios"]["count"]["input_bytes"] == 12_000_000
    assert read["scenarios"]["count"]["shown"] == {"FAST": {"lines": 3}}
    assert read["missing"][0]["get"] == "apt-get install peer"
    assert [run["wall"] for run in read["scenarios"]["count"]["engines"]["slow"]["runs"]] == [
        5,
        8,
        6,
    ]
    assert sorted(file.name for file in path.parent.iterdir()) == ["day-3.json", "day-3.svg"]


def test_the_chart_is_an_svg_with_each_engine(tmp_path: Path) -> None:
    """A bar for each engine and a title for the scenario."""
    write(
        tmp_path, "x", record([OUTCOME], facts={"title": "T"}, versions={}, missing=[]), [OUTCOME]
    )
    svg = (tmp_path / "x.svg").read_text()
    assert svg.startswith("<?xml")
    for text in ("FAST", "SLOW", "count: how many", "6 s  (3.00x)"):
        assert f"<!-- {text} -->" in svg


def test_a_failing_chart_leaves_the_old_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either both files are replaced or none."""
    found = record([OUTCOME], facts={"title": "T"}, versions={}, missing=[])
    write(tmp_path, "x", found, [OUTCOME])
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(results, "draw", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, "x", {**found, "title": "U"}, [OUTCOME])
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_the_table_lists_engines_ratios_and_who_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The fastest comes first; a missing peer comes with how to get it."""
    table.show([OUTCOME], {"fast": "1.2"}, MISSING)
    text = capsys.readouterr().out
    rows = [line.split("│")[1].strip() for line in text.splitlines() if line.startswith("│")]
    assert rows == ["FAST", "SLOW"]
    assert "3.00" in text
    assert "│  6 │" in text.replace("   ", " ")  # MB/s of the fast one: 12 MB in 2 s
    assert "FAST counted: lines 3" in text
    assert "fast = 1.2" in text
    assert "Missing: peer: no program peer on PATH. apt-get install peer" in text


def test_what_engines_report_takes_the_place_of_their_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Order, ratio, chart and record follow the last of the reported measures."""
    scenario = replace(SCENARIO, reported=("start", "lag"))
    (slow,), (fast,) = runs(1.0), runs(9.0)
    outcome = replace(
        OUTCOME,
        scenario=scenario,
        standings=(
            Standing(fake("slow", ""), (replace(slow, reported={"start": 0.25, "lag": 3.0}),)),
            Standing(fake("fast", ""), (replace(fast, reported={"start": 0.25, "lag": 2.0}),)),
        ),
    )
    table.show([outcome], {}, [])
    text = capsys.readouterr().out
    rows = [line.split("│")[1:6] for line in text.splitlines() if line.startswith("│")]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["FAST", "1", "250 ms", "2 s", "1.00"],
        ["SLOW", "1", "250 ms", "3 s", "1.50"],
    ]
    assert "MB/s" not in text
    found = record([outcome], facts={"title": "T"}, versions={}, missing=[])
    assert found["scenarios"]["count"]["engines"]["fast"]["median"]["lag"] == 2.0
    write(tmp_path, "x", found, [outcome])
    assert "<!-- 3 s  (1.50x) -->" in (tmp_path / "x.svg").read_text()


def test_a_missing_program_or_module_is_found_missing() -> None:
    """What is looked for is named, with how to get it."""
    here = fake("a", "")
    assert str(find(here)).startswith("Python 3")
    no_program = find(replace(here, program="no-such-program"))
    no_module = find(replace(here, module="no_such_module"))
    assert isinstance(no_program, Missing)
    assert "no program no-such-program" in no_program.why
    assert isinstance(no_module, Missing)
    assert "no Python module no_such_module" in no_module.why
