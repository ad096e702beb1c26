"""Numbers the way up of the first person; each other one climbs until it comes to that way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    """Find the closest person who is, or stands above, each person of a group."""
    group = iter(people)
    first = next(group, None)
    if first is None:
        raise ValueError("nobody is in the group")
    way = list(_climb(boss_of, first))
    places = {person: place for place, person in enumerate(way)}
    highest = 0
    for person in group:
        met = next((places[step] for step in _climb(boss_of, person) if step in places), len(way))
        highest = max(highest, met)
    return way[highest] if highest < len(way) else None


def _climb(boss_of: Mapping[str, str | None], person: str) -> Iterator[str]:
    """Yield a person, then everyone above."""
    passed: set[str] = set()
    step: str | None = person
    while step is not None:
        if step in passed:
            raise ValueError(f"{step!r} stands above themselves")
        passed.add(step)
        yield step
        step = boss_of[step]
