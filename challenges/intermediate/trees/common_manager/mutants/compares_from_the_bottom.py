"""Compares the ways up step by step, as if all were equally long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    ways = [_way_up(person, boss_of) for person in people]
    if not ways:
        raise ValueError("nobody is in the group")
    for steps in zip(*ways, strict=False):
        if len(set(steps)) == 1:
            manager: str = steps[0]
            return manager
    return None


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
