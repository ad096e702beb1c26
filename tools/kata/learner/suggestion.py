"""What to do next: finish, re-check, review, or begin the unit that the solved ones prepare for."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from tools.kata.learner.errors import KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.standing import Standing, standings
from tools.kata.units import LEVELS, Unit


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to do next.

    Attributes:
        unit: None when everything that is here is solved.
        reason: current, review_begun, re-check, review, ready, open or done.
        why: The same for a reader.
    """

    unit: Unit | None
    reason: str
    why: str


class Standings:
    """How a learner stands with each unit of the checkout, seen at one moment."""

    def __init__(self, learner: Learner) -> None:
        self.units = learner.course.present()
        known = standings(learner.journal.events())
        self.status = {
            unit.uuid: known.get(unit.uuid, Standing()).status(unit) for unit in self.units
        }
        # A prerequisite stays known when its tests change.
        passed = ("solved", "re-check")
        self.solved = {unit.slug for unit in self.units if self.status[unit.uuid] in passed}

    def stale(self) -> list[Unit]:
        """Returns the units to re-check."""
        return [unit for unit in self.units if self.status[unit.uuid] == "re-check"]

    def missing(self, unit: Unit) -> list[str]:
        """Returns the slugs of the prerequisites of a unit that are here and not solved."""
        here = {other.slug for other in self.units}
        return [slug for slug in unit.requires if slug in here - self.solved]

    def unsolved(self, after: Unit | None = None) -> tuple[Unit | None, list[str]]:
        """Returns the unit to begin, the one that is left not counted, and what it misses.

        Among those whose prerequisites are solved, the lower level comes first, then the topic of
        which least is solved, then the order of the catalogue.
        """
        waiting = [
            unit
            for unit in self.units
            if unit.slug not in self.solved and (after is None or unit.uuid != after.uuid)
        ]
        known = Counter(unit.topic for unit in self.units if unit.slug in self.solved)
        ready = [unit for unit in waiting if not self.missing(unit)]
        if ready:
            return min(ready, key=lambda unit: (LEVELS.index(unit.level), known[unit.topic])), []
        return (waiting[0], self.missing(waiting[0])) if waiting else (None, [])


def suggest(learner: Learner, today: datetime.date) -> Suggestion:
    """Returns what to do next.

    Args:
        learner: The learner.
        today: The day as the learner's calendar shows it.
    """
    seen = Standings(learner)
    if unfinished := _unfinished(learner, seen):
        return unfinished
    if stale := seen.stale():
        why = "you solved it, and its tests have changed since: `kata test --stale`"
        return Suggestion(stale[0], "re-check", why)
    for each in learner.schedule():
        if each.due <= today:
            why = f"its review is due since {each.due}: `kata review {each.unit.slug}`"
            return Suggestion(each.unit, "review", why)
    unit, missing = seen.unsolved()
    if unit is None:
        return Suggestion(None, "done", "every unit that is here is solved")
    if missing:
        return Suggestion(unit, "open", f"it builds on {', '.join(missing)}, not solved yet")
    return Suggestion(unit, "ready", _why_ready(unit, seen))


def _unfinished(learner: Learner, seen: Standings) -> Suggestion | None:
    try:
        current = learner.current()
    except KataError:
        return None
    if seen.status.get(current.uuid) in ("new", "started"):
        return Suggestion(current, "current", "you have begun it and not solved it yet")
    if any(each.reviewing and each.unit.uuid == current.uuid for each in learner.schedule()):
        return Suggestion(current, "review_begun", "its review has begun and has not passed yet")
    return None


def _why_ready(unit: Unit, seen: Standings) -> str:
    if known := [slug for slug in unit.requires if slug in seen.solved]:
        return f"you have solved what it builds on: {', '.join(known)}"
    solved = sum(each.topic == unit.topic and each.slug in seen.solved for each in seen.units)
    return f"it needs no other unit that is here, and you have solved {solved} in {unit.topic}"
