"""Closest common manager: who stands above everyone of a group, and nearest to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


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
    raise NotImplementedError("common_manager")
