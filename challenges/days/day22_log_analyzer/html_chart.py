"""Charts of the page as inline SVG: bars and lines. Labels of the axes are HTML, so they keep their
size when the shapes are stretched to the width of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from .text import minute_text

_HEIGHT = 100


@dataclass(frozen=True, slots=True)
class Layer:
    """One colour of a stacked chart.

    Attributes:
        style: Class that has the colour.
        name: What the legend calls it.
        values: One for each bucket, 0 or more.
    """

    style: str
    name: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart.

    Attributes:
        style: Class that has the colour.
        name: What the legend calls it.
        values: One for each bucket, 0 or more; None where there is none.
    """

    style: str
    name: str
    values: Sequence[int | None]


def bar_chart(
    title: str,
    starts: Sequence[datetime],
    step: timedelta,
    layers: Sequence[Layer],
    number: Callable[[int], str],
) -> str:
    """Returns a chart of stacked bars over time.

    Args:
        title: What is counted.
        starts: Start of each bucket, at least one.
        step: Their width.
        layers: From the bottom up.
        number: Turns a value into text.
    """
    sums = [sum(values) for values in zip(*(layer.values for layer in layers), strict=True)]
    highest = max(sums) or 1
    bars: list[str] = []
    for place, start in enumerate(starts):
        top = float(_HEIGHT)
        parts: list[str] = []
        for layer in layers:
            if value := layer.values[place]:
                height = value * _HEIGHT / highest
                top -= height
                parts.append(
                    f'<rect class="{layer.style}" x="{place}.05" y="{top:.2f}" width="0.9"'
                    f' height="{height:.2f}"/>'
                )
        if parts:
            said = ", ".join(f"{number(layer.values[place])} {layer.name}" for layer in layers)
            bars.append(f"<g><title>{escape(f'{minute_text(start)}: {said}')}</title>")
            bars += (*parts, "</g>")
    names = [(layer.style, layer.name) for layer in layers] if len(layers) > 1 else []
    return _framed(title, starts, step, number(highest), names, bars)


def line_chart(
    title: str,
    starts: Sequence[datetime],
    step: timedelta,
    lines: Sequence[Line],
    number: Callable[[int], str],
) -> str:
    """Returns a chart of lines over time, each flat over its bucket and open where it has no value.

    Args:
        title: What is measured.
        starts: Start of each bucket, at least one.
        step: Their width.
        lines: At least one value is there.
        number: Turns a value into text.
    """
    highest = max(value for line in lines for value in line.values if value is not None) or 1
    paths = [
        f'<path class="line {line.style}" d="{_path(line.values, highest)}"/>' for line in lines
    ]
    for place, start in enumerate(starts):
        values = [(line.name, line.values[place]) for line in lines]
        said = ", ".join(f"{name} {number(value)}" for name, value in values if value is not None)
        if said:
            paths.append(
                f'<rect class="touch" x="{place}" y="0" width="1" height="{_HEIGHT}">'
                f"<title>{escape(f'{minute_text(start)}: {said}')}</title></rect>"
            )
    names = [(line.style, line.name) for line in lines]
    return _framed(title, starts, step, number(highest), names, paths)


def _path(values: Sequence[int | None], highest: int) -> str:
    steps: list[str] = []
    drawn = False
    for place, value in enumerate(values):
        if value is not None:
            y = f"{_HEIGHT - value * _HEIGHT / highest:.2f}"
            steps.append(f"V{y}H{place + 1}" if drawn else f"M{place} {y}H{place + 1}")
        drawn = value is not None
    return "".join(steps)


def _framed(
    title: str,
    starts: Sequence[datetime],
    step: timedelta,
    highest: str,
    names: Sequence[tuple[str, str]],
    shapes: Sequence[str],
) -> str:
    label = f"{title}: at most {highest} in {step_text(step)}"
    legend = "".join(legend_entry(style, name) for style, name in names)
    return (
        f'<div class="chart"><h3>{escape(title)} {legend}</h3>'
        f'<div class="axis"><span>{highest}</span><span>in {step_text(step)}</span></div>'
        f'<svg role="img" aria-label="{escape(label)}" preserveAspectRatio="none"'
        f' viewBox="0 0 {len(starts)} {_HEIGHT}">{"".join(shapes)}</svg>'
        f'<div class="axis"><span>{minute_text(starts[0])}</span>'
        f"<span>{minute_text(starts[-1])}</span></div></div>"
    )


def stack(parts: Sequence[tuple[str, str, int]]) -> str:
    """Returns one bar that shows shares.

    Args:
        parts: Class, name and value of each, from the left; at least one value is above 0.
    """
    whole, left = sum(value for _, _, value in parts), 0.0
    rects: list[str] = []
    for style, name, value in parts:
        width = value * 1000 / whole
        rects.append(
            f'<rect class="{style}" x="{left:.2f}" y="0" width="{width:.2f}" height="10">'
            f"<title>{escape(name)}: {value:,}</title></rect>"
        )
        left += width
    label = ", ".join(f"{name} {value:,}" for _, name, value in parts)
    return (
        f'<svg class="stack" role="img" aria-label="{escape(label)}" preserveAspectRatio="none"'
        f' viewBox="0 0 1000 10">{"".join(rects)}</svg>'
    )


def legend_entry(style: str, text: str) -> str:
    """Returns a text beside a square of its colour."""
    square = f'<rect class="{style}" width="10" height="10" rx="2"/>'
    return (
        f'<span class="key"><svg viewBox="0 0 10 10" aria-hidden="true">{square}</svg>'
        f"{escape(text)}</span> "
    )


def step_text(step: timedelta) -> str:
    """Returns a span of time in words: `5 minutes`, `1 hour`."""
    seconds = step // timedelta(seconds=1)
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds % size == 0:
            count = seconds // size
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return f"{seconds} seconds"
