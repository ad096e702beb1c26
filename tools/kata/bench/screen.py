"""Draws a report for people. Colour repeats what the words say."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tools.kata.bench.growth import Growth, Point, in_words
from tools.kata.bench.measure import Measurements
from tools.kata.bench.plot import plot
from tools.kata.bench.report import Report

_WORDS = {
    "pass": "pass",
    "fail": "grows too fast",
    "WA": "wrong answer",
    "RTE": "run-time error",
    "TLE": "no end",
    "MLE": "too much memory",
    "IE": "cannot be imported",
    "JE": "the judge's own fault, not yours",
}
_TIMES, _TO = "\N{MULTIPLICATION SIGN}", "\N{EN DASH}"
_COLOURS = {"pass": "32", "JE": "35"}
_PLOT_HEIGHT = 10
_LEAST_WIDTH, _LEAST_HEIGHT = 60, 30
_NAMES_WIDTH = 22
_LEAST_ROOM = 20


def screen(report: Report, width: int, height: int, *, colour: bool = False) -> str:
    """Returns all that there is to say about a report, without a final newline.

    Args:
        report: The report.
        width: Columns of the terminal.
        height: Its lines; the plot is left out where there is no room for it.
        colour: Whether the text may have colour.
    """
    return "\n".join(_lines(report, width, height, colour))


def _lines(report: Report, width: int, height: int, colour: bool) -> Iterator[str]:
    label = f"{report.function}: {_WORDS.get(report.verdict, report.verdict)}"
    code = _COLOURS.get(report.verdict, "31")
    yield f"\x1b[1;{code}m{label}\x1b[0m" if colour else label
    yield from _indented(report.description, width)
    if report.measured is not None:
        yield from _figures(report.measured)
        yield ""
        yield from _table(report.measured)
        if width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT:
            yield ""
            room = min(width, 80) - _NAMES_WIDTH
            yield from plot(report.measured.points, room, _PLOT_HEIGHT, colour=colour)
    for line in report.message.splitlines():
        yield from _indented(line, width)


def _indented(text: str, width: int) -> list[str]:
    room = max(width, _LEAST_ROOM)
    return textwrap.wrap(text, room, initial_indent="  ", subsequent_indent="  ")


def _figures(found: Measurements) -> Iterator[str]:
    yield f"  growth  {_growth(found.growth)}"
    ratio = found.ratio
    spread = f"95 % interval {ratio.low:.3g}{_TO}{ratio.high:.3g}, at n = {found.points[-1].n:,}"
    yield f"  time    {ratio.median:.3g} {_TIMES} reference, {spread}"
    if found.memory is not None:
        last = found.memory_points[-1]
        times = last.attempt / max(last.reference, 1.0)
        yield f"  memory  {_growth(found.memory)}"
        yield f"          {_bytes(last.attempt)}, {times:.3g} {_TIMES} reference, at n = {last.n:,}"


def _growth(growth: Growth) -> str:
    slopes = f"≈ n^{growth.slope:.2f}, reference n^{growth.reference_slope:.2f}"
    return f"{slopes} (claimed: {in_words(growth.claim)})"


def _table(found: Measurements) -> Iterator[str]:
    peaks = {point.n: point for point in found.memory_points}
    yield f"  {'n':>9} {'yours':>11} {'reference':>11} {'memory':>11} {'reference':>11}"
    for point in found.points:
        yield f"  {point.n:>9,} {_times(point)} {_peaks(peaks.get(point.n))}".rstrip()


def _times(point: Point) -> str:
    return f"{_seconds(point.attempt):>11} {_seconds(point.reference):>11}"


def _peaks(point: Point | None) -> str:
    return f"{_bytes(point.attempt):>11} {_bytes(point.reference):>11}" if point else ""


def _seconds(value: float) -> str:
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.2f} ms" if value >= 1e-3 else f"{value * 1e6:.1f} µs"


def _bytes(value: float) -> str:
    for unit, factor in (("MB", 1e6), ("kB", 1e3)):
        if value >= factor:
            return f"{value / factor:.1f} {unit}"
    return f"{value:.0f} B"
