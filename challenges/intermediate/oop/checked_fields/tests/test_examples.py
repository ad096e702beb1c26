"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.oop.checked_fields.tests.people import person_with
from challenges.shared.testing import check, live


def test_an_age_stays_in_range(subject: ModuleType) -> None:
    """What is out of range is refused, and the old value stays."""
    person = person_with(subject, age="Checked(int, low=0, high=150)")
    check(setattr, live(person), "age", 3).returns(None, why="3 is in range")
    check(getattr, live(person), "age").returns(3, why="it was assigned")
    check(setattr, live(person), "age", -1).raises(
        ValueError,
        why="0 is the lowest age that is allowed",
        holds=lambda error: str(error).startswith("age"),
        what="a message about age",
    )
    check(getattr, live(person), "age").returns(3, why="-1 was refused")


def test_nobody_is_the_default(subject: ModuleType) -> None:
    """An unset field has its default, and a number is no name."""
    person = person_with(subject, name="Checked(str, default='nobody')")
    check(getattr, live(person), "name").returns("nobody", why="no name was assigned")
    check(setattr, live(person), "name", 5).raises(
        TypeError,
        why="a name is a str",
        holds=lambda error: str(error).startswith("name"),
        what="a message about name",
    )
