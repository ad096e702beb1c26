"""Judges the first-order mutants of a unit's solution: its tests must reject nearly all of them."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.kata.hashes import subject_files
from tools.kata.judge.judge import Judge, with_judge
from tools.kata.judge.request import Request
from tools.kata.mutants import Equivalent, Mutant, load_equivalents
from tools.kata.problems import Problem
from tools.kata.units import Unit
from tools.kata.validate.first_order import Change, first_order
from tools.kata.variants import write_mutant

FLOOR = 0.97

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutant.

    Attributes:
        file: The module that it changes, relative to the solution's folder.
        change: The mutant.
        verdict: What it got.
        case: The first case that rejected it; empty if none did.
        reason: Why it need not be rejected; empty if nobody says so.
    """

    file: str
    change: Change
    verdict: str
    case: str
    reason: str

    @property
    def killed(self) -> bool:
        """Whether the tests rejected it; a fault of the judge rejects nothing."""
        return self.verdict not in ("AC", "JE")

    @property
    def survived(self) -> bool:
        """Whether it lives and nobody says why it may."""
        return not self.killed and not self.reason


@dataclass(frozen=True, slots=True)
class Trials:
    """All mutants of a unit.

    Attributes:
        stale: Entries of mutants.toml that excuse no mutant which lives.
    """

    all: tuple[Trial, ...]
    stale: tuple[Equivalent, ...]

    @property
    def share(self) -> float:
        """The share of mutants that are rejected or excused."""
        survived = sum(trial.survived for trial in self.all)
        return 1 - survived / len(self.all) if self.all else 1.0


def judge_automatic(unit: Unit, progress: Progress) -> Trials:
    """Judges every first-order mutant, each in a fork of this process.

    Args:
        unit: The unit.
        progress: Is told how many mutants of how many have been judged.

    Raises:
        UnitError: mutants.toml is wrong.
        JudgeError: The tests could not be looked for.
    """
    reasons = {(entry.file, entry.change): entry for entry in load_equivalents(unit)}
    changes = tuple(_changes(unit))
    trials: list[Trial] = []

    def work(judge: Judge) -> None:
        for number, (file, change) in enumerate(changes):
            progress(number, len(changes))
            entry = reasons.get((file, change.name))
            trials.append(_judged(judge, file, change, entry.reason if entry else ""))

    with_judge(unit, work)
    used = {(trial.file, trial.change.name) for trial in trials if not trial.killed}
    return Trials(tuple(trials), tuple(entry for key, entry in reasons.items() if key not in used))


def check_automatic(unit: Unit, trials: Trials) -> Iterator[Problem]:
    """Names the survivors if there are too many, and every reason that is out of date."""
    if trials.share < FLOOR:
        for trial in filter(lambda one: one.survived, trials.all):
            wrong = f"the tests pass with `{trial.change.name}`"
            allowed = f"{FLOOR:.0%} rejected or excused in mutants.toml; it is {trials.share:.1%}"
            yield Problem(unit.folder / trial.file, trial.change.line, wrong, allowed)
    for entry in trials.stale:
        wrong = f"`{entry.change}` is no mutant that lives"
        allowed = "only what `kata dev mutants` shows as survived"
        yield Problem(unit.folder / "mutants.toml", entry.line, wrong, allowed)


def change_diff(unit: Unit, trial: Trial) -> str:
    """Returns a mutant as a difference to the solution, without lines of context."""
    before = (unit.folder / trial.file).read_text(encoding="utf-8").splitlines()
    lines = difflib.unified_diff(before, trial.change.text.splitlines(), n=0, lineterm="")
    return "\n".join(list(lines)[3:])


def _changes(unit: Unit) -> Iterator[tuple[str, Change]]:
    for path in subject_files(unit.solution):
        if path.suffix == ".py":
            file = path.relative_to(unit.folder).as_posix()
            for change in first_order(path.read_text(encoding="utf-8")):
                yield file, change


def _judged(judge: Judge, file: str, change: Change, reason: str) -> Trial:
    with tempfile.TemporaryDirectory(prefix="kata-mutant-") as folder:
        mutant = Mutant("mutant", file, change.text, "", "", "", change.line)
        path = write_mutant(judge.unit, mutant, Path(folder))
        result = judge.judge(Request(str(path)))
    return Trial(file, change, result.verdict, result.case, reason)
