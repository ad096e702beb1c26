"""`difference` finds what `==` finds, and the kinds that `==` does not tell apart."""

from __future__ import annotations

import math
import operator
from collections import OrderedDict, namedtuple
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import difference

Point = namedtuple("Point", "x y")

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.text("ab", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        pytest.param(math.nan, float("nan"), id="two NaN"),
        pytest.param((1, 2), Point(1, 2), id="named tuple for a tuple"),
        pytest.param({"a": 1, "b": 2}, OrderedDict(b=2, a=1), id="dicts in another order"),
        pytest.param({1, 2}, {2, 1}, id="sets"),
    ],
)
def test_the_same_value_shows_no_difference(expected: object, got: object) -> None:
    """Values that mean the same are the same."""
    assert difference(expected, got) is None


@pytest.mark.parametrize(
    ("expected", "got", "text"),
    [
        pytest.param(1, True, "expected int 1, got bool True", id="bool for int"),
        pytest.param(1, 1.0, "expected int 1, got float 1.0", id="float for int"),
        pytest.param([1], (1,), "expected list [1], got tuple (1,)", id="tuple for list"),
        pytest.param([1], None, "expected list [1], got NoneType None", id="None for list"),
        pytest.param([1, 2, 3], [1, 9, 3], "at [1]: expected 2, got 9", id="item"),
        pytest.param([1, 2], [1], "at [1]: 2 is missing", id="item missing"),
        pytest.param([1], [1, 2], "at [1]: 2 is too much", id="item too much"),
        pytest.param([None], [], "at [0]: None is missing", id="None missing"),
        pytest.param({"a": [1]}, {"a": [2]}, "at ['a'][0]: expected 1, got 2", id="nested"),
        pytest.param({"a": 1}, {}, "at ['a']: 1 is missing", id="key missing"),
        pytest.param({}, {"a": 1}, "at ['a']: 1 is too much", id="key too much"),
        pytest.param("abc", "abd", "at [2]: expected 'abc', got 'abd'", id="character"),
        pytest.param("abc", "ab", "at [2]: expected 'abc', got 'ab'", id="text too short"),
        pytest.param({1}, {2}, "expected {1}, got {2}", id="sets"),
    ],
)
def test_a_difference_is_named_with_its_place(expected: object, got: object, text: str) -> None:
    """The first difference is told, with the path to it."""
    assert difference(expected, got) == text


class Vector:
    """Compares element by element, as arrays do."""

    def __init__(self, *values: int) -> None:
        self.values = values

    def __eq__(self, other: object) -> Any:
        assert isinstance(other, Vector)
        return Vector(*map(operator.eq, self.values, other.values))

    __hash__ = None  # type: ignore[assignment]

    def all(self) -> bool:
        return all(self.values)


def test_arrays_are_the_same_if_all_elements_are() -> None:
    """A comparison that gives one answer for each element needs all of them."""
    assert difference(Vector(1, 2), Vector(1, 2)) is None
    assert difference(Vector(1, 2), Vector(1, 3)) is not None


def test_an_answer_that_is_no_bool_counts_by_its_truth() -> None:
    """An `==` may answer with anything that is true or false."""

    class Chatty:
        def __eq__(self, other: object) -> Any:
            return "yes" if isinstance(other, Chatty) else ""

        __hash__ = None  # type: ignore[assignment]

    assert difference(Chatty(), Chatty()) is None
    assert difference(Chatty(), object()) is not None


def test_a_number_is_no_nan() -> None:
    """NaN is the same as NaN only."""
    assert difference(math.nan, 1.0) == "expected nan, got 1.0"
    assert difference(1.0, math.nan) == "expected 1.0, got nan"


def test_a_long_text_is_shown_around_its_difference() -> None:
    """Of a long text only the surroundings of the first difference are shown."""
    text = difference("a" * 1000 + "b", "a" * 1000 + "c")
    assert text == "at [1000]: expected 'aaaaaaaab', got 'aaaaaaaac'"


@given(plain, plain)
def test_it_agrees_with_equality_and_repr(left: object, right: object) -> None:
    """Plain values are the same exactly when they are equal and written alike."""
    same = left == right and _sorted_repr(left) == _sorted_repr(right)
    assert (difference(left, right) is None) == same


def _sorted_repr(value: object) -> str:
    if isinstance(value, dict):
        return repr([(key, _sorted_repr(value[key])) for key in sorted(value)])
    return repr([_sorted_repr(item) for item in value]) if isinstance(value, list) else repr(value)
