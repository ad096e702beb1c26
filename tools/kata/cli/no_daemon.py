"""`kata test` without the warden: one process that judges once."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.kata.judge.request import Request
from tools.kata.judge.result import Result
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.learner.trial import Learner, Wanted
from tools.kata.state.home import data_home
from tools.kata.units import Unit

ROOT = Path(__file__).resolve().parents[3]


def judge_here(unit: Unit, request: Request) -> Result:
    """Judges in this process, which can do it only once.

    Raises:
        KataError: The tests cannot be collected.
    """
    from tools.kata.judge.judge import judge_once
    from tools.kata.judge.suite import JudgeError

    try:
        return judge_once(unit, request)
    except JudgeError as error:
        raise KataError(str(error), JUDGE) from error


def run_here(
    unit: str, stage: str, *, run_all: bool, json: bool, colour: bool, first_say: str = ""
) -> int:
    """Judges, prints, and returns the exit status.

    Args:
        unit: What the learner wrote; empty for the current unit.
        stage: Id or number of a stage; empty for all.
        run_all: Whether to go on after the first failure.
        json: Whether to answer in JSON.
        colour: Whether the screen may have colour.
        first_say: A remark that goes to standard error first.
    """
    from tools.kata.judge.judge import fix_hash_seed

    # This may start the program once more, so nothing is said before.
    fix_hash_seed()
    if first_say:
        print(f"kata: {first_say}", file=sys.stderr)
    wanted = Wanted(unit, stage, run_all, json, colour)
    try:
        outcome = Learner(ROOT, data_home()).test(wanted, judge_here)
    except KataError as error:
        print(error, file=sys.stderr)
        return error.status
    except OSError as error:
        print(error, file=sys.stderr)
        return JUDGE
    print(outcome.text)
    for remark in outcome.remarks:
        print(remark, file=sys.stderr)
    return outcome.result.exit_code
