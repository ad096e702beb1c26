"""`kata mytests`: judge the tests that a learner has written."""

from __future__ import annotations

import json

from tools.kata.judge.judge import fix_hash_seed
from tools.kata.judge.suite import JudgeError
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.learner.trial import Learner
from tools.kata.mytests.own_tests import begin_tests, tests_file
from tools.kata.mytests.score import VERSION, score
from tools.kata.mytests.screen import screen
from tools.kata.warden.client import wants_colour


def begin(learner: Learner, name: str) -> None:
    """Makes a first file of tests.

    Raises:
        KataError: There is no such unit, or there is a file already.
    """
    unit = learner.named(name)
    print(f"your tests  {begin_tests(unit)}")
    print(f"now         edit them, then `kata mytests {unit.slug}`")


def mytests(learner: Learner, name: str, *, as_json: bool) -> int:
    """Scores the tests, remembers the score, and returns the exit status.

    Raises:
        KataError: There is no such unit, or no file of tests.
    """
    # This may start the program once more, so nothing is said before.
    fix_hash_seed()
    unit = learner.named(name)
    if not tests_file(unit).is_file():
        said = f"there is no {tests_file(unit)}"
        raise KataError(f"{said}; `kata mytests --new {unit.slug}` makes one")
    try:
        found = score(unit)
    except JudgeError as error:
        raise KataError(str(error), JUDGE) from error
    learner.journal.append(
        "mytests",
        unit.uuid,
        slug=unit.slug,
        own_tests_sha=learner.snapshots.save(tests_file(unit)),
        tests=found.tests,
        wrong=len(found.wrong),
        killed=found.killed,
        total=len(found.trials),
    )
    if as_json:
        about = {"v": VERSION, "unit": unit.slug, "uuid": unit.uuid}
        print(json.dumps({**about, **found.as_json()}, ensure_ascii=False))
    else:
        print(screen(found, colour=wants_colour()))
    return found.exit_code
