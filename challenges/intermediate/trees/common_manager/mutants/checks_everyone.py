"""Refuses any circle, also where nobody of the group comes to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    for person in boss_of:
        _way_up(person, boss_of)
    common: list[str] | None = None
    for person in people:
        way = _way_up(person, boss_of)
        above = set(way)
        common = way if common is None else [step for step in common if step in above]
    if common is None:
        raise ValueError("nobody is in the group")
    return common[0] if common else None


def _way_up(person: str, boss_of: Mapping[str, str | None]) -> list[str]:
    way: list[str] = []
    seen: set[str] = set()
    step: str | None = person
    while step is not None:
        if step in seen:
            raise ValueError(f"{step!r} comes twice")
        seen.add(step)
        way.append(step)
        step = boss_of[step]
    return way
