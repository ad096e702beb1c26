"""Two teams or proof: a split that keeps rivals apart, or an odd ring that forbids it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    """Put people into two teams so that no rivals share one, or prove that there is no way.

    Args:
        people: the names, all different.
        rivals: pairs of names, in any order and any number of times.

    Returns:
        ("ok", (team, other team)), two sets that hold everybody between them; or
        ("conflict", ring), an odd number of different people, each a rival of the next and the
        last a rival of the first.

    Raises:
        KeyError: if a pair names somebody who is not among `people`.

    Complexity:
        O(people + pairs) time and memory.
    """
    rivals_of: dict[str, list[str]] = {person: [] for person in people}
    for one, other in rivals:
        rivals_of[one].append(other)
        rivals_of[other].append(one)

    side: dict[str, bool] = {}
    parent: dict[str, str] = {}  # by whom somebody was reached
    for first in people:
        if first in side:
            continue
        side[first] = True
        queue = deque([first])
        while queue:
            person = queue.popleft()
            for rival in rivals_of[person]:
                if rival not in side:
                    side[rival] = not side[person]
                    parent[rival] = person
                    queue.append(rival)
                elif side[rival] == side[person]:
                    return "conflict", _ring(person, rival, parent)
    team = {person for person, is_here in side.items() if is_here}
    return "ok", (team, side.keys() - team)


def _ring(one: str, other: str, parent: Mapping[str, str]) -> list[str]:
    """Climb from two rivals of one layer to where their ways first meet.

    Breadth first, a person's rivals stand in the same layer or in one next to it. These two are on
    one side, so they are in one layer and meet after the same number of steps.
    """
    way, other_way = [one], [other]
    while way[-1] != other_way[-1]:
        way.append(parent[way[-1]])
        other_way.append(parent[other_way[-1]])
    return way + other_way[-2::-1]
