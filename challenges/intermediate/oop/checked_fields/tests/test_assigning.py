"""What is assigned is looked at first."""

from __future__ import annotations

import math
from enum import IntEnum
from types import ModuleType

import pytest

from challenges.intermediate.oop.checked_fields.tests.people import person_with
from challenges.shared.testing import check, live


class Floor(IntEnum):
    """An int with a name."""

    ATTIC = 3


class Label(str):
    """A text of its own kind."""


@pytest.mark.parametrize(
    ("declaration", "value", "why"),
    [
        pytest.param("Checked(int)", 0, "an int", id="zero"),
        pytest.param("Checked(int)", -(10**30), "there are no bounds", id="a large number"),
        pytest.param("Checked(int, low=0)", 0, "low is allowed", id="the low bound"),
        pytest.param("Checked(int, low=0)", 10**30, "there is no high bound", id="only low"),
        pytest.param("Checked(int, high=5)", 5, "high is allowed", id="the high bound"),
        pytest.param("Checked(int, high=5)", -9, "there is no low bound", id="only high"),
        pytest.param("Checked(int, low=4, high=4)", 4, "it is both bounds", id="one value"),
        pytest.param("Checked(int, low=-3, high=0)", -3, "low is allowed", id="below zero"),
        pytest.param("Checked(int, low=None, high=None)", 7, "None is no bound", id="None"),
        pytest.param("Checked(int)", Floor.ATTIC, "isinstance says so", id="a kind of int"),
        pytest.param("Checked(float)", -0.0, "a float", id="minus zero"),
        pytest.param("Checked(float)", math.inf, "infinity is no NaN", id="infinity"),
        pytest.param("Checked(float, low=0.5)", 0.5, "low is allowed", id="a float as a bound"),
        pytest.param("Checked(float, low=1, high=2)", 1.5, "1.5 is between", id="int bounds"),
        pytest.param("Checked(bool)", True, "a bool is a bool", id="a bool"),
        pytest.param("Checked(str)", "", "the empty text is a text", id="an empty text"),
        pytest.param("Checked(str)", Label("x"), "isinstance says so", id="a kind of text"),
        pytest.param("Checked(str, low='b', high='d')", "cab", "it is between", id="a text"),
        pytest.param("Checked(list)", [], "an empty list is a list", id="an empty list"),
        pytest.param("Checked(object)", None, "None is an object", id="None as a value"),
        pytest.param("Checked(object)", ..., "it is an object", id="an ellipsis as a value"),
    ],
)
def test_allowed(subject: ModuleType, declaration: str, value: object, why: str) -> None:
    """A value of the kind and within the bounds is kept as it is."""
    person = person_with(subject, field=declaration)
    check(setattr, live(person), "field", value).returns(None, why=why)
    check(getattr, live(person), "field").returns(value, why="it was assigned")


WRONG_KIND = [
    pytest.param("Checked(int)", "7", "a text is no int", id="a text for an int"),
    pytest.param("Checked(int)", 7.0, "a float is no int", id="a float for an int"),
    pytest.param("Checked(int)", True, "a bool is no int here", id="True for an int"),
    pytest.param("Checked(int, low=0, high=1)", False, "a bool is no int here", id="False"),
    pytest.param("Checked(int)", None, "None is no int", id="None for an int"),
    pytest.param("Checked(int, low=0)", "x", "the kind comes first", id="what has no order"),
    pytest.param("Checked(float)", 1, "an int is no float", id="an int for a float"),
    pytest.param("Checked(float)", True, "a bool is no float", id="True for a float"),
    pytest.param("Checked(bool)", 1, "1 is no bool", id="one for a bool"),
    pytest.param("Checked(str)", b"x", "bytes are no text", id="bytes for a text"),
    pytest.param("Checked(list)", (), "a tuple is no list", id="a tuple for a list"),
    pytest.param("Checked(int)", int, "the type is no value of it", id="a type"),
]
OUT_OF_RANGE = [
    pytest.param("Checked(int, low=0)", -1, "below 0", id="below zero"),
    pytest.param("Checked(int, high=0)", 1, "above 0", id="above zero"),
    pytest.param("Checked(int, low=5, high=9)", 4, "below 5", id="just below"),
    pytest.param("Checked(int, low=5, high=9)", 10, "above 9", id="just above"),
    pytest.param("Checked(int, low=-5, high=-2)", -1, "above -2", id="negative bounds"),
    pytest.param("Checked(float, low=0.0)", -math.inf, "below 0", id="minus infinity"),
    pytest.param("Checked(float)", math.nan, "not a number", id="NaN without bounds"),
    pytest.param("Checked(float, low=0.0, high=1.0)", math.nan, "not a number", id="NaN"),
    pytest.param("Checked(float, low=-inf, high=inf)", math.nan, "not a number", id="NaN, widest"),
    pytest.param("Checked(str, low='b', high='d')", "a", "before 'b'", id="a text"),
]


@pytest.mark.parametrize(("declaration", "value", "why"), WRONG_KIND)
def test_wrong_kind(subject: ModuleType, declaration: str, value: object, why: str) -> None:
    """A value of another kind raises TypeError."""
    person = person_with(subject, field=declaration)
    check(setattr, live(person), "field", value).raises(TypeError, why=why)


@pytest.mark.parametrize(("declaration", "value", "why"), OUT_OF_RANGE)
def test_out_of_range(subject: ModuleType, declaration: str, value: object, why: str) -> None:
    """A value beyond a bound, or NaN, raises ValueError."""
    person = person_with(subject, field=declaration)
    check(setattr, live(person), "field", value).raises(ValueError, why=why)


@pytest.mark.parametrize(("value", "error_type"), [("7", TypeError), (-1, ValueError)])
class TestRefusal:
    def test_the_old_value_stays(
        self, subject: ModuleType, value: object, error_type: type[Exception]
    ) -> None:
        """What is refused does not replace what was there."""
        person = person_with(subject, field="Checked(int, low=0)")
        person.field = 5
        check(setattr, live(person), "field", value).raises(error_type)
        check(getattr, live(person), "field").returns(5, why=f"{value!r} was refused")

    def test_an_unset_field_stays_unset(
        self, subject: ModuleType, value: object, error_type: type[Exception]
    ) -> None:
        """What is refused is not kept either when there was nothing before."""
        person = person_with(subject, field="Checked(int, low=0)")
        check(setattr, live(person), "field", value).raises(error_type)
        check(getattr, live(person), "field").raises(AttributeError, why=f"{value!r} was refused")

    @pytest.mark.parametrize("name", ["age", "_", "number_of_guests"])
    def test_the_message_begins_with_the_name(
        self, subject: ModuleType, value: object, error_type: type[Exception], name: str
    ) -> None:
        """The message says which field it is about."""
        person = person_with(subject, **{name: "Checked(int, low=0)"})
        check(setattr, live(person), name, value).raises(
            error_type,
            holds=lambda error: str(error).startswith(name),
            what=f"a message that begins with {name!r}",
        )
