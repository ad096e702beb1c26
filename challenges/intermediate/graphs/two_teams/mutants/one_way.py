"""Enters each pair with its first person only, so that the second knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    rivals_of: dict[str, list[str]] = {person: [] for person in people}
    for one, other in rivals:
        rivals_of[one].append(other)
        _ = rivals_of[other]

    teams: tuple[set[str], set[str]] = set(), set()
    for first in people:
        if first in teams[0] or first in teams[1]:
            continue
        path: list[str] = [first]
        left: list[Iterator[str]] = [iter(rivals_of[first])]
        teams[0].add(first)
        while path:
            here = len(path) % 2  # of the team that the next person on the path joins
            rival = next(left[-1], None)
            if rival is None:
                path.pop()
                left.pop()
            elif rival in teams[1 - here] and rival in path:
                return "conflict", path[path.index(rival) :]
            elif rival not in teams[here]:
                teams[here].add(rival)
                path.append(rival)
                left.append(iter(rivals_of[rival]))
    return "ok", (teams[0], set(people) - teams[0])
