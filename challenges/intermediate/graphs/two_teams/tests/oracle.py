"""What right answers are. Each answer proves itself, so nothing has to be solved to judge it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from types import ModuleType

from challenges.shared.testing import check

EXPECTED = {
    "ok": "two teams without rivals in one",
    "conflict": "a conflict with an odd ring of rivals",
    "": "two teams without rivals in one, or a conflict with an odd ring of rivals",
}


def check_answer(
    subject: ModuleType,
    people: Sequence[str],
    rivals: Sequence[tuple[str, str]],
    verdict: str = "",
) -> None:
    """Require an answer that is right, and of that verdict if one is named."""
    call = check(subject.two_teams, people, rivals)
    fault = fault_of(call.value, people, rivals)
    call.satisfies(
        lambda answer: not fault and verdict in ("", answer[0]), EXPECTED[verdict], why=fault
    )


def fault_of(answer: object, people: Sequence[str], rivals: Sequence[tuple[str, str]]) -> str:
    """Say what is wrong with an answer; "" if nothing is."""
    match answer:
        case ("ok", (set() | frozenset() as team, set() | frozenset() as other)):
            return _fault_of_teams(team, other, people, rivals)
        case ("conflict", list(ring)):
            return _fault_of_ring(ring, rivals)
    return 'the form is ("ok", (set, set)) or ("conflict", list)'


def _fault_of_teams(
    team: Iterable[object],
    other: Iterable[object],
    people: Sequence[str],
    rivals: Sequence[tuple[str, str]],
) -> str:
    team, other = set(team), set(other)
    if both := team & other:
        return f"{min(map(repr, both))} is in both teams"
    if left_out := set(people) - team - other:
        return f"{min(map(repr, left_out))} is in no team"
    if strangers := (team | other).difference(people):
        return f"{min(map(repr, strangers))} is not among the people"
    for one, two in rivals:
        if (one in team) == (two in team):
            return (
                f"{one!r} and {two!r} are rivals and in one team"
                if one != two
                else f"{one!r} is their own rival, and no team has room for them"
            )
    return ""


def _fault_of_ring(ring: Sequence[object], rivals: Sequence[tuple[str, str]]) -> str:
    pairs = {*rivals, *((two, one) for one, two in rivals)}
    for one, two in pairwise([*ring, *ring[:1]]):
        if (one, two) not in pairs:
            return f"{one!r} and {two!r} are next to each other in the ring, and no rivals"
    if len(set(ring)) < len(ring):
        return "somebody is in the ring twice"
    if len(ring) % 2 == 0:
        return f"a ring of {len(ring)} people can take turns: only an odd ring is a proof"
    return ""
