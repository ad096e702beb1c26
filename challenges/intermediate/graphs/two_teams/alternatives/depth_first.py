"""Depth first with a stack of its own: the ring lies on the path that led to the clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    """Put people into two teams so that no rivals share one, or prove that there is no way.

    A rival who has a team already is on the path, or all behind them is done. Only one on the path
    can be new to the person at its end, and from there on the path is the ring.
    """
    rivals_of: dict[str, list[str]] = {person: [] for person in people}
    for one, other in rivals:
        rivals_of[one].append(other)
        rivals_of[other].append(one)

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
            elif rival in teams[1 - here]:
                return "conflict", path[path.index(rival) :]
            elif rival not in teams[here]:
                teams[here].add(rival)
                path.append(rival)
                left.append(iter(rivals_of[rival]))
    return "ok", teams
