"""Few items are read, however long the lists are."""

from __future__ import annotations

from math import log2
from types import ModuleType

import pytest

from challenges.shared.testing import CountedSequence, WrongAnswer, at_most

LONG = 2**17
MILLION = 1_000_000


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(range(0, 2 * LONG, 2), range(1, 2 * LONG, 2), id="both long, alternating"),
        pytest.param(range(LONG), range(LONG, 2 * LONG), id="both long, one after the other"),
        pytest.param(range(7), range(LONG), id="seven and many"),
        pytest.param(range(LONG), range(LONG - 7, LONG), id="many and seven"),
        pytest.param(range(MILLION // 2, MILLION // 2 + 1), range(MILLION), id="one and a million"),
        pytest.param(range(0), range(MILLION), id="none and a million"),
    ],
)
@pytest.mark.parametrize("place", ["first", "early", "middle", "late", "last"])
def test_reads_are_logarithmic_in_the_shorter_list(
    subject: ModuleType, a: range, b: range, place: str
) -> None:
    """At most 2 log2(m + 1) + 6 items are read, m being the length of the shorter list."""
    total = len(a) + len(b)
    k = {"first": 1, "early": 5, "middle": total // 2, "late": total - 5, "last": total}[place]
    limit = int(2 * log2(min(len(a), len(b)) + 1) + 6)
    call = f"kth_of_two({a}, {b}, {k})"
    why = "two reads can rule out half of what is possible"
    counted_a, counted_b = (CountedSequence(items, limit, call=call, why=why) for items in (a, b))

    found = subject.kth_of_two(counted_a, counted_b, k)

    at_most(counted_a.reads + counted_b.reads, limit, "reads", call=call, why=why)
    below = count_below(a, found) + count_below(b, found)
    not_above = count_below(a, found + 1) + count_below(b, found + 1)
    if not below < k <= not_above:
        raise WrongAnswer(
            call=call,
            expected=f"an item with less than {k} below it, and {k} or more not above it",
            got=f"{found}, with {below} below it and {not_above} not above it",
        )


def count_below(numbers: range, bound: int) -> int:
    """Count the numbers below a bound in an ascending range."""
    return len(range(numbers.start, min(numbers.stop, bound), numbers.step))
