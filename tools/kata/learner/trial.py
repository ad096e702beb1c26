"""One `kata test`: judge the attempt, remember the result, say what came out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.kata.judge.request import Request
from tools.kata.judge.result import Result, dump
from tools.kata.learner.attempts import begin, require_attempt, start_again
from tools.kata.learner.course import Course
from tools.kata.learner.errors import KataError
from tools.kata.render import screen
from tools.kata.state.journal import Journal
from tools.kata.state.snapshots import Snapshots
from tools.kata.state.standing import current_unit
from tools.kata.units import Unit

SOLVED = "kata solution: notes and reference   kata: the next unit"

JudgeOf = Callable[[Unit, Request], Result]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a learner asked for: unit (empty: the current one), stage (empty: all), and how."""

    unit: str = ""
    stage: str = ""
    run_all: bool = False
    json: bool = False
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result, and the text to print."""

    result: Result
    text: str


class Learner:
    """A course and what the tool remembers of the one who takes it."""

    def __init__(self, root: Path, home: Path) -> None:
        self.course = Course(root)
        self.home = home
        self.journal = Journal(home)
        self.snapshots = Snapshots(home)

    def current(self) -> Unit:
        """Returns the unit that was started last.

        Raises:
            KataError: None was started, or it is not there any more.
        """
        current = current_unit(self.journal.events())
        if current is None:
            raise KataError("no unit is started; `kata list` shows them, `kata start UNIT` begins")
        unit = self.course.by_uuid(*current)
        if unit is None:
            raise KataError("the current unit is not in this checkout; `kata list` shows all units")
        return unit

    def named(self, name: str) -> Unit:
        """Returns the unit of a name, or the current one for an empty name.

        Raises:
            KataError: There is no such unit.
        """
        return self.course.unit(name) if name else self.current()

    def start(self, unit: Unit) -> bool:
        """Makes a unit current and begins an attempt if there is none.

        Returns:
            Whether it was begun from the template.

        Raises:
            KataError: There is no template.
        """
        begun = begin(unit)
        self.journal.append("started" if begun else "current", unit.uuid, slug=unit.slug)
        return begun

    def keep(self, unit: Unit) -> str:
        """Stores the attempt as it is, and remembers it when it was not known yet.

        Returns:
            Its snapshot.
        """
        sha = self.snapshots.save(unit.attempt)
        known = (e.get("attempt_sha") for e in self.journal.events() if e["unit"] == unit.uuid)
        if sha not in known:
            self.journal.append("saved", unit.uuid, slug=unit.slug, attempt_sha=sha)
        return sha

    def begin_again(self, unit: Unit, kind: str) -> Path:
        """Archives the attempt, copies the template anew, and remembers why.

        Args:
            unit: The unit.
            kind: Kind of the event: reset or review_begun.

        Returns:
            Where the old attempt lies now.

        Raises:
            KataError: There is no attempt.
        """
        require_attempt(unit)
        sha = self.snapshots.save(unit.attempt)
        archived = start_again(unit, self.home)
        fields = {"slug": unit.slug, "archived": str(archived), "attempt_sha": sha}
        self.journal.append(kind, unit.uuid, **fields)
        return archived

    def test(self, wanted: Wanted, judge: JudgeOf) -> Outcome:
        """Judges the attempt at a unit.

        The snapshot is stored before the run and the result before the answer, so that whatever
        the learner has seen is kept.

        Args:
            wanted: What to run.
            judge: Runs it.

        Raises:
            KataError: There is no such unit or stage, or no attempt.
        """
        unit = self.named(wanted.unit)
        scope = _scope(unit, wanted.stage)
        require_attempt(unit)
        attempt_sha = self.snapshots.save(unit.attempt)
        result = judge(unit, Request("attempt", scope, wanted.run_all))
        self.journal.append("judged", unit.uuid, **_fields(unit, result, attempt_sha))
        if wanted.json:
            return Outcome(result, dump(result))
        text = screen(result, colour=wanted.colour)
        return Outcome(result, f"{text}\n{SOLVED}" if result.solved else text)


def _scope(unit: Unit, name: str) -> str | None:
    if not name:
        return None
    stage = unit.stage(name)
    if stage is None:
        names = ", ".join(f"{stage.index} {stage.id}" for stage in unit.stages)
        raise KataError(f"{unit.slug} has no stage {name!r}; it has {names}")
    return stage.id


def _fields(unit: Unit, result: Result, attempt_sha: str) -> dict[str, object]:
    bad = {case.stage for case in result.cases if case.outcome != "passed"}
    stages = [stage.id for stage in unit.stages]
    passed = next((i for i, stage in enumerate(stages) if stage in bad), len(stages))
    whole = result.scope is None and result.verdict != "JE"
    return {
        "slug": unit.slug,
        "verdict": result.verdict,
        "stage": result.stage.id,
        "scope": result.scope,
        "case": result.case,
        "stages_passed": passed if whole else None,
        "passed": result.passed,
        "total": result.total,
        "ms": result.ms,
        "cpu_ms": result.cpu_ms,
        "attempt_sha": attempt_sha,
        "tests_sha": result.tests_sha,
    }
