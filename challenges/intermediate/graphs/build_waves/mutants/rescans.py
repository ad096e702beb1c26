"""Looks through all tasks left for every wave: quadratic on a chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class CycleError(ValueError):
    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"circle: {cycle}")
        self.cycle = cycle


def build_waves(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    unmet = {task: set(needed) for task, needed in needs.items()}
    for needed in list(unmet.values()):
        for name in needed:
            unmet.setdefault(name, set())
    waves = []
    while unmet:
        wave = sorted(task for task in unmet if unmet.keys().isdisjoint(unmet[task]))
        if not wave:
            raise CycleError(_find_cycle(unmet))
        waves.append(wave)
        for task in wave:
            del unmet[task]
    return waves


def _find_cycle(unmet: Mapping[str, set[str]]) -> list[str]:
    walk: list[str] = []
    task = next(iter(unmet))
    while task not in walk:
        walk.append(task)
        task = next(name for name in unmet[task] if name in unmet)
    return walk[walk.index(task) :]
