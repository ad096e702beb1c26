"""Events of the journal as values; a field that is missing or of another type becomes nothing."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from tools.kata.state.journal import Event
from tools.kata.state.standing import event_time

WRONG = frozenset({"WA", "RTE", "TLE", "MLE", "OLE", "IE"})


@dataclass(frozen=True, slots=True)
class Run:
    """A judged run.

    Attributes:
        when: None when the journal has no readable time.
        scope: The only stage that was judged; empty: the whole suite.
        case: The first case that has not passed; empty after a pass, or when it was not recorded.
        passed: Cases that passed, of `total`.
    """

    when: datetime.datetime | None
    verdict: str
    stage: str
    scope: str
    case: str
    passed: int
    total: int

    @property
    def is_wrong(self) -> bool:
        """Whether the attempt is to blame; one that is not written yet is not."""
        return self.verdict in WRONG

    @property
    def solves(self) -> bool:
        return self.verdict == "AC" and not self.scope

    def as_json(self) -> dict[str, object]:
        return {
            "when": self.when.isoformat() if self.when else None,
            "verdict": self.verdict,
            "stage": self.stage,
            "scope": self.scope or None,
            "case": self.case,
            "passed": self.passed,
            "total": self.total,
        }


@dataclass(frozen=True, slots=True)
class Growth:
    """How processor time grows: exponents of the learner and of the reference, and their ratio.

    Attributes:
        slope: Exponent b of n^b; None where it was not measured. So is every number here.
        points: Sizes with seconds of the learner and of the reference, all above 0.
    """

    function: str
    slope: float | None
    reference_slope: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    points: tuple[tuple[float, float, float], ...]

    def in_words(self) -> str:
        """Returns what was measured as sentences; empty when nothing was."""
        facts = []
        if self.slope is not None:
            against = self.reference_slope
            compared = f", reference n^{against:.2f}" if against is not None else ""
            facts.append(f"Time grows as n^{self.slope:.2f}{compared}.")
        if self.ratio is not None:
            interval = ""
            if self.ratio_low is not None and self.ratio_high is not None:
                interval = f" (95 % interval {self.ratio_low:.2g} to {self.ratio_high:.2g})"
            facts.append(f"It takes {self.ratio:.2g} times as long as the reference{interval}.")
        return " ".join(facts)


def run_of(event: Event) -> Run | None:
    """Returns the run that an event tells of, if it does."""
    if event["kind"] != "judged":
        return None
    return Run(
        event_time(event),
        _text(event.get("verdict")) or "?",
        _text(event.get("stage")),
        _text(event.get("scope")),
        _text(event.get("case")),
        _count(event.get("passed")),
        _count(event.get("total")),
    )


def growth_of(event: Event) -> Growth | None:
    """Returns the measurement that an event tells of, if it does."""
    if event["kind"] != "bench":
        return None
    points = event.get("points")
    return Growth(
        function=_text(event.get("function")),
        slope=_number(event.get("slope")),
        reference_slope=_number(event.get("reference_slope")),
        ratio=_number(event.get("ratio")),
        ratio_low=_number(event.get("ratio_low")),
        ratio_high=_number(event.get("ratio_high")),
        points=tuple(filter(None, map(_point, points if isinstance(points, list) else ()))),
    )


def review_due(event: Event) -> str | None:
    """Returns the day of the review that an event tells of, if it does."""
    try:
        due = datetime.date.fromisoformat(_text(event.get("due"))[:10])
    except ValueError:
        return None
    return due.isoformat() if event["kind"] == "review" else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return max(value, 0) if isinstance(value, int) and not isinstance(value, bool) else 0


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _point(value: object) -> tuple[float, float, float] | None:
    if not isinstance(value, list) or len(value) != 3:
        return None
    size, learner, reference = map(_number, value)
    if size is None or learner is None or reference is None:
        return None
    return (size, learner, reference) if min(size, learner, reference) > 0 else None
