"""What the page and the exports tell of a learner, made of the course, the journal and the notes.

The journal may hold anything: kinds and fields that are not known here are passed over.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tools.kata.dashboard.events import Growth, Run, growth_of, review_due, run_of
from tools.kata.learner.errors import KataError
from tools.kata.learner.progress_file import NO_NOTES, ProgressFile
from tools.kata.learner.trial import Learner
from tools.kata.progress import group_title
from tools.kata.state.journal import Event
from tools.kata.state.standing import Standing, current_unit, event_time, standings
from tools.kata.units import Entry, Unit

VERSION = 1
PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A learner and one unit of the catalogue.

    Attributes:
        unit: None while it is planned only.
        status: planned, or as `Standing.status` has it.
        runs: Judged runs in order.
        growth: The last measurement of each function.
        review_due: The day, as ISO 8601 has it, on which to solve it again.
        notes: All between the unit's markers in progress.local.md.
    """

    entry: Entry
    unit: Unit | None
    standing: Standing
    status: str
    runs: Sequence[Run] = ()
    growth: Sequence[Growth] = ()
    review_due: str | None = None
    notes: str = NO_NOTES

    @property
    def solved(self) -> bool:
        return self.status == "solved"

    @property
    def wrong_runs(self) -> int:
        """Wrong runs before the first that passed the whole suite."""
        wrong = 0
        for run in self.runs:
            if run.solves:
                break
            wrong += run.is_wrong
        return wrong


@dataclass(frozen=True, slots=True)
class WeakTopic:
    """A topic and the wrong runs on its units before they passed; units with most come first."""

    title: str
    wrong: int
    units: tuple[UnitReport, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A learner and the course.

    Attributes:
        units: One for each entry of the catalogue, in its order.
        current: The unit that was started last, if it is here.
        activity: Number of runs on each day, in local time; 0 where only something else happened.
        today: The day of the report.
        problem: Why there are no notes, or nothing.
    """

    units: tuple[UnitReport, ...]
    current: UnitReport | None
    activity: Mapping[datetime.date, int]
    today: datetime.date
    problem: str = ""
    by_slug: Mapping[str, UnitReport] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_slug", {each.entry.slug: each for each in self.units})

    @property
    def days(self) -> list[UnitReport]:
        return [each for each in self.units if each.entry.level == "day"]

    @property
    def challenges(self) -> list[UnitReport]:
        return [each for each in self.units if each.entry.level != "day"]

    @property
    def last_activity(self) -> datetime.date | None:
        return max(self.activity, default=None)

    def weak_topics(self) -> list[WeakTopic]:
        """Returns the topics with wrong runs, those with the most first."""
        topics: dict[str, list[UnitReport]] = {}
        for each in self.units:
            if each.wrong_runs:
                topics.setdefault(group_title(each.entry), []).append(each)
        weak = [
            WeakTopic(
                title,
                sum(each.wrong_runs for each in units),
                tuple(sorted(units, key=lambda each: -each.wrong_runs)),
            )
            for title, units in topics.items()
        ]
        return sorted(weak, key=lambda topic: -topic.wrong)


def solved(units: Iterable[UnitReport]) -> int:
    """Returns how many are solved."""
    return sum(each.solved for each in units)


def make_report(learner: Learner, today: datetime.date | None = None) -> Report:
    """Reads course, journal and notes.

    Args:
        learner: The learner.
        today: The day of the report; None: that of the clock.

    Raises:
        KataError: Catalogue or a unit.toml is wrong.
    """
    events = learner.journal.events()
    notes, problem = _notes(learner)
    present = {unit.slug: unit for unit in learner.course.present()}
    known = standings(events)
    of_unit: dict[str, list[Event]] = {}
    for event in events:
        of_unit.setdefault(str(event["unit"]), []).append(event)
    units = tuple(
        _unit_report(entry, present.get(entry.slug), known, of_unit, notes)
        for entry in learner.course.catalogue
    )
    uuid, _ = current_unit(events) or ("", "")
    current = next((each for each in units if each.unit and each.unit.uuid == uuid), None)
    today = today or datetime.datetime.now().astimezone().date()
    return Report(units, current, _activity(events), today, problem)


def _unit_report(
    entry: Entry,
    unit: Unit | None,
    known: Mapping[str, Standing],
    events: Mapping[str, Sequence[Event]],
    notes: Mapping[str, str],
) -> UnitReport:
    if unit is None:
        return UnitReport(entry, None, Standing(), PLANNED)
    standing = known.get(unit.uuid, Standing())
    own = events.get(unit.uuid, ())
    growth = {found.function: found for event in own if (found := growth_of(event))}
    return UnitReport(
        entry,
        unit,
        standing,
        standing.status(unit),
        runs=[run for event in own if (run := run_of(event))],
        growth=list(growth.values()),
        review_due=next((due for event in reversed(own) if (due := review_due(event))), None),
        notes=notes.get(unit.uuid, NO_NOTES),
    )


def _notes(learner: Learner) -> tuple[dict[str, str], str]:
    try:
        return ProgressFile(learner).notes(), ""
    except KataError as error:
        return {}, str(error)


def _activity(events: Iterable[Event]) -> Mapping[datetime.date, int]:
    runs: Counter[datetime.date] = Counter()
    for event in events:
        if when := event_time(event):
            runs[when.astimezone().date()] += event["kind"] == "judged"
    return runs
