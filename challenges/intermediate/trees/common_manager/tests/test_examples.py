"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_a_person_and_their_boss(subject: ModuleType) -> None:
    """The closest common manager may be one of the group."""
    check(subject.common_manager, {"a": None, "b": "a", "c": "a", "d": "b"}, ["d", "b"]).returns(
        "b", why="'b' stands above 'd', and is in the group"
    )


def test_two_people_of_two_organisations(subject: ModuleType) -> None:
    """Who has nobody above in common has no common manager."""
    check(subject.common_manager, {"a": None, "x": None}, ["a", "x"]).returns(
        None, why="both are at a top"
    )
