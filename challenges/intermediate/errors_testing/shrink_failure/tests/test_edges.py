"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.errors_testing.shrink_failure.tests.oracle import Fails, check_shrunk
from challenges.shared.testing import check


def has_1(items: list[int]) -> bool:
    return 1 in items


def has_both_ends(items: list[int]) -> bool:
    return 0 in items and 9 in items


def has_two_fives(items: list[int]) -> bool:
    return items.count(5) >= 2


def has_3_before_1(items: list[int]) -> bool:
    return 3 in items and 1 in items[items.index(3) :]


def is_whole(items: list[int]) -> bool:
    return len(items) >= 5


def never(items: list[Any]) -> bool:
    return False


def always(items: list[Any]) -> bool:
    return True


@pytest.mark.parametrize(
    ("items", "fails", "expected", "why"),
    [
        pytest.param([1], has_1, [1], "the empty list passes", id="one item that is needed"),
        pytest.param([1], always, [], "the empty list fails too", id="one item that is not"),
        pytest.param([], always, [], "there is nothing to leave out", id="no item"),
        pytest.param([1, 2, 3, 4, 5], is_whole, [1, 2, 3, 4, 5], "each is needed", id="all needed"),
        pytest.param(list(range(10)), has_both_ends, [0, 9], "0 and 9", id="first and last"),
        pytest.param([1, 2, 3], has_1, [1], "1 alone", id="first"),
        pytest.param([3, 2, 1], has_1, [1], "1 alone", id="last"),
        pytest.param([5, 1, 5, 1, 5], has_two_fives, [5, 5], "two of the three", id="duplicates"),
        pytest.param([4, 3, 2, 1, 0], has_3_before_1, [3, 1], "in this order", id="order matters"),
    ],
)
def test_only_what_is_needed_is_kept(
    subject: ModuleType, items: list[int], fails: Fails, expected: list[int], why: str
) -> None:
    """Where only one answer is possible, it is found."""
    check(subject.shrink_failure, items, fails).returns(expected, why=why)


@pytest.mark.parametrize("items", [[], [1], [1, 2, 3]], ids=str)
def test_without_a_failure_there_is_nothing_to_shrink(
    subject: ModuleType, items: list[int]
) -> None:
    """Items on which the test passes raise ValueError."""
    check(subject.shrink_failure, items, never).raises(ValueError, why="the test passes on them")


def has_2_or_4(items: list[int]) -> bool:
    return 2 in items or 4 in items


def sum_is_odd(items: list[int]) -> bool:
    return sum(items) % 2 == 1


def c_and_d_and_no_lonely_b(items: list[str]) -> bool:
    return "c" in items and "d" in items and ("a" in items or "b" not in items)


def length_is_a_multiple_of_3(items: list[int]) -> bool:
    return bool(items) and len(items) % 3 == 0


@pytest.mark.parametrize(
    ("items", "fails", "why"),
    [
        pytest.param(
            [1, 2, 3, 4, 5], has_2_or_4, "each of the two can go, but not both", id="one of two"
        ),
        pytest.param([1, 2, 3, 5], sum_is_odd, "two odd numbers make it pass", id="odd sum"),
        pytest.param(
            list("acdb"),
            c_and_d_and_no_lonely_b,
            "'a' can go once 'b' is gone",
            id="one item can go only after another",
        ),
        pytest.param(
            list(range(9)),
            length_is_a_multiple_of_3,
            "no single item can go from any three, six or nine",
            id="three at a time",
        ),
    ],
)
def test_a_failure_may_come_and_go(
    subject: ModuleType, items: list[Any], fails: Fails, why: str
) -> None:
    """The result fails, and passes with any one item less, whatever happened on the way."""
    check_shrunk(subject, items, fails, why=why)


def test_a_test_may_change_its_list(subject: ModuleType) -> None:
    """Each run gets a list of its own, and what it does to it changes nothing."""

    def looks_for_3_and_clears(items: list[int]) -> bool:
        found = 3 in items
        items.clear()
        return found

    check(subject.shrink_failure, [1, 2, 3, 4], looks_for_3_and_clears).returns(
        [3], why="a test may change the list it gets"
    )


def test_the_items_need_no_hash_and_no_order(subject: ModuleType) -> None:
    """Items of any kind can be shrunk, in any sequence."""

    def has_an_empty_one(items: list[dict[str, int]]) -> bool:
        return {} in items

    check(subject.shrink_failure, ({"a": 1}, {}, {"b": 2}), has_an_empty_one).returns(
        [{}], why="dicts have no hash and no order"
    )
