"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check

Fills = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("rows", "cols", "fills", "expected", "why"),
    [
        pytest.param(3, 3, [], [], "one number for each fill, and there is none", id="no fills"),
        pytest.param(1, 1, [(0, 0)], [1], "the sea is one square", id="one square"),
        pytest.param(
            3, 1, [(0, 0), (1, 0), (2, 0)], [1, 1, 1], "each touches the one above", id="downwards"
        ),
        pytest.param(
            1,
            3,
            [(0, 2), (0, 1), (0, 0)],
            [1, 1, 1],
            "each touches the one to its right",
            id="left",
        ),
        pytest.param(
            3,
            3,
            [(2, 1), (1, 1), (0, 1), (1, 0), (1, 2)],
            [1, 1, 1, 1, 1],
            "every square touches (1, 1), which was filled early",
            id="a cross from its foot",
        ),
    ],
)
def test_islands_that_grow(
    subject: ModuleType, rows: int, cols: int, fills: Fills, expected: list[int], why: str
) -> None:
    """A square that touches land along an edge belongs to that island."""
    check(subject.growing_islands, rows, cols, fills).returns(expected, why=why)


@pytest.mark.parametrize(
    ("fills", "why"),
    [
        pytest.param([(1, 0), (1, 3)], "left and right border are apart", id="row"),
        pytest.param([(0, 1), (2, 1)], "upper and lower border are apart", id="column"),
        pytest.param([(0, 3), (1, 0)], "the end of a row and the start of the next", id="next row"),
        pytest.param([(0, 0), (2, 3)], "opposite corners", id="corners"),
        pytest.param([(1, 2), (0, 1)], "a corner up and to the left", id="diagonal"),
        pytest.param([(1, 2), (2, 1)], "a corner down and to the left", id="other diagonal"),
    ],
)
def test_what_shares_no_edge_is_apart(subject: ModuleType, fills: Fills, why: str) -> None:
    """Neither corners nor opposite borders join: these two squares are two islands."""
    check(subject.growing_islands, 3, 4, fills).returns([1, 2], why=why)


@pytest.mark.parametrize(
    ("fills", "expected", "why"),
    [
        pytest.param(
            [(0, 1), (1, 0), (1, 2), (2, 1), (1, 1)],
            [1, 2, 3, 4, 1],
            "(1, 1) touches all four",
            id="four islands at once",
        ),
        pytest.param(
            [(0, 0), (0, 1), (0, 2), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2)],
            [1, 1, 1, 1, 1, 1, 1, 1],
            "(1, 2) touches one island with two of its edges",
            id="a ring that closes",
        ),
        pytest.param(
            [(0, 0), (1, 0), (0, 1), (1, 1)],
            [1, 1, 1, 1],
            "(1, 1) touches one island above and on the left",
            id="a block of four",
        ),
        pytest.param(
            [(0, 0), (0, 2), (1, 0), (1, 2), (2, 0), (2, 2), (2, 1), (0, 1), (1, 1)],
            [1, 2, 2, 2, 2, 2, 1, 1, 1],
            "(2, 1) has joined the two sides; (0, 1) and (1, 1) join nothing any more",
            id="two sides joined at the far end",
        ),
    ],
)
def test_each_island_is_joined_once(
    subject: ModuleType, fills: Fills, expected: list[int], why: str
) -> None:
    """A fill takes away one island for each other island that it touches, however often."""
    check(subject.growing_islands, 3, 3, fills).returns(expected, why=why)


@pytest.mark.parametrize(
    ("fills", "expected", "why"),
    [
        pytest.param([(0, 0), (0, 0)], [1, 1], "(0, 0) is land already", id="the only square"),
        pytest.param(
            [(0, 0), (2, 2), (0, 0), (2, 2)], [1, 2, 2, 2], "both are land", id="one of two islands"
        ),
        pytest.param(
            [(0, 0), (0, 2), (0, 1), (0, 0), (0, 2)],
            [1, 2, 1, 1, 1],
            "the two ends have been joined since they were filled",
            id="after they were joined",
        ),
    ],
)
def test_a_refill_changes_nothing(
    subject: ModuleType, fills: Fills, expected: list[int], why: str
) -> None:
    """A square that is filled again is counted in the result, not in the islands."""
    check(subject.growing_islands, 3, 3, fills).returns(expected, why=why)


@pytest.mark.parametrize(
    "fill",
    [
        pytest.param((2, 0), id="row too high"),
        pytest.param((0, 3), id="column too high"),
        pytest.param((-1, 0), id="negative row"),
        pytest.param((0, -1), id="negative column"),
    ],
)
def test_a_fill_outside_is_refused(subject: ModuleType, fill: tuple[int, int]) -> None:
    """A row or column that the sea does not have raises IndexError, also in a later fill."""
    check(subject.growing_islands, 2, 3, [fill]).raises(
        IndexError, why="there are rows 0 to 1 and columns 0 to 2"
    )
    check(subject.growing_islands, 2, 3, [(0, 0), (1, 2), fill, (0, 1)]).raises(
        IndexError, why="there are rows 0 to 1 and columns 0 to 2"
    )


def test_fills_may_be_any_iterable(subject: ModuleType) -> None:
    """Fills that can be read only once are enough."""
    fills = ((0, col) for col in (0, 2, 4, 1, 3))
    check(subject.growing_islands, 1, 5, fills).returns(
        [1, 2, 3, 2, 1], why="an iterator can be read once"
    )
