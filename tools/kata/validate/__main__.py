"""Runs the checks of one unit in a process of its own, which pytest and the unit may change.

    python -m tools.kata.validate UNIT_DIR ROOT [--deep]

It prints a JSON list of outcomes, see `Outcome.as_json`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.kata.judge.judge import fix_hash_seed
from tools.kata.judge.suite import JudgeError
from tools.kata.problems import Problem, UnitError
from tools.kata.rejects import rejections
from tools.kata.units import Unit, load_mutants, load_unit
from tools.kata.validate.deep import DEEP, deep_outcomes
from tools.kata.validate.lint import check_lint, has_ruff
from tools.kata.validate.outcomes import TITLES, Numbered, Outcome, outcomes
from tools.kata.validate.todos import find_todos
from tools.kata.validate.unit import numbered_problems


def main() -> int:
    """Prints the outcomes; returns the exit status of the process, not of the unit."""
    folder, root, deep = Path(sys.argv[1]), Path(sys.argv[2]), "--deep" in sys.argv[3:]
    found = deep_outcomes(load_unit(folder)) if deep else _outcomes(folder, root)
    print(json.dumps([outcome.as_json() for outcome in found]))
    return 0


def _outcomes(folder: Path, root: Path) -> tuple[Outcome, ...]:
    if todos := tuple(find_todos(folder)):
        notes = dict.fromkeys(
            {*TITLES} - {number for number, _ in todos}, "not before all is written"
        )
        return outcomes((), todos, notes)
    notes = {14: "held for all units together"}
    try:
        unit = load_unit(folder)
        load_mutants(unit)
    except UnitError:
        later = {*TITLES} - {1, 5, 14}
        notes |= dict.fromkeys(later, "not before unit.toml and mutants.toml are sound")
        return outcomes((1, 5), numbered_problems(folder, root), notes)
    notes |= dict.fromkeys(DEEP, "only with --deep")
    if not unit.perf:
        notes[10] = "no [[perf]]: only limits of time were held"
    if not unit.alternatives:
        notes[15] = "no alternatives/: only the reference was judged"
    if unit.is_day:
        notes[7] = "a day's screen only has to fit"
    # First: what this process has imported for the other checks, a judged one need not import.
    found = list(_judged(unit))
    found += numbered_problems(folder, root)
    if has_ruff():
        found += [(13, problem) for problem in check_lint(unit, root)]
    else:
        notes[13] = "ruff is not installed"
    return outcomes({*TITLES} - {*notes} | {7, 10}, found, notes)


def _judged(unit: Unit) -> Iterator[Numbered]:
    for one in rejections(unit):
        if one.wrong:
            wrong, _, screen = one.wrong.partition("\n")
            wrong, _, allowed = wrong.rpartition("; ")
            file = unit.folder / "mutants.toml" if one.line else unit.template
            if one.name == "solution":
                file = unit.solution
            elif one.check == 15:
                file = unit.folder / one.name
            yield one.check, Problem(file, one.line, wrong, f"{allowed}\n{screen}".rstrip())


if __name__ == "__main__":
    fix_hash_seed()
    try:
        sys.exit(main())
    except JudgeError as error:
        sys.exit(str(error))
