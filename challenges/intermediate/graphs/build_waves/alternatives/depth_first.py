"""The wave of a task is one more than the highest among its needs; depth first, with a stack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class CycleError(ValueError):
    """Tasks need each other in a circle.

    Attributes:
        cycle: different tasks; each needs the next one, and the last needs the first.
    """

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"{' needs '.join([*cycle, cycle[0]])}")
        self.cycle = cycle


def build_waves(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Arrange tasks into waves that can be done one after the other.

    No table of users is built: each task asks its needs, and those that have no wave yet are asked
    first. A task that is asked while it waits for an answer closes a circle.
    """
    needs_of = {task: frozenset(names) for task, names in needs.items()}
    wave_of: dict[str, int] = {}
    for first in needs_of:
        if first in wave_of:
            continue
        waiting = {first: iter(needs_of[first])}  # from the first task asked to the last
        while waiting:
            task, open_needs = next(reversed(waiting.items()))
            name = next((name for name in open_needs if name not in wave_of), None)
            if name is None:
                waiting.popitem()
                wave_of[task] = max((wave_of[need] + 1 for need in needs_of[task]), default=0)
            elif name in waiting:
                asked = list(waiting)
                raise CycleError(asked[asked.index(name) :])
            elif name in needs_of:
                waiting[name] = iter(needs_of[name])
            else:
                wave_of[name] = 0

    waves: list[list[str]] = [[] for _ in range(max(wave_of.values(), default=-1) + 1)]
    for task in sorted(wave_of):
        waves[wave_of[task]].append(task)
    return waves
