"""How a learner stands with a unit, derived from the journal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from tools.kata.hashes import tests_sha
from tools.kata.state.journal import Event
from tools.kata.units import Unit

STATUSES = ("new", "started", "re-check", "solved")


@dataclass(slots=True)
class Standing:
    """A learner and one unit.

    Attributes:
        started: Whether there was ever an attempt.
        judged: How many runs were judged.
        solved_at: When all cases passed for the first time; None if they never did.
        solved_tests: Hashes of the tests that an attempt has passed as a whole.
        stages: Most stages that were passed in a whole run.
        hints: Highest rung of the hints that was shown, since the last review began if one has.
        gave_up: Whether the solution was opened before the unit was solved.
        last: Time of the last event.
    """

    started: bool = False
    judged: int = 0
    solved_at: datetime.datetime | None = None
    solved_tests: frozenset[str] = frozenset()
    stages: int = 0
    hints: int = 0
    gave_up: bool = False
    last: datetime.datetime | None = None

    def status(self, unit: Unit) -> str:
        """Returns new, started, solved, or re-check: solved, but the tests have changed since."""
        if self.solved_at is not None:
            return "solved" if tests_sha(unit) in self.solved_tests else "re-check"
        return "started" if self.started else "new"

    def take(self, event: Event) -> None:
        """Takes in one event of the unit."""
        when = event_time(event)
        self.last = when or self.last
        kind = event["kind"]
        self.started = self.started or kind in ("started", "judged")
        if kind == "judged":
            self.judged += 1
            passed = event.get("stages_passed")
            self.stages = max(self.stages, passed if isinstance(passed, int) else 0)
            if event.get("verdict") == "AC" and event.get("scope") is None:
                self.solved_at = self.solved_at or when
                self.solved_tests |= {str(event.get("tests_sha"))}
        elif kind == "hint":
            rung = event.get("rung")
            self.hints = max(self.hints, rung if isinstance(rung, int) else 0)
        elif kind == "review_begun":
            # The ladder is climbed anew, and what is looked at counts anew.
            self.hints = 0
        elif kind == "gave_up":
            self.gave_up = True


def standings(events: Iterable[Event]) -> dict[str, Standing]:
    """Returns the standing with each unit that the journal names, by uuid."""
    found: dict[str, Standing] = {}
    for event in events:
        found.setdefault(str(event["unit"]), Standing()).take(event)
    return found


def current_unit(events: Iterable[Event]) -> tuple[str, str] | None:
    """Returns uuid and slug, as it was then, of the unit that was started or chosen last."""
    current = None
    for event in events:
        if event["kind"] in ("started", "current"):
            current = (str(event["unit"]), str(event.get("slug", "")))
    return current


def event_time(event: Event) -> datetime.datetime | None:
    """Returns when an event happened, with its zone (UTC if it names none), as far as it tells."""
    try:
        when = datetime.datetime.fromisoformat(str(event["ts"]))
    except ValueError:
        return None
    if not 1970 < when.year < 9999:  # nor could it be moved to another zone
        return None
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
