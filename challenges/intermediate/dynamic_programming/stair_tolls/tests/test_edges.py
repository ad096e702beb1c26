"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    "strides", [[1], [7], [], {2, 3}], ids=["one", "a long one", "none", "a set"]
)
def test_without_steps_there_is_nothing_to_climb(
    subject: ModuleType, strides: Collection[int]
) -> None:
    """No steps cost nothing, whatever the strides."""
    check(subject.stair_tolls, [], strides).returns(0, why="you are on top already")


@pytest.mark.parametrize(
    ("tolls", "strides", "expected", "why"),
    [
        pytest.param([5], [1], 5, "the only step must be stood on", id="one step"),
        pytest.param([5], [2], 0, "one stride from the ground to the top", id="over one step"),
        pytest.param([5, 6, 7], [4], 0, "one stride from the ground to the top", id="over all"),
        pytest.param(
            [5, 6, 7], [1, 4], 0, "the long stride passes over all tolls", id="the longer stride"
        ),
        pytest.param([5, 6, 7], [1], 18, "each step must be stood on", id="step by step"),
        pytest.param([5, 6, 7], [3, 1], 5, "the first step, then 3 up", id="not from the ground"),
        pytest.param([1, 2, 3, 4], [1, 1, 5, 5], 0, "5 is 4 + 1", id="strides twice"),
        pytest.param([9, 1, 9, 1, 9], [2], 2, "the steps of 1 lie 2 apart", id="every other one"),
        pytest.param(
            [1, 100, 100, 2], [1, 3], 3, "onto 1, 3 up onto 2, then 1", id="one, over two, one"
        ),
        pytest.param([0, 0, 0], [1, 2], 0, "there is nothing to pay", id="no tolls"),
        pytest.param([1, 2, 50, 1], [1, 2], 3, "onto 2, then onto the last", id="not onto the 1"),
    ],
)
def test_only_steps_stood_on_are_paid(
    subject: ModuleType, tolls: list[int], strides: list[int], expected: int, why: str
) -> None:
    """The cheapest way counts the steps it stands on, from the ground to past the last one."""
    check(subject.stair_tolls, tolls, strides).returns(expected, why=why)


@pytest.mark.parametrize(
    ("tolls", "strides", "why"),
    [
        pytest.param([1, 2], [], "there is no way to climb", id="no stride"),
        pytest.param([1, 2], [9], "the stride is longer than the staircase", id="too long"),
        pytest.param([1], [3], "the stride would carry past the top", id="past the top"),
        pytest.param([1, 1], [2, 4], "2 + 2 is more than 3", id="even strides, odd top"),
        pytest.param([-5, -5], [2, 4], "gifts do not make it possible", id="gifts on the way"),
        pytest.param([-(10**12)] * 4, [3], "gifts do not make it possible", id="large gifts"),
    ],
)
def test_the_top_must_be_hit(
    subject: ModuleType, tolls: list[int], strides: list[int], why: str
) -> None:
    """Where no way ends exactly on top, the result is None."""
    check(subject.stair_tolls, tolls, strides).returns(None, why=why)


@pytest.mark.parametrize(
    ("tolls", "strides", "expected", "why"),
    [
        pytest.param([-1, 4, -2], [1, 2], -3, "both gifts, over the 4", id="gifts"),
        pytest.param([-1, -1, -1], [1, 2, 4], -3, "a gift on each step", id="all gifts"),
        pytest.param([3, -10, 3], [1, 4], -4, "3 - 10 + 3 is less than nothing", id="a detour"),
        pytest.param([-2, 2], [1], 0, "-2 + 2: a way that costs nothing is a way", id="even"),
        pytest.param(
            [10**12, 10**12, 1], [1], 2 * 10**12 + 1, "there is no other way", id="large tolls"
        ),
    ],
)
def test_a_toll_may_be_a_gift(
    subject: ModuleType, tolls: list[int], strides: list[int], expected: int, why: str
) -> None:
    """Negative tolls are worth a detour."""
    check(subject.stair_tolls, tolls, strides).returns(expected, why=why)


def test_steps_that_cannot_be_reached_are_passed_over(subject: ModuleType) -> None:
    """A gift on a step that no way leads to is of no use."""
    check(subject.stair_tolls, [-50, 3, -50, 4, -50], {2, 4, 6}).returns(
        0, why="with even strides only the second and the fourth step can be stood on"
    )


@pytest.mark.parametrize("strides", [{1, 2}, (2, 1), frozenset({1, 2}), {1: "", 2: ""}], ids=str)
def test_strides_may_be_any_collection(subject: ModuleType, strides: Collection[int]) -> None:
    """Strides have no order and need no index."""
    check(subject.stair_tolls, (10, 15, 20), strides).returns(15)
