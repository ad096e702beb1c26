"""The cost is linear in the squares, wherever the rock is."""

from __future__ import annotations

import random
from types import ModuleType

import pytest

from challenges.intermediate.graphs.fewest_walls.tests.perf import winding_corridor
from challenges.shared.testing import WrongAnswer, at_most, cpu_growth, traced_lines

LINES_PER_SQUARE = 100
"""A plain solution executes about twenty lines for each square."""

SIDE = 25


def scattered(seed: int) -> list[str]:
    """Half of the squares are rock, but for a free frame along the left and the bottom."""
    source = random.Random(seed)
    inner = ["." + "".join(source.choices("#.", k=SIDE - 1)) for _ in range(SIDE - 1)]
    return [*inner, "." * SIDE]


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        pytest.param(winding_corridor(SIDE * SIDE)[0], 0, id="a winding corridor"),
        pytest.param(
            ["".join(column) for column in zip(*winding_corridor(SIDE * SIDE)[0], strict=True)],
            0,
            id="a corridor that winds up and down",
        ),
        pytest.param(scattered(24), 0, id="rock here and there"),
        pytest.param(["#" * SIDE] * SIDE, 2 * SIDE - 1, id="nothing but rock"),
        pytest.param(["." * SIDE] * SIDE, 0, id="no rock"),
    ],
)
def test_each_square_is_looked_at_a_few_times(
    subject: ModuleType, grid: list[str], expected: int
) -> None:
    """A plan of 625 squares takes at most 100 lines for each."""
    found = traced_lines(
        subject,
        subject.fewest_walls,
        grid,
        limit=LINES_PER_SQUARE * SIDE * SIDE,
        why="a square that leaves the frontier in order of blows needs no second visit",
    )
    if found != expected:
        raise WrongAnswer(call=f"fewest_walls({grid})", expected=f"{expected}", got=f"{found}")


def test_no_square_is_searched_for_in_a_list(subject: ModuleType) -> None:
    """Four times as many squares take about four times the time."""
    at_most(
        cpu_growth(winding_corridor, subject.fewest_walls, [15**2, 31**2, 61**2]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="fewest_walls(grid), for a corridor that winds through 225 to 3,721 squares",
        why="neither the squares seen nor the way so far may be gone through at each step",
    )
