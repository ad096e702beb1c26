"""Only the ways up from the group are looked at, and nobody is searched for."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

from challenges.intermediate.trees.common_manager.tests.oracle import Organisation
from challenges.shared.testing import Tally, check

LONG = 3_000
SHORT = 300


def chain(*names: str) -> dict[str, str | None]:
    """Return an organisation in which everyone's boss is the name before."""
    return {names[0]: None} | {name: boss for boss, name in pairwise(names)}


def test_a_way_up_may_be_long(subject: ModuleType) -> None:
    """Three thousand people above each other are no problem."""
    names = [f"p{number}" for number in range(LONG)]
    boss_of = chain(*names) | {"aide": names[LONG // 2]}
    check(subject.common_manager, boss_of, [names[-1], "aide"]).returns(
        names[LONG // 2], why="a way up may be longer than calls can be nested"
    )


def test_only_the_ways_up_are_looked_at(subject: ModuleType) -> None:
    """At most three look-ups for each step of a way up, however many other people there are."""
    names = [f"p{number}" for number in range(SHORT)]
    boss_of = chain(*names)
    for number in range(5 * SHORT):
        boss_of[f"q{number}"] = names[number % SHORT]
    people = ["q299", "q599", "p299"]
    tally = Tally(
        3 * (301 + 301 + 300),
        "look-ups",
        call=f"common_manager(1,800 people, {people})",
        why="whoever is not above the group plays no part",
    )
    check(subject.common_manager, Organisation(boss_of, tally), people).returns("p299")


def test_nobody_is_searched_for(subject: ModuleType) -> None:
    """At most ten comparisons of names for each step of a way up."""
    tally = Tally(
        10 * 3 * SHORT,
        "comparisons of names",
        call=f"common_manager(a way up of {SHORT} people, the lowest three)",
        why="`in` a list compares with one item after the other",
    )
    names = [Name(f"p{number}", tally) for number in range(SHORT)]
    found = subject.common_manager(chain(*names), names[-3:])
    assert str(found) == "p297"


class Name(str):
    """A name that adds each comparison to a tally; the same object is found without one."""

    tally: Tally

    def __new__(cls, text: str, tally: Tally) -> Name:
        self = super().__new__(cls, text)
        self.tally = tally
        return self

    def __eq__(self, other: object) -> bool:
        self.tally.add()
        return super().__eq__(other)

    __hash__ = str.__hash__
