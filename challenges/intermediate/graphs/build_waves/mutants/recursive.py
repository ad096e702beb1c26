"""Asks each task for the highest wave among its needs, by as many calls as the chain is long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class CycleError(ValueError):
    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"circle: {cycle}")
        self.cycle = cycle


def build_waves(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    named = {task: set(needed) for task, needed in needs.items()}
    wave_of: dict[str, int] = {}
    asked: dict[str, None] = {}

    def wave(task: str) -> int:
        if task not in wave_of:
            if task in asked:
                raise CycleError(list(asked)[list(asked).index(task) :])
            asked[task] = None
            place = 0
            for name in named.get(task, ()):
                place = max(place, wave(name) + 1)
            del asked[task]
            wave_of[task] = place
        return wave_of[task]

    waves: list[list[str]] = []
    for task in list(named):
        wave(task)
    for task, place in sorted(wave_of.items()):
        while len(waves) <= place:
            waves.append([])
        waves[place].append(task)
    return waves
