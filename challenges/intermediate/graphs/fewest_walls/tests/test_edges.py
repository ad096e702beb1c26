"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.graphs.fewest_walls.tests.perf import winding_corridor
from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("grid", "expected", "why"),
    [
        pytest.param(["."], 0, "you are there", id="one free square"),
        pytest.param(["#."], 1, "the first square is rock", id="start in rock"),
        pytest.param([".", "#"], 1, "the last square is rock", id="goal in rock"),
        pytest.param(["##"], 2, "first and last square are rock", id="both in rock"),
        pytest.param(["##", "##"], 3, "three squares have to be entered", id="two by two"),
        pytest.param(["####", "####", "####"], 6, "rows + columns - 1 squares", id="all rock"),
        pytest.param(["....", "....", "...."], 0, "no rock at all", id="all free"),
    ],
)
def test_first_and_last_square_count(
    subject: ModuleType, grid: list[str], expected: int, why: str
) -> None:
    """Rock at the start and at the end costs a blow like any other."""
    check(subject.fewest_walls, grid).returns(expected, why=why)


@pytest.mark.parametrize(
    ("grid", "expected", "why"),
    [
        pytest.param(
            [".#...", ".#.#.", "...#."],
            0,
            "down, up in the middle, down again",
            id="two steps up",
        ),
        pytest.param(
            [".#...", "...#.", "####."], 0, "the second row leads up into the first", id="a step up"
        ),
        pytest.param(
            ["....", "###.", "....", ".###", "...."],
            0,
            "right, left, right, from row to row",
            id="left on the way",
        ),
        pytest.param(
            [".....", "#.##.", "#.#..", "#.###", "#...."],
            0,
            "the free square at the right leads nowhere; the way is down the second column",
            id="past a dead end",
        ),
    ],
)
def test_a_way_may_turn_back(subject: ModuleType, grid: list[str], expected: int, why: str) -> None:
    """A way may also lead up and to the left."""
    check(subject.fewest_walls, grid).returns(expected, why=why)


@pytest.mark.parametrize(
    ("grid", "expected", "why"),
    [
        pytest.param(
            [".###.", ".....", "...##", ".#.#.", ".#..."],
            0,
            "a way without rock has as many steps as one with rock",
            id="as long",
        ),
        pytest.param(
            [".#.", ".#.", ".#.", ".#.", "..."],
            0,
            "down and along the bottom",
            id="round the bottom",
        ),
        pytest.param(
            ["......", "#####.", "......", ".#####", "...###", "##...."],
            0,
            "the free way has twenty steps, the shortest ten",
            id="twice as long",
        ),
        pytest.param(
            [".##.....", "..#.###.", "#...#...", "####.#.#", "....#.#.", ".##...#."],
            1,
            "one square of rock, and a long way before and behind it",
            id="one blow at the right place",
        ),
    ],
)
def test_a_long_way_round_is_better_than_a_blow(
    subject: ModuleType, grid: list[str], expected: int, why: str
) -> None:
    """Steps cost nothing: only the blows count."""
    check(subject.fewest_walls, grid).returns(expected, why=why)


@pytest.mark.parametrize(
    ("grid", "expected", "why"),
    [
        pytest.param(
            [".#.#.", "#####", ".#.#."],
            3,
            "three of rock, whichever way",
            id="islands of free squares",
        ),
        pytest.param(
            ["..####", "#.#..#", "###.#.", "##..#."],
            2,
            "two blows lead from free square to free square",
            id="steps of a stair",
        ),
        pytest.param(
            ["....#", "####.", "....#", ".####", "....#"],
            2,
            "one blow to get out of the first row or through it, and one for the goal",
            id="a blow here or there",
        ),
        pytest.param(
            ["..#", "#.#", "#.#", "#.#", "..#", "###"],
            2,
            "the long column of free squares saves all blows but the last two",
            id="the first blow comes late",
        ),
    ],
)
def test_rock_that_cannot_be_avoided(
    subject: ModuleType, grid: list[str], expected: int, why: str
) -> None:
    """Where every way meets rock, the one with the fewest squares of it counts."""
    check(subject.fewest_walls, grid).returns(expected, why=why)


@pytest.mark.parametrize(
    ("grid", "expected", "why"),
    [
        pytest.param([".#.#."], 2, "there is only one row", id="one row"),
        pytest.param([".", "#", "#", "."], 2, "there is only one column", id="one column"),
        pytest.param(["....#.", "###..."], 0, "right, down, right", id="two rows"),
        pytest.param(["..", "#.", "#.", "..", ".#", ".."], 0, "three turns", id="two columns"),
    ],
)
def test_the_grid_need_not_be_square(
    subject: ModuleType, grid: list[str], expected: int, why: str
) -> None:
    """Rows and columns may differ in number."""
    check(subject.fewest_walls, grid).returns(expected, why=why)


def test_a_long_corridor(subject: ModuleType) -> None:
    """A corridor that winds through 61 rows has two thousand squares, and no rock."""
    (grid,) = winding_corridor(61 * 61)
    check(subject.fewest_walls, grid).returns(0, why="the whole corridor is free")
