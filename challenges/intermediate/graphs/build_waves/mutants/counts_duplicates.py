"""Meets a need once for each time it is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


class CycleError(ValueError):
    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"circle: {cycle}")
        self.cycle = cycle


def build_waves(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    named = {task: list(needed) for task, needed in needs.items()}
    unmet = {task: len(set(needed)) for task, needed in named.items()}
    users = defaultdict(list)
    for task, needed in named.items():
        for name in needed:
            users[name].append(task)
            unmet.setdefault(name, 0)
    waves = []
    left = set(unmet)
    wave = sorted(task for task, count in unmet.items() if count == 0)
    while wave:
        waves.append(wave)
        released = []
        for done in wave:
            left.discard(done)
            for user in users[done]:
                unmet[user] -= 1
                if unmet[user] == 0:
                    released.append(user)
        wave = sorted(released)
    if not left:
        return waves
    walk: list[str] = []
    task = min(left)
    while task not in walk:
        walk.append(task)
        task = next(name for name in named[task] if name in left)
    raise CycleError(walk[walk.index(task) :])
