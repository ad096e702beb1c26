"""One `kata test`: judge the attempt, remember the result, say what came out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.kata.judge.request import Request
from tools.kata.judge.result import Result, dump
from tools.kata.learner.attempts import begin, discard, require_attempt, start_again
from tools.kata.learner.attempts_repo import GitError, commit_attempt
from tools.kata.learner.course import Course
from tools.kata.learner.errors import KataError
from tools.kata.learner.moved import Stray, find_strays, take_home
from tools.kata.learner.versions import bring_back_last
from tools.kata.mytests.own_tests import tests_file
from tools.kata.render import screen
from tools.kata.review.evidence import local_day
from tools.kata.review.schedule import Scheduled, schedule
from tools.kata.state.config import Config, ConfigError
from tools.kata.state.files import locked
from tools.kata.state.journal import Clock, Event, Journal, utc_now
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
    """The result, the text to print, and what else to say on standard error."""

    result: Result
    text: str
    remarks: tuple[str, ...] = ()


class Learner:
    """A course and what the tool remembers of the one who takes it.

    Args:
        root: Root of the checkout.
        home: The learner's data folder.
        clock: Tells the time, with its zone.
    """

    def __init__(self, root: Path, home: Path, clock: Clock = utc_now) -> None:
        self.course = Course(root)
        self.home = home
        self.journal = Journal(home, clock)
        self._clock = clock
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
        self.settle(unit)
        begun = begin(unit)
        self.journal.append("started" if begun else "current", unit.uuid, slug=unit.slug)
        return begun

    def settle(self, unit: Unit) -> list[str]:
        """Brings home what lies in the folder that a unit had before it was renamed or moved.

        When nothing is left there, the attempt comes back from its last snapshot.

        Returns:
            What was done, for the learner.
        """
        said = []
        for stray in find_strays(self.course, self.journal.events()):
            if stray.unit and (stray.unit.uuid == unit.uuid or stray.path.parent == unit.folder):
                said.append(self.take_home(stray))
        events = self.journal.events()
        if not unit.attempt.exists() and _last_slug(events, unit.uuid) not in ("", unit.slug):
            version, problems = bring_back_last(self, unit)
            said += problems
            if version is not None:
                said.append(f"{unit.slug} was renamed; your attempt is {version.short} again")
        return said

    def take_home(self, stray: Stray) -> str:
        """Moves a stray beside its unit, or into the history when another one lies there.

        Returns:
            What was done, for the learner.
        """
        unit, target = stray.unit, stray.target
        if unit is None:
            return f"{stray.path} lies beside no unit of this checkout"
        if take_home(stray):
            if stray.is_attempt:
                self.journal.append("moved", unit.uuid, slug=unit.slug, was=str(stray.path))
            return f"{stray.path} is now {target}, as its unit has moved"
        if not stray.is_attempt:
            return f"{stray.path}: its unit is now {unit.slug}, where other tests lie"
        sha = self.snapshots.save(stray.path)
        self.journal.append("aside", unit.uuid, slug=unit.slug, attempt_sha=sha)
        discard(stray.path)
        said = f"{stray.path}: its unit is now {unit.slug}, where another attempt lies"
        return f"{said}; `kata restore {sha[:10]} {unit.slug}` brings this one back"

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

    def today(self) -> datetime.date:
        """Returns the day that the learner's calendar shows."""
        return local_day(self._clock())

    def schedule(self) -> list[Scheduled]:
        """Returns when the units of this checkout are due again, the longest due first."""
        return schedule(self.journal.events(), self.course.present())

    def begin_review(self, unit: Unit) -> str:
        """Puts the attempt aside for a fresh one, whose pass will count as a review.

        Returns:
            Where the old attempt lies now; empty when there was none.
        """
        archived = ""
        if unit.attempt.exists():
            archived = str(self.begin_again(unit, "review_begun"))
        else:
            begin(unit)
            self.journal.append("review_begun", unit.uuid, slug=unit.slug)
        self.journal.append("current", unit.uuid, slug=unit.slug)
        return archived

    def record_review(self, unit: Unit) -> Scheduled:
        """Remembers when a unit that has passed, or was given up, is due again."""
        (found,) = schedule(self.journal.events(), [unit])
        self.journal.append("review", unit.uuid, **found.as_event())
        return found

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
        remarks = () if unit.attempt.exists() else tuple(self.settle(unit))
        require_attempt(unit)
        attempt_sha = self.snapshots.save(unit.attempt)
        result = judge(unit, Request("attempt", scope, wanted.run_all))
        fields = _fields(unit, result, attempt_sha)
        if (own_tests := tests_file(unit)).is_file():
            fields["own_tests_sha"] = self.snapshots.save(own_tests)
        self.journal.append("judged", unit.uuid, **fields)
        reviewed = ""
        if result.solved:
            reviewed = self._reviewed(unit)
            remarks += self._committed(unit)
        if wanted.json:
            return Outcome(result, dump(result), remarks)
        text = screen(result, colour=wanted.colour)
        text = f"{text}\n{reviewed}{SOLVED}" if result.solved else text
        return Outcome(result, text, remarks)

    def _committed(self, unit: Unit) -> tuple[str, ...]:
        """Commits a pass to the learner's own repository; returns what went wrong."""
        try:
            repository = Config(self.home).attempts_repo()
            if repository is not None:
                with locked(self.home / "attempts_repo.lock"):
                    commit_attempt(repository, unit)
        except (ConfigError, GitError, OSError) as error:
            return (f"the pass counts, but is in no commit of yours: {error}",)
        return ()

    def _reviewed(self, unit: Unit) -> str:
        """Sets the next review when a pass counts as one; returns what to say of it."""
        known = [
            e for e in self.journal.events() if (e["unit"], e["kind"]) == (unit.uuid, "review")
        ]
        (found,) = schedule(self.journal.events(), [unit])
        if known and found.as_event().items() <= known[-1].items():
            return ""
        self.record_review(unit)
        return f"remembered: {found.rating}   next review: {found.due}\n"


def _last_slug(events: Sequence[Event], uuid: str) -> str:
    """Returns the slug under which a unit was last worked on; empty if it never was."""
    own = (e.get("slug") for e in reversed(events) if e["unit"] == uuid)
    return next((slug for slug in own if isinstance(slug, str)), "")


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
