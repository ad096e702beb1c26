"""`graphlib` of the standard library, asked for one wave after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError as LibraryCycleError
from graphlib import TopologicalSorter


class CycleError(ValueError):
    """Tasks need each other in a circle.

    Attributes:
        cycle: different tasks; each needs the next one, and the last needs the first.
    """

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"a circle of {len(cycle)} tasks, which begins with {cycle[0]!r}")
        self.cycle = cycle


def build_waves(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Arrange tasks into waves that can be done one after the other.

    What is ready is a whole wave, as long as all of the last one is done and nothing else.
    """
    sorter = TopologicalSorter(needs)
    try:
        sorter.prepare()
    except LibraryCycleError as error:
        # The library's circle leads from the need to its user, and comes back to its first task.
        raise CycleError(error.args[1][:0:-1]) from None
    waves = []
    while sorter.is_active():
        wave = sorted(sorter.get_ready())
        sorter.done(*wave)
        waves.append(wave)
    return waves
