"""Equal values: first come those of the earlier list, and `<` alone tells what is equal."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.merge_feeds.tests.oracle import Stamp, check_merge


@pytest.mark.parametrize(
    "feeds",
    [
        pytest.param([[1], [1.0], [True]], id="one in each list"),
        pytest.param([[1, 1.0], [True, True]], id="two in each list"),
        pytest.param([[0, 5], [5.0]], id="the earlier list comes to it later"),
        pytest.param([[5], [0, 5.0], [1, 5]], id="the later lists come to it later"),
        pytest.param([[0, 1, 5], [0.0, 5.0], [False, 5, 5]], id="three lists"),
        pytest.param([[2, 2, 2]] * 5, id="all equal"),
    ],
)
def test_the_earlier_list_comes_first(subject: ModuleType, feeds: list[list[float]]) -> None:
    """1, 1.0 and True are equal: their order is that of their lists, then that in their list."""
    check_merge(subject, feeds, why="among equal values those of an earlier list come first")


@pytest.mark.parametrize(
    "minutes",
    [
        pytest.param([[3], [1, 2]], id="no ties"),
        pytest.param([[1, 1], [1, 1], [1, 1]], id="ties"),
        pytest.param([[0, 4, 4], [4], [1, 4], [4]], id="ties that are met late"),
    ],
)
def test_less_than_is_enough(subject: ModuleType, minutes: list[list[int]]) -> None:
    """Values that have `<` and no other comparison are equal when neither is less."""
    feeds = [
        [Stamp(minute, author) for minute in feed]
        for author, feed in zip("abcd", minutes, strict=False)
    ]
    check_merge(subject, feeds, why="stamps have no ==, and are equal when neither is less")
