"""Decides at each pair for good, before it is known who else belongs to these two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    side: dict[str, bool] = {}
    known = set(people)
    for one, other in rivals:
        if not {one, other} <= known:
            raise KeyError(f"{one!r} or {other!r}")
        if one in side:
            side.setdefault(other, not side[one])
        elif other in side:
            side[one] = not side[other]
        else:
            side[one], side[other] = True, False
        if side[one] == side[other]:
            return "conflict", [one, other]
    team = {person for person in people if side.get(person, True)}
    return "ok", (team, known - team)
