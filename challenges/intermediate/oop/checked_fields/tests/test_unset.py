"""What was not assigned, or was deleted, has a default or is not there."""

from __future__ import annotations

import operator
from functools import partial
from types import ModuleType

import pytest

from challenges.intermediate.oop.checked_fields.tests.people import class_with, person_with
from challenges.shared.testing import check, live


def begins_with_age(error: Exception) -> bool:
    """Say whether an error is about the field."""
    return str(error).startswith("age")


def test_without_a_default(subject: ModuleType) -> None:
    """Reading raises AttributeError with the name, so hasattr is false."""
    person = person_with(subject, age="Checked(int)")
    check(getattr, live(person), "age").raises(
        AttributeError, holds=begins_with_age, what="a message that begins with 'age'"
    )
    check(hasattr, live(person), "age").returns(False, why="nothing was assigned")


@pytest.mark.parametrize(
    ("declaration", "default", "why"),
    [
        pytest.param("Checked(int, default=7)", 7, "that is the default", id="a number"),
        pytest.param("Checked(int, default=0)", 0, "0 is a default, too", id="zero"),
        pytest.param("Checked(int, default=None)", None, "None is a default, too", id="None"),
        pytest.param("Checked(int, default='?')", "?", "it is not checked", id="wrong kind"),
        pytest.param("Checked(int, low=0, default=-1)", -1, "it is not checked", id="too low"),
    ],
)
def test_a_default_is_handed_out(
    subject: ModuleType, declaration: str, default: object, why: str
) -> None:
    """An unset field reads as its default, whatever that is."""
    person = person_with(subject, age=declaration)
    check(getattr, live(person), "age").returns(default, why=why)


def test_a_default_is_the_same_object(subject: ModuleType) -> None:
    """It is not copied, and all instances have the same one."""
    default: list[int] = []
    person_class = type("Person", (), {"tags": subject.Checked(list, default=default)})
    check(lambda: person_class().tags is default).returns(True, why="a default is not copied")


def test_a_default_is_not_stored(subject: ModuleType) -> None:
    """Reading leaves no trace in the instance."""
    person = person_with(subject, age="Checked(int, default=7)")
    check(getattr, live(person), "age").returns(7)
    check(vars, live(person)).returns({}, why="reading does not assign")


def test_a_value_goes_before_the_default(subject: ModuleType) -> None:
    """A default is for unset fields only, also when the value is false."""
    person = person_with(subject, age="Checked(int, default=7)")
    person.age = 0
    check(getattr, live(person), "age").returns(0, why="0 was assigned")


@pytest.mark.parametrize(
    ("declaration", "left"),
    [("Checked(int)", "AttributeError"), ("Checked(int, default=7)", 7)],
    ids=["without a default", "with a default"],
)
def test_deleted(subject: ModuleType, declaration: str, left: object) -> None:
    """A deleted field is unset, can be assigned again, and can be deleted once only."""
    person = person_with(subject, age=declaration)
    person.age = 3
    check(delattr, live(person), "age").returns(None)
    check(getattr, live(person), "age", "AttributeError").returns(left, why="it is unset again")
    check(delattr, live(person), "age").raises(
        AttributeError,
        holds=begins_with_age,
        what="a message that begins with 'age'",
        why="there is nothing left to delete",
    )
    person.age = 4
    check(getattr, live(person), "age").returns(4, why="it was assigned again")


@pytest.mark.parametrize("declaration", ["Checked(int)", "Checked(int, default=7)"])
def test_deleted_without_a_value(subject: ModuleType, declaration: str) -> None:
    """A field that was never assigned cannot be deleted, default or not."""
    person = person_with(subject, age=declaration)
    check(delattr, live(person), "age").raises(AttributeError, why="nothing was assigned")


def test_read_from_the_class(subject: ModuleType) -> None:
    """The class hands out the field itself, with a default and without."""
    person_class = class_with(subject, age="Checked(int)", name="Checked(str, default='x')")

    for name, field in [(name, vars(person_class)[name]) for name in ("age", "name")]:
        found = check(getattr, live(person_class), name)
        found.satisfies(partial(operator.is_, field), "the Checked object itself")
