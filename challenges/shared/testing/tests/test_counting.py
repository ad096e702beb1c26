"""Counted values behave like their values and count; a limit stops the run."""

from __future__ import annotations

import copy
import operator
from bisect import bisect_left

import pytest

from challenges.shared.testing import (
    CostExceeded,
    Counted,
    CountedInt,
    CountedSequence,
    Tally,
    check,
    counted,
)


@pytest.mark.parametrize(
    "compare", [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]
)
@pytest.mark.parametrize("kind", [Counted, CountedInt])
def test_each_comparison_counts_once(compare, kind) -> None:  # type: ignore[no-untyped-def]
    """A comparison gives the answer of the plain values and adds one, on whichever side."""
    tally = Tally()
    for left, right in [(1, 2), (2, 2), (2, 1)]:
        before = tally.count
        assert compare(kind(left, tally), kind(right, tally)) is compare(left, right)
        assert compare(kind(left, tally), right) is compare(left, right)
        assert compare(left, kind(right, tally)) is compare(left, right)
        assert tally.count == before + 3


@pytest.mark.parametrize("kind", [Counted, CountedInt])
def test_a_hash_counts(kind) -> None:  # type: ignore[no-untyped-def]
    """Sets and dicts look at a value by its hash, and that is counted."""
    tally = Tally()
    assert hash(kind(5, tally)) == hash(5)
    assert tally.count == 1


def test_sorting_counts_its_comparisons() -> None:
    """Sorting n values in order takes n - 1 comparisons, reversed ones as many."""
    values, tally = counted(range(100))
    assert [value.value for value in sorted(values)] == list(range(100))
    assert tally.count == 99


def test_counted_ints_calculate_as_ints() -> None:
    """A result of arithmetic is a plain int, which does not count."""
    tally = Tally()
    total = CountedInt(2, tally) + 3
    assert type(total) is int
    assert total == 5
    assert tally.count == 0


def test_a_tally_stops_at_its_limit() -> None:
    """The comparison beyond the limit raises; those up to it pass."""
    values, tally = counted(range(100), limit=99)
    sorted(values)
    with pytest.raises(CostExceeded) as exceeded:
        sorted(values)
    assert tally.count == 100
    assert exceeded.value.verdict == "TLE"
    assert exceeded.value.expected == "at most 99 comparisons"


def test_check_counts_into_the_tally_of_the_test() -> None:
    """Copying arguments neither counts nor takes the tally away from the test."""
    values, tally = counted([3, 1, 2])
    check(len, values).returns(3)
    assert tally.count == 0
    check(min, values).satisfies(lambda least: least.value == 1, "the least value")
    assert tally.count == 2


def test_counted_ints_count_through_check() -> None:
    """A counted int inside an argument counts into the tally of the test."""
    tally = Tally()
    check(max, [CountedInt(1, tally), CountedInt(2, tally)]).satisfies(lambda n: n == 2, "2")
    assert tally.count == 2


def test_a_copy_of_a_tally_is_the_tally() -> None:
    """An object that holds a tally may be copied, and goes on counting for the test."""
    tally = Tally()
    copy.deepcopy([tally])[0].add()
    assert tally.count == 1


def test_counted_values_read_as_plain_ones() -> None:
    """A failure shows the values, and of a long sequence only its length."""
    tally = Tally()
    assert repr([Counted("a", tally), CountedInt(1, tally)]) == "['a', 1]"
    assert repr(CountedSequence(range(5000))) == "<sequence of 5,000 items>"


class TestCountedSequence:
    def test_reads_count(self) -> None:
        """An index counts one, from either end; the length is free."""
        items = CountedSequence([1, 2, 3])
        assert (len(items), items[0], items[-1]) == (3, 1, 3)
        assert items.reads == 2

    def test_a_slice_counts_its_length(self) -> None:
        """A slice reads every item it copies."""
        items = CountedSequence(range(100))
        assert list(items[10:20]) == list(range(10, 20))
        assert items.reads == 10

    def test_iteration_and_membership_count(self) -> None:
        """A walk over the sequence counts every item it passes."""
        items = CountedSequence([1, 2, 3])
        assert list(items) == [1, 2, 3]
        assert 2 in items
        assert items.reads == 5

    def test_bisection_fits_its_bound_and_a_scan_does_not(self) -> None:
        """Within the limit a search passes; a scan is stopped as soon as it goes beyond."""
        assert bisect_left(CountedSequence(range(1024), limit=11), 700) == 700
        items = CountedSequence(range(1024), limit=11)
        with pytest.raises(CostExceeded) as exceeded:
            items.index(700)
        assert items.reads == 12
        assert exceeded.value.expected == "at most 11 reads"

    def test_a_read_outside_counts_nothing(self) -> None:
        """An index error is no read."""
        items = CountedSequence([1])
        with pytest.raises(IndexError):
            items[1]
        assert items.reads == 0

    def test_check_reads_nothing(self) -> None:
        """`check` hands the sequence on without a look at its items."""
        items = CountedSequence([1, 2])
        check(len, items).returns(2)
        assert items.reads == 0
