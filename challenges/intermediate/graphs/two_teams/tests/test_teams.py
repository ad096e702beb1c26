"""Where there are two teams: everybody is in one of them, and no rivals are together."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import pytest

from challenges.intermediate.graphs.two_teams.tests.oracle import check_answer, fault_of
from challenges.shared.testing import check, live


@pytest.mark.parametrize(
    ("people", "rivals"),
    [
        pytest.param("", "", id="nobody"),
        pytest.param("a", "", id="one person"),
        pytest.param("abc", "", id="nobody has a rival"),
        pytest.param("abcd", "bc", id="some have no rival"),
        pytest.param("abcdef", "ab cd ef", id="three pairs apart"),
        pytest.param("abcde", "de ac bc", id="the second group begins later"),
        pytest.param("abcd", "ab bc cd da", id="an even ring"),
        pytest.param("abcdef", "ab bc cd da be ef fc", id="two even rings with a side in common"),
        pytest.param("ab", "ab ab ba", id="a pair named three times"),
        pytest.param("abcd", "ca db dc", id="each is named after a rival of theirs"),
        pytest.param("abcd", "ab cd ad", id="two pairs that a third joins"),
        pytest.param("abcdefg", "ad ae af bd be bg cg", id="three against four"),
    ],
)
def test_rivals_are_kept_apart(subject: ModuleType, people: str, rivals: str) -> None:
    """Everybody is in one team, and nobody with a rival."""
    check_answer(subject, list(people), [(pair[0], pair[1]) for pair in rivals.split()], "ok")


def test_names_may_be_any_text(subject: ModuleType) -> None:
    """An empty name is a name, and people may come as a tuple."""
    check_answer(subject, ("", "0", "None"), [("", "0"), ("None", "")], "ok")


def test_rivals_may_be_any_iterable(subject: ModuleType) -> None:
    """Pairs that can be read only once are enough."""
    pairs = [("a", "b"), ("b", "c")]
    call = check(subject.two_teams, ["a", "b", "c"], iter(pairs))
    fault = fault_of(call.value, ["a", "b", "c"], pairs)
    call.satisfies(lambda _: not fault, "b against a and c", why=fault)


@pytest.mark.parametrize(
    "rivals",
    [
        pytest.param([("a", "zoe")], id="second of a pair"),
        pytest.param([("a", "b"), ("zoe", "b")], id="first of a pair"),
        pytest.param([("zoe", "zoe")], id="her own rival"),
        pytest.param([("a", "b"), ("b", "c"), ("c", "a"), ("a", "zoe")], id="after a conflict"),
    ],
)
def test_an_unknown_name_is_refused(subject: ModuleType, rivals: list[tuple[str, str]]) -> None:
    """A rival who is not among the people raises KeyError."""
    check(subject.two_teams, ["a", "b", "c"], rivals).raises(
        KeyError, why="'zoe' is not among the people"
    )


def test_a_row_of_two_thousand(subject: ModuleType) -> None:
    """In a long row of rivals every second person is in the same team."""
    people = [f"member {number:04}" for number in range(2_000)]
    pairs = list(pairwise(people))
    call = check(subject.two_teams, live(people), live(pairs))
    fault = fault_of(call.value, people, pairs)
    call.satisfies(lambda _: not fault, "every second person in one team", why=fault)
