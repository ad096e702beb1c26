"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.graphs.two_teams.tests.oracle import check_answer

MEMBERS = ["Ann", "Bob", "Cai"]


def test_two_rivalries_in_a_row(subject: ModuleType) -> None:
    """Bob alone plays against his two rivals."""
    check_answer(subject, MEMBERS, [("Ann", "Bob"), ("Bob", "Cai")], "ok")


def test_three_who_are_all_rivals(subject: ModuleType) -> None:
    """Three people who are rivals of each other are an odd ring."""
    check_answer(subject, MEMBERS, [("Ann", "Bob"), ("Bob", "Cai"), ("Cai", "Ann")], "conflict")
