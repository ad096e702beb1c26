"""A log-log plot of two rows of costs, in braille: two by four dots a character."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from tools.kata.bench.growth import Point

_BLANK = 0x2800
# The bit of each dot of a braille character, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_ATTEMPT, _REFERENCE = "\x1b[33m", "\x1b[36m"
_RESET = "\x1b[0m"

Dot = tuple[int, int]


def plot(points: Sequence[Point], width: int, height: int, *, colour: bool = False) -> list[str]:
    """Draws costs over n, both axes logarithmic: a line's steepness is the exponent.

    Each line carries its name at its right end; where both share a character, the attempt's is
    drawn.

    Args:
        points: At least two sizes; costs are positive.
        width: Characters of the plot, names not counted.
        height: Lines of the plot, axis not counted.
        colour: Whether the lines may have one.
    """
    columns, rows = 2 * width, 4 * height
    costs = [cost for point in points for cost in (point.attempt, point.reference)]
    low, span = math.log(min(costs)), math.log(max(costs) / min(costs)) or 1.0
    first, length = math.log(points[0].n), math.log(points[-1].n / points[0].n)

    def dots(row_of_costs: Sequence[float]) -> list[Dot]:
        places = [
            (
                (math.log(point.n) - first) / length * (columns - 1),
                (1 - (math.log(cost) - low) / span) * (rows - 1),
            )
            for point, cost in zip(points, row_of_costs, strict=True)
        ]
        return [dot for pair in pairwise(places) for dot in _line(*pair)]

    reference = dots([point.reference for point in points])
    attempt = dots([point.attempt for point in points])
    cells = _cells(reference, _REFERENCE if colour else "") | _cells(
        attempt, _ATTEMPT if colour else ""
    )
    names = _names(attempt[-1][1] // 4, reference[-1][1] // 4, height)
    reset = _RESET if colour else ""
    lines = []
    for row in range(height):
        drawn = [cells.get((column, row), ("", " ")) for column in range(width)]
        text = "".join(f"{paint}{c}{reset}" if paint else c for paint, c in drawn)
        lines.append(f"  │{text} {names.get(row, '')}".rstrip())
    left, right = f"n = {points[0].n:,}", f"{points[-1].n:,}"
    return [*lines, f"  └{'─' * width}", f"   {left}{right:>{width - len(left)}}"]


def _line(begin: tuple[float, float], end: tuple[float, float]) -> list[Dot]:
    steps = max(1, math.ceil(max(abs(end[0] - begin[0]), abs(end[1] - begin[1]))))
    return [
        (
            round(begin[0] + (end[0] - begin[0]) * step / steps),
            round(begin[1] + (end[1] - begin[1]) * step / steps),
        )
        for step in range(steps + 1)
    ]


def _cells(dots: Sequence[Dot], paint: str) -> dict[Dot, tuple[str, str]]:
    """Returns the characters that hold dots, each with its colour."""
    bits: dict[Dot, int] = {}
    for x, y in dots:
        cell = (x // 2, y // 4)
        bits[cell] = bits.get(cell, 0) | _BITS[y % 4][x % 2]
    return {cell: (paint, chr(_BLANK + found)) for cell, found in bits.items()}


def _names(attempt: int, reference: int, height: int) -> dict[int, str]:
    """Returns the names by their rows; where both lines end in one row, they share it or part."""
    if attempt == reference:
        return {attempt: "yours, reference"}
    return {min(attempt, height - 1): "yours", min(reference, height - 1): "reference"}
