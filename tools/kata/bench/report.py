"""What a measurement came to: for the screen, for JSON (bench/schema.md) and for the journal."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from tools.kata.bench.growth import Growth, Point
from tools.kata.bench.measure import Measurements
from tools.kata.judge.result import EXIT_CODES

VERSION = 1

_NOTES = {
    "fail": "grows a class faster than the reference, and than what is claimed",
    "unclear": "between two classes; more rounds did not decide it, so it passes",
}


@dataclass(frozen=True, slots=True)
class Report:
    """One claim of a unit, measured or ended before it could be.

    Attributes:
        function: What was measured.
        description: On which input, in words.
        verdict: pass, fail, or the judge's verdict of an attempt that did not come through:
            WA, RTE, TLE, MLE, IE; JE is the judge's own fault.
        message: What there is to say beside the figures; empty as a rule.
        measured: The figures; None if it did not come through.
    """

    function: str
    description: str
    verdict: str
    message: str
    measured: Measurements | None

    @property
    def exit_code(self) -> int:
        """0 pass, 1 fail, else what the judge's verdict has."""
        return {"pass": 0, "fail": 1}.get(self.verdict) or EXIT_CODES.get(self.verdict, 0)

    def as_json(self) -> dict[str, object]:
        """Returns the fields that schema.md lists."""
        base: dict[str, object] = {
            "function": self.function,
            "description": self.description,
            "verdict": self.verdict,
            "message": self.message,
            "time": None,
            "ratio": None,
            "memory": None,
            "rounds": 0,
        }
        found = self.measured
        if found is None:
            return base
        memory = _growth_json(found.memory, found.memory_points) if found.memory else None
        return {
            **base,
            "time": _growth_json(found.growth, found.points),
            "ratio": asdict(found.ratio),
            "memory": memory,
            "rounds": found.rounds,
        }

    def as_event(self) -> dict[str, object]:
        """Returns the fields of the journal's event."""
        event: dict[str, object] = {"function": self.function, "verdict": self.verdict}
        if (found := self.measured) is not None:
            event |= {
                "slope": round(found.growth.slope, 3),
                "reference_slope": round(found.growth.reference_slope, 3),
                "ratio": round(found.ratio.median, 3),
                "ratio_low": round(found.ratio.low, 3),
                "ratio_high": round(found.ratio.high, 3),
                "points": [[p.n, p.attempt, p.reference] for p in found.points],
            }
        return event


def conclude(function: str, description: str, found: Measurements) -> Report:
    """Returns the verdict: both time and memory must grow as claimed, where they are clear."""
    verdicts = {"time": found.growth.verdict}
    if found.memory is not None:
        verdicts["memory"] = found.memory.verdict
    verdict = "fail" if "fail" in verdicts.values() else "pass"
    notes = [f"{name}: {_NOTES[said]}" for name, said in verdicts.items() if said in _NOTES]
    if found.too_deep:
        notes.append(f"your attempt recurses too deep at n = {found.too_deep}; measured below it")
    if found.memory is None:
        notes.append("memory: not measured, the seconds were spent on time")
    return Report(function, description, verdict, "\n".join(notes), found)


def _growth_json(growth: Growth, points: tuple[Point, ...]) -> dict[str, object]:
    return {
        "claim": growth.claim,
        "slope": growth.slope,
        "reference_slope": growth.reference_slope,
        "verdict": growth.verdict,
        "points": [[point.n, point.attempt, point.reference] for point in points],
    }
