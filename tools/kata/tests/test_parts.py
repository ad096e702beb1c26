"""A suite's two parts, judged at the same time, give the result of the whole.

Under Bazel one process judges them one after the other: test_bazel_main.py.
"""

from __future__ import annotations

from dataclasses import replace

from tools.kata.judge.judge import Judge, with_judge
from tools.kata.judge.result import Case, Failure, Result, StageRef, joined
from tools.kata.tests.conftest import Bench
from tools.kata.tests.fixture_units import FixtureUnit
from tools.kata.tests.random_results import PASS
from tools.kata.units import load_unit

BOTH = [
    "test_examples.py::test_double[one]",
    "test_examples.py::test_double[below zero]",
    "test_any_input.py::test_sum",
]


def result_of(*outcomes: str, verdict: str = "AC", message: str = "", ms: float = 1.0) -> Result:
    cases = tuple(Case(f"case {n}", "s", outcome, 1.0) for n, outcome in enumerate(outcomes))
    return replace(
        PASS,
        verdict=verdict,
        stage=StageRef("s", 1, "S"),
        stages=1,
        case=next((case.id for case in cases if case.outcome == "failed"), ""),
        passed=outcomes.count("passed"),
        total=len(cases),
        cases=cases,
        failure=Failure(message=message) if message else None,
        ms=ms,
        cpu_ms=ms,
        peak_kb=int(ms),
        output_bytes=int(ms),
    )


def test_examples_and_generated_cases_are_two_parts(unit: FixtureUnit) -> None:
    """A case that runs the subject fifty times weighs more than two that run it once."""
    cut: list[list[str]] = []

    def look(judge: Judge) -> None:
        first, second = judge.suite.parts(judge.suite.select(None))
        cut.extend([[case.id for case in first], [case.id for case in second]])

    with_judge(load_unit(unit.folder), look)
    assert cut == [BOTH[:2], BOTH[2:]]


def test_both_parts_make_one_result(bench: Bench) -> None:
    """All cases of a right attempt are counted, each once and in teaching order."""
    result = bench.judge("def double(value):\n    return value * 2\n")
    assert (result.verdict, result.passed, result.total) == ("AC", 3, 3)
    assert [(case.id, case.outcome) for case in result.cases] == [(c, "passed") for c in BOTH]


def test_failure_of_the_second_part_is_found(bench: Bench) -> None:
    """The first part has passed by then, and counts."""
    result = bench.judge("def double(value):\n    return value * 2 if value < 9 else 0\n")
    assert (result.verdict, result.case, result.passed) == ("WA", BOTH[2], 2)
    assert result.stage.id == "any_input"


def test_first_part_is_blamed_though_it_fails_later(bench: Bench) -> None:
    """The second part breaks down while the first still works; the first case is shown."""
    module = (
        "def double(value):\n"
        "    if value in (1, -3):\n"
        "        for _ in range(1_000_000): pass\n"
        "        return 0\n"
        "    raise RuntimeError(value)\n"
    )
    result = bench.judge(module)
    assert (result.verdict, result.case, result.passed) == ("WA", BOTH[0], 0)


def test_all_parts_run_when_all_is_asked_for(bench: Bench) -> None:
    """With run_all a failure in the first part does not hide the second."""
    result = bench.judge("def double(value):\n    return 2\n", run_all=True)
    outcomes = [case.outcome for case in result.cases]
    assert outcomes == ["passed", "failed", "failed"]
    assert result.case == BOTH[1]


def test_joined_adds_up() -> None:
    """Cases and processor time of both; wall time and memory of the part that took more."""
    first = result_of("passed", "not_run", ms=5.0)
    second = result_of("not_run", "failed", verdict="WA", message="second", ms=7.0)
    both = joined(first, second)
    assert [case.outcome for case in both.cases] == ["passed", "failed"]
    assert (both.verdict, both.passed, both.failure) == ("WA", 1, second.failure)
    assert (both.ms, both.cpu_ms, both.peak_kb, both.output_bytes) == (7.0, 12.0, 7, 12)


def test_joined_blames_the_first() -> None:
    """Of two failures the one in the first part is shown."""
    first = result_of("failed", "not_run", verdict="TLE", message="first")
    second = replace(result_of("not_run", "failed", verdict="WA", message="second"), total=2)
    assert joined(first, second).verdict == "TLE"
    assert joined(first, second).failure == first.failure
