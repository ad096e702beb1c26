"""Runs a learner's tests on the reference, then on every mutant of the unit."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tools.kata.judge.judge import Judge, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.result import Result
from tools.kata.mytests.own_tests import has_tests, tests_file
from tools.kata.units import Mutant, Stage, Unit, load_mutants
from tools.kata.validate.markdown import Markdown, bullets
from tools.kata.variants import write_mutant

VERSION = 1
NO_IMPORT = 4

_PITFALL = re.compile(r"`([^`]+)`:?\s*(.*)")


@dataclass(frozen=True, slots=True)
class Trial:
    """One wrong version.

    Attributes:
        name: Of the mutant.
        killed: Whether a test failed.
        case: The first that did; empty if none did.
        verdict: What the version got.
        pitfall: What is wrong with it, in the words of the unit's notes.
    """

    name: str
    killed: bool
    case: str
    verdict: str
    pitfall: str


@dataclass(frozen=True, slots=True)
class Score:
    """What a learner's tests are worth.

    Attributes:
        tests: How many there are.
        wrong: Those that the reference does not pass, by their ids.
        reference: The result of the reference; None when there was nothing to run.
        trials: One for each mutant; empty unless the reference passes.
        message: Why the tests could not be run; empty as a rule.
    """

    tests: int
    wrong: tuple[str, ...] = ()
    reference: Result | None = None
    trials: tuple[Trial, ...] = ()
    message: str = ""

    @property
    def killed(self) -> int:
        """How many wrong versions were caught."""
        return sum(trial.killed for trial in self.trials)

    @property
    def exit_code(self) -> int:
        """0 if every wrong version was caught, 4 if the tests cannot be imported, else 1."""
        if self.reference is not None and self.message:
            return NO_IMPORT
        return 0 if self.trials and self.killed == len(self.trials) else 1

    def as_json(self) -> dict[str, object]:
        """Returns the fields that schema.md lists, but for the unit's."""
        failure = self.reference.failure if self.reference and self.wrong else None
        return {
            "tests": self.tests,
            "wrong": list(self.wrong),
            "failure": failure.as_json() if failure else None,
            "mutants": [asdict(trial) for trial in self.trials],
            "killed": self.killed,
            "total": len(self.trials),
            "message": self.message,
        }


def score(unit: Unit) -> Score:
    """Judges the tests of a unit's attempt_tests.py, each run in a process of its own.

    Raises:
        UnitError: The unit's mutants.toml is wrong.
        JudgeError: pytest itself could not be run.
    """
    file = tests_file(unit)
    if not has_tests(file):
        return Score(0, message=f"{file.name} has no test: a function whose name begins with test_")
    mutants = load_mutants(unit)
    stage = Stage("mytests", "Your own tests", 1, (file,))
    scores: list[Score] = []

    def work(judge: Judge) -> None:
        scores.append(_scored(judge, mutants, pitfalls(unit)))

    with_judge(replace(unit, stages=(stage,)), work)
    return scores[0]


def pitfalls(unit: Unit) -> dict[str, str]:
    """Returns what the notes say of each mutant, by its name."""
    notes = Markdown.read(unit.folder / "notes.md", [])
    sections = notes.headings() if notes else ()
    lines = [bullets(section.body) for section in sections if section.title == "Pitfalls"]
    matches = (_PITFALL.match(bullet.text) for section in lines for bullet in section)
    return {match[1]: match[2] for match in matches if match}


def _scored(judge: Judge, mutants: tuple[Mutant, ...], known: Mapping[str, str]) -> Score:
    reference = judge.judge(Request("solution", run_all=True))
    if not reference.cases:
        message = reference.failure.message if reference.failure else ""
        return Score(0, reference=reference, message=f"your tests cannot be imported\n{message}")
    failed = tuple(case.id for case in reference.cases if case.outcome == "failed")
    if reference.verdict != "AC":
        return Score(reference.total, failed, reference)
    trials = []
    with tempfile.TemporaryDirectory(prefix="kata-mutants-") as folder:
        for mutant in mutants:
            path = write_mutant(judge.unit, mutant, Path(folder))
            result = judge.judge(Request(str(path)))
            killed = result.verdict != "AC"
            pitfall = known.get(mutant.name, "")
            trials.append(Trial(mutant.name, killed, result.case, result.verdict, pitfall))
    return Score(reference.total, (), reference, tuple(trials))
