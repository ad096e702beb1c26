"""Puts a task right before the first task that needs it, instead of right after its own needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class CycleError(ValueError):
    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"circle: {cycle}")
        self.cycle = cycle


def build_waves(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    users: dict[str, set[str]] = {}
    for task, needed in needs.items():
        users.setdefault(task, set())
        for name in needed:
            users.setdefault(name, set()).add(task)
    waves: list[list[str]] = []
    left = dict(users)
    while left:
        wave = sorted(task for task in left if left.keys().isdisjoint(users[task]))
        if not wave:
            raise CycleError(_find_cycle(left))
        waves.insert(0, wave)
        for task in wave:
            del left[task]
    return waves


def _find_cycle(left: Mapping[str, set[str]]) -> list[str]:
    walk: list[str] = []
    task = next(iter(left))
    while task not in walk:
        walk.append(task)
        task = next(user for user in left[task] if user in left)
    return walk[walk.index(task) :][::-1]
