"""Gives out teams by recursion: a row of rivals is as deep as it is long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    rivals_of: dict[str, list[str]] = {person: [] for person in people}
    for one, other in rivals:
        rivals_of[one].append(other)
        rivals_of[other].append(one)
    side: dict[str, bool] = {}
    path: list[str] = []

    def ring_from(person: str, here: bool) -> list[str] | None:
        side[person] = here
        path.append(person)
        for rival in rivals_of[person]:
            if rival not in side:
                ring = ring_from(rival, not here)
                if ring:
                    return ring
            elif side[rival] == here:
                return path[path.index(rival) :]
        path.pop()
        return None

    for person in people:
        if person not in side:
            ring = ring_from(person, True)
            if ring:
                return "conflict", ring
    team = {person for person in people if side[person]}
    return "ok", (team, set(people) - team)
