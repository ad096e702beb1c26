"""Looks in lists for who has been passed and who is common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    common: list[str] | None = None
    for person in people:
        way: list[str] = []
        step: str | None = person
        while step is not None:
            if step in way:
                raise ValueError(f"{step!r} comes twice")
            way.append(step)
            step = boss_of[step]
        common = way if common is None else [step for step in common if step in way]
    if common is None:
        raise ValueError("nobody is in the group")
    return common[0] if common else None
