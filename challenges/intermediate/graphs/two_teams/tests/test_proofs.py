"""Where there are no two teams, an odd ring of rivals says why, and nobody else is in it."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.graphs.two_teams.tests.oracle import check_answer


@pytest.mark.parametrize(
    ("people", "rivals"),
    [
        pytest.param("abcde", "ab bc cd de ea", id="a ring of five"),
        pytest.param("abc", "ab bc ac", id="each pair in the order of the names"),
        pytest.param("a", "aa", id="one who is their own rival"),
        pytest.param("abc", "ab bc cc", id="their own rival at the end of a row"),
        pytest.param("abcde", "ab cd de ec", id="in the second group"),
        pytest.param("abcdefg", "bc ef fg ge", id="in the last of several groups"),
        pytest.param("abcdefg", "ab bc cd de ef fg ge", id="a ring behind a long tail"),
        pytest.param("abcde", "ab bc cd da ce de", id="an odd ring beside an even one"),
        pytest.param("abcdef", "ab bc ca cd de ef fd", id="two odd rings"),
        pytest.param("abcd", "ab ac ad bc bd cd", id="everybody against everybody"),
        pytest.param("abcdefg", "ab ac bd ce df eg fg", id="a ring of seven from its top"),
        pytest.param("abc", "ab ba ab bc bc ca", id="pairs named several times"),
    ],
)
def test_an_odd_ring_is_named(subject: ModuleType, people: str, rivals: str) -> None:
    """The ring is odd, each in it is a rival of the next, and nobody is in it twice."""
    pairs = [(pair[0], pair[1]) for pair in rivals.split()]
    check_answer(subject, list(people), pairs, "conflict")
