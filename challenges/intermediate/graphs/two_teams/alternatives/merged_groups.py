"""Union-find: rivals of one person go together; a ring is looked for only when there is one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    """Put people into two teams so that no rivals share one, or prove that there is no way.

    Each person stands for two statements, "is in the first team" and "is in the second". A pair of
    rivals makes two pairs of statements that say the same. Both statements of one person together
    are a conflict.
    """
    number = {person: place for place, person in enumerate(people)}
    count = len(number)
    group = list(range(2 * count))  # the statement of i is i, its opposite is i + count

    def find(statement: int) -> int:
        while group[statement] != statement:
            group[statement] = group[group[statement]]
            statement = group[statement]
        return statement

    pairs = [(number[one], number[other]) for one, other in rivals]
    for met, (one, other) in enumerate(pairs, start=1):
        group[find(one)] = find(other + count)
        group[find(one + count)] = find(other)
        if find(one) == find(one + count):
            return "conflict", [people[place] for place in _shortest_way(one, pairs[:met], count)]

    team = set()
    chosen: set[int] = set()
    for person, place in number.items():
        if find(place + count) not in chosen:
            chosen.add(find(place))
            team.add(person)
    return "ok", (team, set(people) - team)


def _shortest_way(start: int, pairs: Sequence[tuple[int, int]], count: int) -> list[int]:
    """Return the people on the shortest way from a statement to its opposite.

    Without the last pair there was no such way. So it takes that pair, and for the rest the
    shortest way between the two people of it: nobody is met twice.
    """
    leads_to: dict[int, list[int]] = {}
    for one, other in pairs:
        for here, there in ((one, other), (other, one)):
            leads_to.setdefault(here, []).append(there + count)
            leads_to.setdefault(here + count, []).append(there)
    parent = {start: start}
    queue = deque([start])
    while start + count not in parent:
        here = queue.popleft()
        for there in leads_to[here]:
            if there not in parent:
                parent[there] = here
                queue.append(there)
    way = []
    here = start + count
    while here != start:
        here = parent[here]
        way.append(here % count)
    return way
