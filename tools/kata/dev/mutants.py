"""`kata dev mutants`: shows which small changes of a solution its tests do not notice."""

from __future__ import annotations

import json

from tools.kata.dev import progress_line
from tools.kata.judge.judge import fix_hash_seed
from tools.kata.judge.suite import JudgeError
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.units import Unit
from tools.kata.validate.automatic import (
    Trial,
    Trials,
    change_diff,
    check_automatic,
    judge_automatic,
)

VERSION = 1


def mutants(unit: Unit, *, as_json: bool) -> int:
    """Judges the first-order mutants of a unit and prints what became of them.

    Args:
        unit: The unit.
        as_json: Whether to print JSON, with all mutants.

    Returns:
        The exit status: 0 if check 6 of `kata dev validate` holds, else 1.

    Raises:
        KataError: The tests could not be run.
    """
    # This may start the program once more, so nothing is said before.
    fix_hash_seed()
    try:
        trials = judge_automatic(unit, _show)
    except JudgeError as error:
        raise KataError(str(error), JUDGE) from error
    finally:
        progress_line.clear()
    problems = tuple(check_automatic(unit, trials))
    if as_json:
        print(json.dumps(_as_json(unit, trials), ensure_ascii=False))
    else:
        print(_text(unit, trials))
    return int(bool(problems))


def _text(unit: Unit, trials: Trials) -> str:
    lines = []
    for trial in trials.all:
        if not trial.killed:
            lines += [f"{unit.folder / trial.file}:{trial.change.line}: {_became(trial)}"]
            lines += [f"  change = {json.dumps(trial.change.name, ensure_ascii=False)}"]
            lines += [f"  {line}" for line in change_diff(unit, trial).splitlines()]
    for entry in trials.stale:
        lines += [f"{unit.folder / 'mutants.toml'}:{entry.line}: excuses no mutant that lives"]
    killed = sum(trial.killed for trial in trials.all)
    excused = sum(bool(trial.reason) and not trial.killed for trial in trials.all)
    said = f"{killed} of {len(trials.all)} mutants rejected, {excused} excused"
    return "\n".join([*lines, f"{unit.slug}: {said}: {trials.share:.1%}"])


def _became(trial: Trial) -> str:
    if trial.killed:
        return "killed"
    return f"excused: {trial.reason}" if trial.reason else "survived"


def _as_json(unit: Unit, trials: Trials) -> dict[str, object]:
    return {
        "v": VERSION,
        "unit": unit.slug,
        "uuid": unit.uuid,
        "share": trials.share,
        "mutants": [
            {
                "file": trial.file,
                "line": trial.change.line,
                "change": trial.change.name,
                "killed": trial.killed,
                "verdict": trial.verdict,
                "case": trial.case,
                "reason": trial.reason,
                "diff": change_diff(unit, trial),
            }
            for trial in trials.all
        ],
        "stale": [entry.change for entry in trials.stale],
    }


def _show(done: int, total: int) -> None:
    progress_line.show(done, total, "mutants judged")
