"""What the journal tells of each time that a learner worked on a unit until it passed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from tools.kata.state.journal import Event
from tools.kata.state.standing import event_time

RATINGS = ("again", "hard", "good", "easy")
LEARNER = "learner"

_WRONG = ("WA", "RTE", "TLE", "MLE", "OLE")
_ALL_HINTS = 3
_MANY_WRONG = 5


@dataclass(slots=True)
class Pass:
    """One time that a unit was solved from the template on.

    Attributes:
        when: When it passed.
        rating: How well it was remembered, one of RATINGS.
    """

    when: datetime.datetime
    rating: str


class Evidence:
    """Follows the events of one unit.

    Attributes:
        passes: The first pass, and one for each review, never two on one day of local time.
        gave_up: When the solution was opened unsolved, if that came before any pass.
        reviewing: Whether a review has begun and has not passed yet.
    """

    def __init__(self, minutes: int) -> None:
        self.passes: list[Pass] = []
        self.gave_up: datetime.datetime | None = None
        self.reviewing = False
        self._minutes = minutes
        self._began: datetime.datetime | None = None
        self._forget()

    def take(self, event: Event) -> None:
        """Takes in one event; whatever is odd about it is passed over."""
        when = event_time(event)
        if when is None:
            return
        kind = event["kind"]
        if kind == "review_begun":
            self.reviewing = True
            self._began = when
            self._forget()
        elif kind == "started" and not self.passes:
            # Hints may have come before.
            self._began = when
        elif kind == "hint":
            self._hints += 1
        elif kind == "gave_up" and not self.passes:
            self._opened = True
            self.gave_up = when
        elif kind == "review" and event.get("by") == LEARNER and self.passes:
            if (rating := event.get("rating")) in RATINGS:
                self.passes[-1].rating = str(rating)
        elif kind == "judged" and event.get("scope") is None:
            self._judged(event, when)

    def _forget(self) -> None:
        self._hints = self._wrong = 0
        self._opened = False

    def _judged(self, event: Event, when: datetime.datetime) -> None:
        if event.get("verdict") in _WRONG:
            self._wrong += 1
        if event.get("verdict") != "AC" or (self.passes and not self.reviewing):
            return
        self.reviewing = False
        if not self.passes or local_day(self.passes[-1].when) != local_day(when):
            self.passes.append(Pass(when, self._rating(when)))

    def _rating(self, when: datetime.datetime) -> str:
        if self._opened or self._hints >= _ALL_HINTS:
            return "again"
        if self._hints or self._wrong >= _MANY_WRONG:
            return "hard"
        # A night in between is no sign of forgetting, so time can only speak for the learner.
        quick = datetime.timedelta(minutes=self._minutes)
        in_time = self._began is not None and when - self._began <= quick
        return "easy" if in_time and self._wrong <= 1 else "good"


def evidence(events: Iterable[Event], minutes: int) -> Evidence:
    """Returns what the events of one unit tell.

    Args:
        events: In order.
        minutes: How long the unit should take.
    """
    found = Evidence(minutes)
    for event in events:
        found.take(event)
    return found


def local_day(when: datetime.datetime) -> datetime.date:
    """Returns the day that the learner's calendar shows."""
    return when.astimezone().date()
