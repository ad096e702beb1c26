"""The chart of the benchmark: a bar for each engine, on a logarithmic axis of ratios."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.lru_cache.scenarios import OURS


def draw(path: Path, tables: list[dict[str, Any]]) -> None:
    """Draws all tables below each other as SVG; the fastest engine first."""
    # Imported here: it takes longer than everything else.
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    heights = [0.3 * len(table["engines"]) + 0.9 for table in tables]
    figure = Figure(figsize=(9, sum(heights)), layout="constrained")
    axes = figure.subplots(len(tables), 1, squeeze=False, height_ratios=heights)
    for (axis,), table in zip(axes, tables, strict=True):
        rows = sorted(table["engines"].items(), key=lambda row: -row[1]["ratio"])
        axis.barh(
            [name for name, _ in rows],
            [row["ratio"] for _, row in rows],
            color=["#2a6f97" if name == OURS else "#b8b8b8" for name, _ in rows],
        )
        axis.set_xscale("log")
        axis.axvline(1, color="#e07a1f")
        axis.set_title(f"{table['does']}: times of {OURS}", fontsize=9, loc="left")
    partial = path.with_name(path.name + ".partial")
    FigureCanvasSVG(figure).print_svg(partial)  # type: ignore[no-untyped-call]
    partial.replace(path)
