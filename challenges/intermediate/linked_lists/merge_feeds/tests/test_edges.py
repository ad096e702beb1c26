"""Feeds that are few, empty, short or of unequal length."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.merge_feeds.tests.oracle import check_merge
from challenges.shared.testing import chain, check, live


@pytest.mark.parametrize(
    ("feeds", "why"),
    [
        pytest.param([[]], "its only list is empty", id="one empty list"),
        pytest.param([[], [], []], "all lists are empty", id="only empty lists"),
        pytest.param([[7]], "there is one node", id="one node"),
        pytest.param([[1, 2, 3]], "there is nothing to merge it with", id="one list"),
        pytest.param([[], [1, 2], []], "the others are empty", id="one list among empty ones"),
        pytest.param([[1, 2], [3, 4]], "the second list follows the first", id="one by one"),
        pytest.param([[3, 4], [1, 2]], "the first list follows the second", id="other way round"),
        pytest.param([[1, 9], [2, 3, 4, 5]], "all of the second is between", id="one in another"),
        pytest.param([[0], [-1], [-2]], "0 is a value", id="values below zero"),
        pytest.param([["b"], ["", "a"]], "the empty string is a value", id="strings"),
        pytest.param([[n] for n in range(40, 0, -1)], "forty nodes", id="many lists of one node"),
        pytest.param([[n] for n in range(3)], "three lists", id="an odd number of lists"),
    ],
)
def test_feeds_of_any_number_and_length(
    subject: ModuleType, feeds: list[list[object]], why: str
) -> None:
    """All nodes of all lists come in ascending order, and the last one leads to None."""
    check_merge(subject, feeds, why)


def test_heads_may_be_any_sequence(subject: ModuleType) -> None:
    """A tuple of heads is as good as a list of them."""
    heads = (chain(subject.Node, 2, 4), None, chain(subject.Node, 1))
    check(subject.merge_feeds, live(heads)).returns(
        chain(subject.Node, 1, 2, 4), why="a tuple cannot be changed, and need not be"
    )
