"""The checks of a unit that take many runs: any order and seed, automatic mutants, margins."""

from __future__ import annotations

from collections.abc import Iterator

from tools.kata.problems import Problem
from tools.kata.rejects import whole_mutants
from tools.kata.units import Unit
from tools.kata.validate.automatic import check_automatic, judge_automatic
from tools.kata.validate.outcomes import Numbered, Outcome, outcomes
from tools.kata.validate.steadiness import check_steadiness

DEEP = (3, 6)
DAY_NOTE = "not for a day: its suite takes seconds, and has thousands of such mutants"


def deep_outcomes(unit: Unit) -> tuple[Outcome, ...]:
    """Runs the checks that take minutes for all units together.

    Raises:
        UnitError: mutants.toml is wrong.
        JudgeError: The tests could not be run.
    """
    judged, notes = ((3, 5), {6: DAY_NOTE}) if unit.is_day else (DEEP, {})
    return outcomes(judged, _problems(unit), notes)


def _problems(unit: Unit) -> Iterator[Numbered]:
    for problem in check_steadiness(unit):
        yield 3, problem
    if unit.is_day:
        for one in whole_mutants(unit):
            if one.wrong:
                yield 5, Problem(unit.folder / "mutants.toml", one.line, one.name, one.wrong)
    else:
        for problem in check_automatic(unit, judge_automatic(unit, lambda _done, _total: None)):
            yield 6, problem
