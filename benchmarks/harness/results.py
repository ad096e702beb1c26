"""The record of a benchmark: one JSON file and one chart beside it, both or none."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.harness.agreement import Answer
from benchmarks.harness.chart import draw
from benchmarks.harness.contest import Standing
from benchmarks.harness.declarations import Scenario
from benchmarks.harness.presence import Missing

VERSION = 1
MEASURES = ("wall", "cpu", "user", "system", "peak_anonymous", "peak_rss")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One scenario, done.

    Attributes:
        base: Name of the engine that ratios refer to.
        digest: SHA-256 of the answer on the timed input; None where nobody answers there.
        input_bytes: Size of the timed input.
        shown: What the scenario shows of the answers, by engine.
    """

    scenario: Scenario
    standings: tuple[Standing, ...]
    base: str
    digest: str | None
    input_bytes: int
    shown: Mapping[str, Answer]

    def ratio(self, standing: Standing, measure: str) -> float:
        """Returns how many times the base's median this engine's is."""
        base = next(s for s in self.standings if s.engine.name == self.base)
        return standing.median(measure) / (base.median(measure) or float("nan"))


def record(
    outcomes: Sequence[Outcome],
    *,
    facts: Mapping[str, Any],
    versions: Mapping[str, str],
    missing: Sequence[Missing],
) -> dict[str, Any]:
    """Returns all that was found, ready for JSON.

    Args:
        facts: What else belongs to the record: machine, data, date, commit, command.
        versions: Of each engine that took part.
    """
    return {
        "version": VERSION,
        **facts,
        "engines": dict(versions),
        "missing": [asdict(engine) for engine in missing],
        "scenarios": {outcome.scenario.name: _scenario(outcome) for outcome in outcomes},
    }


def _scenario(outcome: Outcome) -> dict[str, Any]:
    return {
        "title": outcome.scenario.title,
        "input_bytes": outcome.input_bytes,
        "shown": dict(outcome.shown),
        "ratios_to": outcome.base,
        "answer_sha256": outcome.digest,
        "engines": {
            standing.engine.name: {
                "label": standing.engine.label,
                "note": standing.engine.tasks[outcome.scenario.name].note,
                "median": {
                    name: standing.median(name) for name in (*outcome.scenario.reported, *MEASURES)
                },
                "wall_ratio": outcome.ratio(standing, "wall"),
                "cpu_ratio": outcome.ratio(standing, "cpu"),
                "runs": [asdict(run) for run in standing.runs],
            }
            for standing in outcome.standings
        },
    }


def write(folder: Path, name: str, found: Mapping[str, Any], outcomes: Sequence[Outcome]) -> Path:
    """Writes NAME.json and NAME.svg, and replaces those of an earlier run.

    Returns:
        The JSON file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    with tempfile.TemporaryDirectory(prefix=f".{name}.", dir=folder) as temporary:
        drawn, written = Path(temporary, "chart.svg"), Path(temporary, "results.json")
        draw(drawn, outcomes, str(found["title"]))
        written.write_text(text)
        for file in (drawn, written):
            with file.open("rb") as opened, suppress(OSError):
                os.fsync(opened.fileno())
        drawn.replace(folder / f"{name}.svg")
        written.replace(folder / f"{name}.json")
    return folder / f"{name}.json"
