"""The chart of the benchmark: a bar for each engine, on a logarithmic axis of ratios."""

from __future__ import annotations

import io
from typing import Any

OURS = ("rust", "cython", "python")
# Left out: what stands in the record only.
_ALSO = ("collector off", "keep them")


def drawn(tables: list[dict[str, Any]]) -> bytes:
    """Returns all tables of times below each other as SVG; the fastest engine first."""
    # Imported here: it takes longer than everything else.
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    shown = [table for table in tables if not any(word in table["title"] for word in _ALSO)]
    heights = [0.3 * len(table["engines"]) + 0.9 for table in shown]
    figure = Figure(figsize=(9, sum(heights)), layout="constrained")
    axes = figure.subplots(len(shown), 1, squeeze=False, height_ratios=heights)
    for (axis,), table in zip(axes, shown, strict=True):
        rows = sorted(table["engines"].items(), key=lambda row: -row[1]["ratio"])
        axis.barh(
            [name for name, _ in rows],
            [max(row["ratio"], 0.01) for _, row in rows],
            color=["#2a6f97" if name.split(",")[0] in OURS else "#b8b8b8" for name, _ in rows],
        )
        axis.set_xscale("log")
        axis.minorticks_off()
        axis.axvline(1, color="#e07a1f")
        axis.set_title(f"{table['title']}, times of {table['base']}", fontsize=9, loc="left")
    written = io.StringIO()
    with rc_context({"svg.fonttype": "none"}):  # letters as letters, not as paths
        FigureCanvasSVG(figure).print_svg(written)  # type: ignore[no-untyped-call]
    return written.getvalue().encode()
