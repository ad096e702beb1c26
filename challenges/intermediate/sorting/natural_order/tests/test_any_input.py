"""Any names against a comparison that follows the rule run by run."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.sorting.natural_order.tests.oracle import sorted_by_the_rule
from challenges.shared.testing import check

# Few characters, so that names often agree in their first runs, or in all of them.
names = st.lists(st.text("aAbB0129-\N{LATIN SMALL LETTER SHARP S}\N{SUPERSCRIPT TWO}", max_size=6))


@given(names)
def test_the_order_follows_the_rule(subject: ModuleType, names: list[str]) -> None:
    """Names of every kind come out as the rule orders them two by two."""
    check(subject.natural_order, names).returns(sorted_by_the_rule(names))


@given(st.permutations(["b1", "B01", "b001", "1", "01", "x", "X", "", "a0", "a00a", "A0A", "a0a"]))
def test_the_order_of_the_input_does_not_matter(subject: ModuleType, names: list[str]) -> None:
    """The same names come out in the same order, however they went in."""
    expected = ["", "01", "1", "a0", "A0A", "a00a", "a0a", "B01", "b001", "b1", "X", "x"]
    check(subject.natural_order, names).returns(expected)
