"""Counts for each person how many of the group they stand above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    """Find the closest person who is, or stands above, each person of a group."""
    group = set(people)
    if not group:
        raise ValueError("nobody is in the group")
    votes: Counter[str] = Counter()
    way: list[str] = []
    for person in group:
        way = []
        passed: set[str] = set()
        step: str | None = person
        while step is not None:
            if step in passed:
                raise ValueError(f"{step!r} stands above themselves")
            passed.add(step)
            way.append(step)
            step = boss_of[step]
        votes.update(way)
    return next((step for step in way if votes[step] == len(group)), None)
