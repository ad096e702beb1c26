"""The checks of an author's work by number and title, and what became of each for one unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tools.kata.problems import Problem

TITLES = {
    1: "unit.toml is sound; slug, uuid and prerequisites agree with the course",
    2: "the template imports, has the signatures of [api], and is TODO in each stage",
    3: "the solution passes with other seeds, in any order, and each case alone",
    4: "the tests use only API that the README has introduced, no stage that of a later one",
    5: "each mutant dies in its stage, with its verdict and text",
    6: "automatic mutants of the solution die, or have a reason to live",
    7: "what a learner sees of each mutant fits a screen, and is what the author has accepted",
    8: "README, notes and links are whole, the examples run, other code is valid",
    9: "three short hints that do not show the solution",
    10: "claims about growth can be measured, and limits of time have room",
    11: "the tests read no solution, do not sleep, and use no network",
    12: "the solution needs at most half of the memory",
    13: "format and lint",
    14: "Bazel knows what unit.toml says",
    15: "right solutions of another style pass",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a check.

    Attributes:
        number: A key of `TITLES`.
        problems: What it found.
        note: Why it was not judged, or not wholly; empty as a rule.
    """

    number: int
    problems: tuple[Problem, ...] = ()
    note: str = ""

    def as_json(self) -> dict[str, object]:
        """Returns the fields with the title."""
        problems = [{**asdict(one), "file": str(one.file)} for one in self.problems]
        title = TITLES[self.number]
        return {"number": self.number, "title": title, "note": self.note, "problems": problems}

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Outcome:
        """Reads what `as_json` gives.

        Raises:
            KeyError, TypeError: It is something else.
        """
        problems = (Problem(**{**one, "file": Path(one["file"])}) for one in data["problems"])
        return cls(int(data["number"]), tuple(problems), str(data["note"]))


Numbered = tuple[int, Problem]


def outcomes(
    judged: Iterable[int], found: Iterable[Numbered], notes: Mapping[int, str]
) -> tuple[Outcome, ...]:
    """Sorts problems by their checks.

    Args:
        judged: The checks that were judged; one that is not, and has no problem, needs a note.
        found: All problems, each with the number of its check.
        notes: Why a check was not judged.
    """
    by_check: dict[int, set[Problem]] = {number: set() for number in judged}
    for number, problem in found:
        by_check.setdefault(number, set()).add(problem)
    return tuple(
        Outcome(number, tuple(sorted(by_check.get(number, ()))), notes.get(number, ""))
        for number in sorted({*by_check, *notes})
    )
