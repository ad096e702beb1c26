"""Remembers the answers under the rests themselves, which need not have a hash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    known: dict[tuple[tuple[Any, ...], tuple[Any, ...]], int] = {}

    def cost(old: tuple[Any, ...], new: tuple[Any, ...]) -> int:
        if not old or not new:
            return len(old) + len(new)
        if (old, new) not in known:
            if old[0] == new[0]:
                known[old, new] = cost(old[1:], new[1:])
            else:
                ahead = cost(old[1:], new[1:]), cost(old[1:], new), cost(old, new[1:])
                known[old, new] = 1 + min(ahead)
        return known[old, new]

    old, new = tuple(src), tuple(dst)
    script: list[tuple[Any, ...]] = []
    while old and new:
        if old[0] == new[0]:
            script.append(("keep", old[0]))
            old, new = old[1:], new[1:]
        elif cost(old, new) == 1 + cost(old[1:], new[1:]):
            script.append(("swap", old[0], new[0]))
            old, new = old[1:], new[1:]
        elif cost(old, new) == 1 + cost(old[1:], new):
            script.append(("drop", old[0]))
            old = old[1:]
        else:
            script.append(("add", new[0]))
            new = new[1:]
    return script + [("drop", x) for x in old] + [("add", y) for y in new]
