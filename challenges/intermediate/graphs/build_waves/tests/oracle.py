"""What right answers are: the waves by their definition, and a validator for the circle."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import ModuleType

from challenges.shared.testing import check


def waves_by_definition(needs: Mapping[str, list[str]]) -> list[list[str]] | None:
    """Collect wave after wave from all tasks left; None if nothing can be done any more."""
    left = set(needs).union(*needs.values())
    waves = []
    while left:
        wave = sorted(task for task in left if left.isdisjoint(needs.get(task, [])))
        if not wave:
            return None
        waves.append(wave)
        left.difference_update(wave)
    return waves


def check_cycle(subject: ModuleType, needs: Mapping[str, list[str]], why: str = "") -> None:
    """Require a CycleError that names one circle of `needs`, whichever it is."""
    check(subject.build_waves, needs).raises(
        subject.CycleError,
        why,
        holds=lambda error: is_cycle(getattr(error, "cycle", None), needs),
        what="a cycle of different tasks, each needing the next and the last the first",
    )


def is_cycle(cycle: object, needs: Mapping[str, Collection[str]]) -> bool:
    """Say whether `cycle` lists different tasks, each needing the next and the last the first."""
    if not isinstance(cycle, list) or not cycle or len(set(cycle)) != len(cycle):
        return False
    return all(
        needed in needs.get(task, ())
        for task, needed in zip(cycle, [*cycle[1:], cycle[0]], strict=True)
    )
