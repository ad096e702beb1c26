"""Any club: whatever is answered is a proof, and is judged as one."""

from __future__ import annotations

from itertools import permutations
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.graphs.two_teams.tests.oracle import check_answer

# Not in the order of the alphabet, which would say who is met first.
PEOPLE = list("dhbfacge")
RINGS = [ring for size in (1, 3, 5) for ring in permutations(PEOPLE[:6], size)]

ACROSS = ["da", "db", "hd", "ca", "bc", "fb", "fh", "ea", "gb", "hg"]
"""Pairs of one of a, b, h and one of c to g."""

members = st.sampled_from(PEOPLE)


@given(st.lists(st.tuples(members, members), max_size=8))
def test_teams_or_a_ring(subject: ModuleType, rivals: list[tuple[str, str]]) -> None:
    """Any rivalries give two teams that hold, or a ring that rules them out."""
    check_answer(subject, PEOPLE, rivals)


@given(st.lists(st.sampled_from(ACROSS), max_size=12))
def test_rivals_from_two_schools(subject: ModuleType, rivals: list[str]) -> None:
    """When every rivalry is one between two schools, there are two teams."""
    check_answer(subject, PEOPLE, [(pair[0], pair[1]) for pair in rivals], "ok")


@given(st.sampled_from(RINGS), st.lists(st.tuples(members, members), max_size=5))
def test_a_ring_among_others(
    subject: ModuleType, ring: tuple[str, ...], rivals: list[tuple[str, str]]
) -> None:
    """When there is an odd ring somewhere, a ring is found."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    check_answer(subject, PEOPLE, [*rivals, *pairs], "conflict")
