"""The order of events: answers first, then turns."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.harness.contest import Contest, steps
from benchmarks.harness.errors import DisagreementError, EngineFailedError
from benchmarks.log_analyzer.parsers import PARSERS
from benchmarks.tests.fakes import SCENARIO, fake, noting

GOOD = '{"lines": 3, "bytes": 9}'
BAD = '{"lines": 3, "bytes": 8}'


def contest(folder: Path, reported: list[str] | None = None) -> Contest:
    inputs: Mapping[str, Path] = {"timed": folder / "timed.log", "clean": folder / "clean.log"}
    for path in inputs.values():
        path.touch()
    seen = reported if reported is not None else []
    return Contest(inputs, PARSERS, {}, lambda what, done=1: seen.append(what))


def ran(folder: Path) -> list[str]:
    return (folder / "ran").read_text().splitlines()


def test_engines_take_turns(tmp_path: Path) -> None:
    """Three runs of A and B are A, B, A, B, A, B."""
    engines = [fake("a", noting("a", GOOD)), fake("b", noting("b", GOOD))]
    standings = contest(tmp_path).time(SCENARIO, engines, 3, {})
    assert ran(tmp_path) == ["a timed.log", "b timed.log"] * 3
    assert [(s.engine.name, len(s.runs)) for s in standings] == [("a", 3), ("b", 3)]


def test_differing_answers_fail_before_anything_is_timed(tmp_path: Path) -> None:
    """Each engine ran once, to be compared, and the message shows the difference."""
    engines = [fake("a", noting("a", GOOD)), fake("b", noting("b", BAD))]
    with pytest.raises(DisagreementError, match="bytes: 9 != 8"):
        contest(tmp_path).check(SCENARIO, engines)
    assert ran(tmp_path) == ["a timed.log", "b timed.log"]


def test_peers_are_compared_on_the_clean_input_with_an_exact_engine(tmp_path: Path) -> None:
    """A peer that cannot count dirty lines is held against an exact engine, on clean ones."""
    engines = [
        fake("exact", noting("exact", GOOD)),
        fake("peer", noting("peer", '{"lines": 3}'), questions=("lines",), compared_on="clean"),
    ]
    answers = contest(tmp_path).check(SCENARIO, engines)
    assert ran(tmp_path) == ["exact timed.log", "exact clean.log", "peer clean.log"]
    assert set(answers) == {"exact"}


def test_a_peer_that_is_wrong_on_the_clean_input_fails(tmp_path: Path) -> None:
    """A wrong peer is found although the dirty input would have excused it."""
    engines = [
        fake("exact", noting("exact", GOOD)),
        fake("peer", noting("peer", '{"lines": 4}'), questions=("lines",), compared_on="clean"),
    ]
    with pytest.raises(DisagreementError, match="EXACT and PEER"):
        contest(tmp_path).check(SCENARIO, engines)


def test_an_engine_that_changes_its_answer_while_timed_fails(tmp_path: Path) -> None:
    """Each timed run must repeat the answer that was compared."""
    script = f"if [ -e once ]; then echo '{BAD}'; else touch once; echo '{GOOD}'; fi"
    engines = [fake("a", script)]
    played = contest(tmp_path)
    answers = played.check(SCENARIO, engines)
    with pytest.raises(DisagreementError, match="A before and A while timed"):
        played.time(SCENARIO, engines, 1, answers)


def test_an_engine_that_has_run_long_enough_sits_out(tmp_path: Path) -> None:
    """One run is made all the same; the progress bar ends at its end."""
    engines = [fake("a", noting("a", GOOD)), fake("b", noting("b", GOOD))]
    steps_done: list[int] = []
    inputs = {"timed": tmp_path / "timed.log"}
    played = Contest(inputs, PARSERS, {}, lambda what, done=1: steps_done.append(done))
    standings = played.time(SCENARIO, engines, 3, {}, enough=0)
    assert ran(tmp_path) == ["a timed.log", "b timed.log"]
    assert [len(standing.runs) for standing in standings] == [1, 1]
    assert sum(steps_done) == 6


def test_what_an_engine_reports_is_measured_and_not_compared(tmp_path: Path) -> None:
    """A number that differs from run to run, beside an answer that must not."""
    scenario = replace(SCENARIO, reported=("lag",))
    script = 'echo >> ran; echo "{\\"lines\\": 3, \\"bytes\\": 9, \\"lag\\": $(wc -l < ran)}"'
    engines = [fake("a", script)]
    played = contest(tmp_path)
    (standing,) = played.time(scenario, engines, 3, played.check(scenario, engines))
    assert [run.reported["lag"] for run in standing.runs] == [2, 3, 4]
    assert standing.median("lag") == 3


def test_arguments_for_the_check_are_not_timed(tmp_path: Path) -> None:
    """What `check` adds to a command is there when answers are compared only."""
    engines = [fake("a", f"echo $1 >> ran; echo '{GOOD}'", check=("--deep",))]
    played = contest(tmp_path)
    answers = played.check(SCENARIO, engines)
    played.time(SCENARIO, engines, 1, answers)
    assert ran(tmp_path) == ["--deep", ""]


def test_a_floor_gives_no_answer_and_is_timed(tmp_path: Path) -> None:
    """An engine without answers is not compared, and its output is thrown away."""
    engines = [fake("cat", noting("cat", "no JSON"), parser="none")]
    played = contest(tmp_path)
    assert played.check(SCENARIO, engines) == {}
    assert len(played.time(SCENARIO, engines, 2, {})[0].runs) == 2


def test_output_that_is_no_answer_is_shown(tmp_path: Path) -> None:
    """The engine is named together with what it printed."""
    with pytest.raises(EngineFailedError, match="A printed no answer but b'oops"):
        contest(tmp_path).check(SCENARIO, [fake("a", "echo oops")])


def test_steps_are_as_many_as_are_reported(tmp_path: Path) -> None:
    """The progress bar ends at its end."""
    engines = [
        fake("exact", noting("exact", GOOD)),
        fake("peer", noting("peer", GOOD), compared_on="clean"),
        fake("cat", "true", parser="none"),
    ]
    reported: list[str] = []
    played = contest(tmp_path, reported)
    played.time(SCENARIO, engines, 2, played.check(SCENARIO, engines))
    assert len(reported) == steps(SCENARIO, engines, ("timed", "clean"), 2) == 9
