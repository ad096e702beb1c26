"""What updates do to a row, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

from challenges.shared.testing import check

Update = tuple[int, int, int]


@pytest.mark.parametrize(
    ("size", "updates", "expected", "why"),
    [
        pytest.param(0, [], [], "there is no place", id="no place"),
        pytest.param(3, [], [0, 0, 0], "each place starts at 0", id="no update"),
        pytest.param(1, [(0, 1, 7)], [7], "the row is the stretch", id="one place"),
        pytest.param(3, [(0, 3, 7)], [7, 7, 7], "hi may be size", id="the whole row"),
        pytest.param(4, [(2, 4, 1)], [0, 0, 1, 1], "hi may be size", id="up to the end"),
        pytest.param(4, [(0, 1, 1)], [1, 0, 0, 0], "only place 0", id="the first place"),
        pytest.param(4, [(3, 4, 1)], [0, 0, 0, 1], "only place 3", id="the last place"),
    ],
)
def test_one_stretch_or_none(
    subject: ModuleType, size: int, updates: list[Update], expected: list[int], why: str
) -> None:
    """A stretch may be all of the row, touch its ends, or be missing."""
    check(subject.range_raises, size, updates).returns(expected, why=why)


@pytest.mark.parametrize(
    ("size", "updates"),
    [
        pytest.param(3, [(0, 0, 9)], id="at the start"),
        pytest.param(3, [(1, 1, 9)], id="in the middle"),
        pytest.param(3, [(3, 3, 9)], id="at the end"),
        pytest.param(0, [(0, 0, 9)], id="in an empty row"),
    ],
)
def test_an_empty_stretch_changes_nothing(
    subject: ModuleType, size: int, updates: list[Update]
) -> None:
    """Where lo is hi, no place is meant."""
    check(subject.range_raises, size, updates).returns(
        [0] * size, why="no place is at least lo and below hi, and that is no mistake"
    )


@pytest.mark.parametrize(
    ("updates", "expected", "why"),
    [
        pytest.param(
            [(1, 3, 4), (1, 3, 4)], [0, 8, 8, 0, 0], "each of the two counts", id="the same twice"
        ),
        pytest.param(
            [(0, 5, 1), (1, 4, 10), (2, 3, 100)],
            [1, 11, 111, 11, 1],
            "the places inside get all three",
            id="one inside the other",
        ),
        pytest.param(
            [(0, 3, 1), (0, 2, 10), (0, 1, 100)],
            [111, 11, 1, 0, 0],
            "all three begin at 0",
            id="the same start",
        ),
        pytest.param(
            [(1, 4, 1), (2, 4, 10), (3, 4, 100)],
            [0, 1, 11, 111, 0],
            "all three end before 4",
            id="the same end",
        ),
        pytest.param(
            [(0, 2, 5), (2, 4, 7)],
            [5, 5, 7, 7, 0],
            "place 2 belongs to the second only",
            id="one after the other",
        ),
        pytest.param(
            [(0, 4, 6), (1, 3, -6)], [6, 0, 0, 6, 0], "6 and -6 make 0", id="taken back in part"
        ),
        pytest.param([(0, 5, -3)], [-3] * 5, "amounts may be negative", id="a cut"),
        pytest.param([(0, 5, 0)], [0] * 5, "0 is an amount, too", id="an amount of 0"),
        pytest.param(
            [(0, 2, 10**12), (1, 3, 10**12), (1, 2, 1)],
            [10**12, 2 * 10**12 + 1, 10**12, 0, 0],
            "sums are exact",
            id="large amounts",
        ),
    ],
)
def test_every_update_counts(
    subject: ModuleType, updates: list[Update], expected: list[int], why: str
) -> None:
    """Stretches may overlap in any way; a place gets the sum."""
    check(subject.range_raises, 5, updates).returns(expected, why=why)


class Once:
    """Updates that are gone once they have been read."""

    def __init__(self, updates: list[Update]) -> None:
        self._text = f"iter({updates})"
        self._left = iter(updates)

    def __iter__(self) -> Iterator[Update]:
        return self._left

    def __repr__(self) -> str:
        return self._text


def test_updates_that_can_be_read_once(subject: ModuleType) -> None:
    """An iterator over updates is enough."""
    check(subject.range_raises, 4, Once([(0, 3, 1), (2, 4, 5)])).returns(
        [1, 1, 6, 5],
        why="an iterator is empty after it has been read",
    )
