"""The cost is that of one sort, and a name may be long."""

from __future__ import annotations

import random
from math import log2
from types import ModuleType

from challenges.shared.testing import check, traced_lines

SIZE = 1_000


def test_the_names_are_sorted_once(subject: ModuleType) -> None:
    """A thousand names of six characters take at most 60 lines for each step of a sort."""
    expected = [f"{letter}{number}" for letter in "abcd" for number in range(10_000, 10_250)]
    names = random.Random(27).sample(expected, SIZE)
    found = traced_lines(
        subject,
        subject.natural_order,
        names,
        limit=int(60 * SIZE * log2(SIZE)),
        why="to find one name's place must not need a look at all the others",
    )
    assert found == expected


def test_a_name_may_have_thousands_of_runs(subject: ModuleType) -> None:
    """Two names that differ in the last of 5,000 runs are told apart."""
    beginning = "a1" * 2_499 + "a"
    check(subject.natural_order, [f"{beginning}10", f"{beginning}9"]).returns(
        [f"{beginning}9", f"{beginning}10"], why="9 < 10 in the last run"
    )
