"""Makes a list of all people below each boss, whoever they are, and searches it from the top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    group = set(people)
    if not group:
        raise ValueError("nobody is in the group")
    below: dict[str | None, list[str]] = {}
    for person, boss in boss_of.items():
        below.setdefault(boss, []).append(person)
    for person in group:
        _way_up(person, boss_of)
    manager: str | None = None
    candidates = below.get(None, [])
    while candidates:
        ways = [set(_way_up(person, boss_of)) for person in group]
        manager_below = [step for step in candidates if all(step in way for way in ways)]
        if not manager_below:
            break
        manager = manager_below[0]
        candidates = below.get(manager, [])
    return manager


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
