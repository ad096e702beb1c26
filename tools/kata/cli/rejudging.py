"""`kata test --stale` and `--every`: judges many attempts in one go."""

from __future__ import annotations

import asyncio
import json
import sys

from tools.kata.judge.result import Result
from tools.kata.learner.errors import JUDGE
from tools.kata.learner.trial import Learner
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit
from tools.kata.watch.judging import judged

VERSION = 1
WRONG = 1


def rejudge(learner: Learner, *, stale: bool, as_json: bool) -> int:
    """Judges all attempts, or those whose tests have changed since they passed.

    Each result goes to the journal as that of `kata test` does, so that progress is again what the
    attempts are worth, whatever the journal has lost.

    Args:
        learner: The learner.
        stale: Whether only solved units that are to re-check are judged.
        as_json: Whether to print JSON.

    Returns:
        0 if all pass, 5 if the judge failed at one of them, else 1.
    """
    known = standings(learner.journal.events())
    wanted = [
        unit
        for unit in learner.course.present()
        if (known.get(unit.uuid, Standing()).status(unit) == "re-check" if stale else _begun(unit))
    ]
    rows = []
    results: list[Result | None] = []
    for number, unit in enumerate(wanted, start=1):
        result, said = _judge(unit)
        results.append(result)
        rows.append(result.as_json() if result else {"unit": unit.slug, "error": said})
        verdict = result.verdict if result else "none"
        count = f"{result.passed}/{result.total}" if result else said
        line = f"{number:>{len(str(len(wanted)))}}/{len(wanted)}  {verdict:<4}  {unit.slug:<24}"
        # Beside JSON it is for whoever waits.
        print(f"{line}  {count}", file=sys.stderr if as_json else sys.stdout, flush=True)
    if as_json:
        print(json.dumps({"v": VERSION, "results": rows}, ensure_ascii=False))
    else:
        passed = sum(result is not None and result.verdict == "AC" for result in results)
        kind = "units to re-check" if stale else "attempts"
        print(f"{passed} of {len(wanted)} {kind} pass" if wanted else f"there are no {kind}")
    return _status(results)


def _begun(unit: Unit) -> bool:
    return unit.attempt.exists()


def _judge(unit: Unit) -> tuple[Result | None, str]:
    if not unit.attempt.exists():
        return None, "its attempt is gone; `kata restore --all` brings it back"
    answer = asyncio.run(judged(unit.slug))
    return answer.result, answer.said


def _status(results: list[Result | None]) -> int:
    verdicts = {result.verdict if result else "none" for result in results}
    if "JE" in verdicts:
        return JUDGE
    return 0 if verdicts <= {"AC"} else WRONG
