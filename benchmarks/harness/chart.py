"""The chart of a benchmark: one bar for each engine in each scenario, on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.harness.results import Outcome

OURS, PEER, BASE = "#2a6f97", "#b8b8b8", "#e07a1f"
BAR_INCHES, TITLE_INCHES = 0.3, 0.95


def draw(path: Path, outcomes: Sequence[Outcome], title: str) -> None:
    """Draws all scenarios below each other as SVG; fastest engine first.

    Engines that live in this repository have one colour, peers another, the base of the ratios a
    third.
    """
    # Imported here: it takes longer than everything else, and a benchmark is over by then.
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    heights = [BAR_INCHES * len(outcome.standings) + TITLE_INCHES for outcome in outcomes]
    figure = Figure(figsize=(9, sum(heights) + 0.5), layout="constrained")
    figure.suptitle(title, fontsize=11)
    axes = figure.subplots(len(outcomes), 1, squeeze=False, height_ratios=heights)
    for (axis,), outcome in zip(axes, outcomes, strict=True):
        measure = outcome.scenario.measure
        standings = sorted(outcome.standings, key=lambda s: s.median(measure), reverse=True)
        times = [standing.median(measure) for standing in standings]
        bars = axis.barh(
            [standing.engine.label for standing in standings],
            times,
            color=[
                BASE if s.engine.name == outcome.base else OURS if s.engine.is_ours else PEER
                for s in standings
            ],
        )
        labels = [
            f"{seconds(time)}  ({outcome.ratio(standing, measure):.2f}x)"
            for time, standing in zip(times, standings, strict=True)
        ]
        axis.bar_label(bars, labels, padding=4, fontsize=8)
        axis.set_xscale("log")
        axis.set_xlim(min(times) / 2, max(times) * 6)
        axis.set_title(f"{outcome.scenario.name}: {outcome.scenario.title}", fontsize=9, loc="left")
        axis.set_xlabel(f"{measure}, seconds, median of the runs (logarithmic)", fontsize=8)
        axis.tick_params(labelsize=8)
        axis.spines[["top", "right"]].set_visible(False)
    kinds = {BASE: "ratios refer to it", OURS: "this repository", PEER: "peers"}
    marks = [Patch(color=color, label=label) for color, label in kinds.items()]
    axes[0][0].legend(handles=marks, fontsize=8, loc="upper right", frameon=False)
    figure.canvas = FigureCanvasSVG(figure)
    figure.savefig(path, format="svg", metadata={"Date": None})


def seconds(value: float) -> str:
    """Returns a time with three significant digits."""
    if value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"
