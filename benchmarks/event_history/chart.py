"""The chart of the benchmark: how many times the peer's speed each engine has."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any


def draw(scenarios: Sequence[dict[str, Any]], peer: str) -> bytes:
    """Returns all scenarios below each other as SVG."""
    # Imported here: it takes longer than everything else.
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 1.5 * len(scenarios)), layout="constrained")
    axes = figure.subplots(len(scenarios), 1, squeeze=False)
    for (axis,), scenario in zip(axes, scenarios, strict=True):
        rows = list(scenario["engines"].items())[::-1]
        axis.barh(
            [name for name, _ in rows],
            [row["ratio"] for _, row in rows],
            color=["#b8b8b8" if name == peer else "#2a6f97" for name, _ in rows],
        )
        axis.axvline(scenario["goal"], color="#e07a1f")
        title = f"{scenario['name']}, times the speed of {peer}; the line is the goal"
        axis.set_title(title, fontsize=9, loc="left")
    image = io.BytesIO()
    FigureCanvasSVG(figure).print_svg(image)  # type: ignore[no-untyped-call]
    return image.getvalue()
