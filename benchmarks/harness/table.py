"""The result of a benchmark as text on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from rich.console import Console
from rich.table import Table

from benchmarks.harness.chart import seconds
from benchmarks.harness.contest import Standing
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
    columns = _columns(outcome)
    for name in columns:
        table.add_column(name, justify="left" if name == "engine" else "right")
    measure = outcome.scenario.measure
    for standing in sorted(outcome.standings, key=lambda s: s.median(measure)):
        table.add_row(*(text(standing) for text in columns.values()))
    return table


def _columns(outcome: Outcome) -> dict[str, Callable[[Standing], str]]:
    """Returns for each column how its text is made."""
    scenario = outcome.scenario
    base = next(s for s in outcome.standings if s.engine.name == outcome.base)
    columns: dict[str, Callable[[Standing], str]] = {
        "engine": lambda standing: standing.engine.label,
        "runs": lambda standing: str(len(standing.runs)),
    }
    for name in scenario.reported or ("wall",):
        columns[name] = partial(_seconds, name)
    columns[f"x {base.engine.label}"] = lambda s: f"{outcome.ratio(s, scenario.measure):.2f}"
    if not scenario.reported:  # else the time has nothing to do with the size
        columns["MB/s"] = lambda s: f"{outcome.input_bytes / s.median('wall') / 1e6:,.0f}"
    return {
        **columns,
        "CPU": partial(_seconds, "cpu"),
        "x its CPU": lambda standing: f"{outcome.ratio(standing, 'cpu'):.2f}",
        "own memory, peak": lambda standing: _mebibytes(standing.median("peak_anonymous")),
        "RSS, peak": lambda standing: _mebibytes(standing.median("peak_rss")),
    }


def _seconds(measure: str, standing: Standing) -> str:
    return seconds(standing.median(measure))


def _mebibytes(value: float) -> str:
    return f"{value / (1 << 20):,.1f} MiB"
