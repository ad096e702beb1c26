"""Values belong to instances, and fields to classes."""

from __future__ import annotations

import copy
import gc
import weakref
from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.oop.checked_fields.tests.people import class_with, person_with
from challenges.shared.testing import check, live


def test_two_instances(subject: ModuleType) -> None:
    """What one instance is assigned, another one does not have."""
    person_class = class_with(subject, age="Checked(int)")
    ann, bob = person_class(), person_class()
    ann.age = 3
    check(hasattr, live(bob), "age").returns(False, why="only the other person was assigned an age")
    bob.age = 4
    check(getattr, live(ann), "age").returns(3, why="the 4 was assigned to the other person")
    del bob.age
    check(getattr, live(ann), "age").returns(3, why="it was deleted from the other person")


@pytest.mark.parametrize("has_hash", [True, False], ids=["with a hash", "without a hash"])
def test_two_equal_instances(subject: ModuleType, has_hash: bool) -> None:
    """Instances that are equal are still two."""

    def is_equal(self: object, other: object) -> bool:
        return type(self) is type(other)

    methods: dict[str, Any] = {"__eq__": is_equal, "__repr__": lambda self: "<one of two equals>"}
    if has_hash:
        methods["__hash__"] = lambda self: 1
    twin = type("Twin", (), {"age": subject.Checked(int), **methods})
    ann, bob = twin(), twin()
    check(setattr, live(ann), "age", 3).returns(None)
    check(setattr, live(bob), "age", 4).returns(None)
    check(getattr, live(ann), "age").returns(3, why="the 4 was assigned to its equal")


@pytest.mark.parametrize(
    ("one", "other"), [("x", "y"), ("x", "_x"), ("_x", "__x"), ("value", "values"), ("x", "x_")]
)
def test_two_fields(subject: ModuleType, one: str, other: str) -> None:
    """Fields of one class have values of their own, whatever their names are."""
    person = person_with(subject, **{one: "Checked(int)", other: "Checked(str)"})
    check(setattr, live(person), one, 1).returns(None)
    check(setattr, live(person), other, "a").returns(None)
    check(getattr, live(person), one).returns(1, why=f"'a' was assigned to {other}")
    check(getattr, live(person), other).returns("a", why=f"1 was assigned to {one}")
    delattr(person, one)
    check(getattr, live(person), other).returns("a", why=f"only {one} was deleted")


@pytest.mark.parametrize("other", ["_age", "_Checked_age", "age_", "value"])
def test_another_attribute(subject: ModuleType, other: str) -> None:
    """Attributes that are not checked live beside a field."""
    person = person_with(subject, age="Checked(int)")
    setattr(person, other, "mine")
    person.age = 3
    check(getattr, live(person), other).returns("mine", why="only age was assigned since")
    setattr(person, other, "changed")
    check(getattr, live(person), "age").returns(3, why=f"only {other} was assigned since")


def test_a_subclass(subject: ModuleType) -> None:
    """Fields are inherited, and a subclass may have more, or one of its own instead."""
    parent = class_with(subject, age="Checked(int, low=0)", name="Checked(str)")
    adult = type(
        "Adult",
        (parent,),
        {
            "age": subject.Checked(int, low=18),
            "job": subject.Checked(str),
            "__repr__": lambda self: "<an adult, whose age = Checked(int, low=18)>",
        },
    )
    one = adult()
    check(setattr, live(one), "name", 5).raises(TypeError, why="the name is inherited")
    check(setattr, live(one), "job", 5).raises(TypeError, why="the job is its own")
    check(setattr, live(one), "age", 17).raises(ValueError, why="its own age goes first")
    one.age, one.name, one.job = 40, "Ann", "judge"
    values = [one.age, one.name, one.job]
    check(lambda: values).returns([40, "Ann", "judge"], why="all three were assigned")
    check(setattr, live(parent()), "age", 17).returns(None, why="the parent allows 17")


def test_fields_in_init(subject: ModuleType) -> None:
    """Methods of the class assign like everybody else."""

    class Room:
        guests = subject.Checked(int, low=1)

        def __init__(self, guests: int) -> None:
            self.guests = guests

    check(lambda guests: Room(guests).guests, 2).returns(2)
    check(Room, 0).raises(ValueError, why="guests = Checked(int, low=1), assigned in __init__")


def test_an_entry_of_the_same_name(subject: ModuleType) -> None:
    """An entry in the instance's dictionary does not get in the way of the field."""
    person = person_with(subject, age="Checked(int, low=0)")
    vars(person)["age"] = "an entry"
    check(setattr, live(person), "age", -1).raises(ValueError, why="assigning is always checked")
    check(setattr, live(person), "age", 3).returns(None)
    check(getattr, live(person), "age").returns(3, why="what was assigned is read")


def test_a_copy(subject: ModuleType) -> None:
    """A copy of an instance has its values, and is another instance."""
    person = person_with(subject, age="Checked(int)")
    person.age = 3
    twin = copy.copy(person)
    twin.age = 4
    check(getattr, live(person), "age").returns(3, why="4 was assigned to a copy of it")


class Treasure:
    """A value that a weak reference can watch."""


@pytest.mark.parametrize("watched", ["the instance", "its value"])
def test_nothing_is_kept_alive(subject: ModuleType, watched: str) -> None:
    """An instance that nobody uses any more disappears, and so does its value."""
    person_class = type("Person", (), {"treasure": subject.Checked(Treasure)})
    person = person_class()
    person.treasure = Treasure()
    reference = weakref.ref(person if watched == "the instance" else person.treasure)
    del person
    if reference() is not None:
        gc.collect()

    def is_alive(_what: str) -> bool:
        return reference() is not None

    check(is_alive, f"{watched}, after the last use of the instance").returns(
        False, why="the field keeps something of what is gone"
    )
