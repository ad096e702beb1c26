"""A chart of ratios: a panel for each question, in it a bar for each engine."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_LEAST = 0.01  # a logarithmic axis has no 0


@dataclass(frozen=True, slots=True)
class Panel:
    """One question.

    Attributes:
        title: What was asked, and of what the ratios are.
        ratios: By engine, the lowest bar first.
        ours: The engines that live in this repository.
        line: The ratio that is marked.
        logarithmic: Whether the axis is.
    """

    title: str
    ratios: Mapping[str, float]
    ours: Collection[str]
    line: float = 1.0
    logarithmic: bool = True


def bars(panels: Sequence[Panel]) -> bytes:
    """Returns the panels below each other as SVG."""
    # Imported here: it takes longer than everything else.
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    heights = [0.3 * len(panel.ratios) + 0.9 for panel in panels]
    figure = Figure(figsize=(9, sum(heights)), layout="constrained")
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)
    for (axis,), panel in zip(axes, panels, strict=True):
        axis.barh(
            list(panel.ratios),
            [max(ratio, _LEAST) for ratio in panel.ratios.values()],
            color=["#2a6f97" if name in panel.ours else "#b8b8b8" for name in panel.ratios],
        )
        if panel.logarithmic:
            axis.set_xscale("log")
            axis.minorticks_off()
        axis.axvline(panel.line, color="#e07a1f")
        axis.set_title(panel.title, fontsize=9, loc="left")
    written = io.StringIO()
    with rc_context({"svg.fonttype": "none"}):  # letters as letters, not as paths
        FigureCanvasSVG(figure).print_svg(written)  # type: ignore[no-untyped-call]
    return written.getvalue().encode()


def slowest_first(engines: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Returns the ratios of a table's rows, so that the fastest engine is the highest bar."""
    return {name: row["ratio"] for name, row in sorted(engines.items(), key=_minus_ratio)}


def _minus_ratio(row: tuple[str, Mapping[str, float]]) -> float:
    return -row[1]["ratio"]
