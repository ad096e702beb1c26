"""Closest common manager: who stands above everyone of a group, and nearest to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    """Find the closest person who is, or stands above, each person of a group.

    Args:
        boss_of: for each person their boss; None for those at the top.
        people: the group; read once.

    Returns:
        The closest common manager; None if the group has none.

    Raises:
        ValueError: if the group is empty, or going up from one of the group runs in a circle.
        KeyError: if one of the group, or a boss above them, is not in `boss_of`.

    Complexity:
        O(total length of the ways up from the group).
    """
    common: list[str] | None = None  # those above everyone so far, from the top down
    for person in people:
        way = _way_down_to(person, boss_of)
        if common is None:
            common = way
        else:
            pairs = zip(common, way, strict=False)
            common = [mine for mine, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    if common is None:
        raise ValueError("an empty group has no manager")
    return common[-1] if common else None


def _way_down_to(person: str, boss_of: Mapping[str, str | None]) -> list[str]:
    """Return everyone from the top down to a person."""
    way: dict[str, None] = {}  # remembers the order, and finds at once
    step: str | None = person
    while step is not None:
        if step in way:
            raise ValueError(f"the way up from {person!r} comes to {step!r} twice")
        way[step] = None
        step = boss_of[step]
    return list(reversed(way))
