"""The result of a benchmark as text on standard output."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.harness.chart import seconds
from benchmarks.harness.presence import Missing
from benchmarks.harness.results import Outcome

PLAIN_WIDTH = 140  # of output that goes to a file or a pipe


def show(
    outcomes: Sequence[Outcome], versions: Mapping[str, str], missing: Sequence[Missing]
) -> None:
    """Prints a table for each scenario, what belongs beside the ratios, and who is missing."""
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False)
    console.print("Medians of the runs of each engine, in turns.")
    for outcome in outcomes:
        console.print(_table(outcome))
        for label, answer in outcome.shown.items():
            facts = ", ".join(f"{name} {value}" for name, value in answer.items())
            console.print(f"  {label} counted: {facts}", markup=False, soft_wrap=True)
        for standing in outcome.standings:
            note = standing.engine.tasks[outcome.scenario.name].note
            if note:
                console.print(f"  {standing.engine.label}: {note}", markup=False, soft_wrap=True)
        console.print()
    shown = "; ".join(f"{name} = {version}" for name, version in versions.items())
    console.print(f"Versions: {shown}", markup=False, soft_wrap=True)
    for engine in missing:
        console.print(
            f"Missing: {engine.name}: {engine.why}. {engine.get}", markup=False, soft_wrap=True
        )


def _table(outcome: Outcome) -> Table:
    table = Table(title=f"{outcome.scenario.name}: {outcome.scenario.title}", title_justify="left")
    base = next(s for s in outcome.standings if s.engine.name == outcome.base)
    measure = outcome.scenario.measure
    times = outcome.scenario.reported or ("wall",)
    has_speed = not outcome.scenario.reported
    table.add_column("engine")
    for name in (
        "runs",
        *times,
        f"x {base.engine.label}",
        *["MB/s"] * has_speed,
        "CPU",
        "x its CPU",
        "own memory, peak",
        "RSS, peak",
    ):
        table.add_column(name, justify="right")
    for standing in sorted(outcome.standings, key=lambda s: s.median(measure)):
        table.add_row(
            standing.engine.label,
            str(len(standing.runs)),
            *(seconds(standing.median(name)) for name in times),
            f"{outcome.ratio(standing, measure):.2f}",
            *[f"{outcome.input_bytes / standing.median('wall') / 1e6:,.0f}"] * has_speed,
            seconds(standing.median("cpu")),
            f"{outcome.ratio(standing, 'cpu'):.2f}",
            _mebibytes(standing.median("peak_anonymous")),
            _mebibytes(standing.median("peak_rss")),
        )
    return table


def _mebibytes(value: float) -> str:
    return f"{value / (1 << 20):,.1f} MiB"
