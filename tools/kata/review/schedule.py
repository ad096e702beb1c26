"""When a unit is due again: FSRS over the passes that the journal proves.

The events of kind "review" only say what was computed; without them the same days come out.
https://github.com/open-spaced-repetition/free-spaced-repetition-scheduler
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.kata.review.evidence import Evidence, evidence, local_day
from tools.kata.state.journal import Event
from tools.kata.units import Unit

AFTER_GIVING_UP = datetime.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """When a unit is to be solved again.

    Attributes:
        due: The day.
        rating: Of the last pass; None when the solution was opened instead.
        stability: Days after which nine of ten would still be remembered; None as above.
        difficulty: From 1 to 10; None as above.
        last: Day of the last pass; None as above.
        reviewing: Whether a review has begun and has not passed yet.
    """

    unit: Unit
    due: datetime.date
    rating: str | None
    stability: float | None
    difficulty: float | None
    last: datetime.date | None
    reviewing: bool

    def as_event(self) -> dict[str, object]:
        """Returns the fields of an event of kind "review"."""
        return {
            "slug": self.unit.slug,
            "due": self.due.isoformat(),
            "rating": self.rating,
            "stability": self.stability,
            "difficulty": self.difficulty,
        }


def schedule(events: Iterable[Event], units: Sequence[Unit]) -> list[Scheduled]:
    """Returns the units that are solved or given up, the longest due first."""
    of_unit: dict[str, list[Event]] = {unit.uuid: [] for unit in units}
    for event in events:
        of_unit.get(str(event["unit"]), []).append(event)
    found = (_scheduled(unit, evidence(of_unit[unit.uuid], unit.minutes)) for unit in units)
    return sorted((each for each in found if each is not None), key=lambda each: each.due)


def _scheduled(unit: Unit, found: Evidence) -> Scheduled | None:
    if not found.passes:
        if found.gave_up is None:
            return None
        due = local_day(found.gave_up + AFTER_GIVING_UP)
        return Scheduled(unit, due, None, None, None, None, found.reviewing)
    try:
        return _reviewed(unit, found)
    except OverflowError:
        # Times near the end of the calendar: of a wrong clock, and no reason to fail.
        last = found.passes[-1]
        end = datetime.date.max
        return Scheduled(unit, end, last.rating, None, None, local_day(last.when), found.reviewing)


def _reviewed(unit: Unit, found: Evidence) -> Scheduled:
    from fsrs import Card, Rating, Scheduler

    # No steps of minutes, as a unit is solved once a day at most; no chance, as the same journal
    # has to give the same days.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=0)
    for each in found.passes:
        when = each.when.astimezone(datetime.UTC)
        # A clock may have been set back; memory does not run backwards.
        when = max(when, card.last_review or when)
        card, _ = scheduler.review_card(card, Rating[each.rating.capitalize()], when)
    last = found.passes[-1]
    return Scheduled(
        unit,
        local_day(card.due),
        last.rating,
        round(card.stability or 0.0, 4),
        round(card.difficulty or 0.0, 4),
        local_day(last.when),
        found.reviewing,
    )
