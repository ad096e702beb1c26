"""Takes every ring for a conflict, the even ones too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    rivals_of: dict[str, set[str]] = {person: set() for person in people}
    for one, other in rivals:
        rivals_of[one].add(other)
        rivals_of[other].add(one)
    team: set[str] = set()
    seen: set[str] = set()
    for first in people:
        if first in seen:
            continue
        path = [first]
        waiting = [sorted(rivals_of[first])]
        seen.add(first)
        team.add(first)
        while path:
            if not waiting[-1]:
                path.pop()
                waiting.pop()
                continue
            rival = waiting[-1].pop()
            if rival in seen:
                if rival in path and rival not in path[-2:-1]:
                    return "conflict", path[path.index(rival) :]
                continue
            seen.add(rival)
            if path[-1] not in team:
                team.add(rival)
            path.append(rival)
            waiting.append(sorted(rivals_of[rival]))
    return "ok", (team, set(people) - team)
