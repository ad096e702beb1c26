"""Any failure shrinks to a list that fails and has no item to spare."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.errors_testing.shrink_failure.tests.oracle import check_shrunk
from challenges.shared.testing import check

items = st.lists(st.integers(0, 9), max_size=20)


@given(st.integers(0, 40), st.sets(st.integers(0, 39), max_size=4))
def test_culprits_that_fail_together_are_found(
    subject: ModuleType, length: int, culprits: set[int]
) -> None:
    """When a failure needs certain items, these are the result."""
    expected = sorted(culprit for culprit in culprits if culprit < length)

    def has_all_culprits(items: list[int]) -> bool:
        return set(expected).issubset(items)

    check(subject.shrink_failure, list(range(length)), has_all_culprits).returns(expected)


@given(items, st.integers(2, 4), st.integers(0, 3))
def test_sums_come_and_go(
    subject: ModuleType, items: list[int], modulus: int, remainder: int
) -> None:
    """A failure that depends on all items at once shrinks too."""

    def sum_leaves_the_remainder(items: list[int]) -> bool:
        return sum(items) % modulus == remainder

    if sum_leaves_the_remainder(items):
        check_shrunk(subject, items, sum_leaves_the_remainder)
    else:
        check(subject.shrink_failure, items, sum_leaves_the_remainder).raises(ValueError)


@given(items, st.sets(st.integers(0, 9), min_size=1))
def test_one_of_several_is_enough(
    subject: ModuleType, items: list[int], culprits: set[int]
) -> None:
    """When any one of some items makes the test fail, one of them is left."""

    def has_a_culprit(items: list[int]) -> bool:
        return not culprits.isdisjoint(items)

    if has_a_culprit(items):
        check_shrunk(subject, items, has_a_culprit)
