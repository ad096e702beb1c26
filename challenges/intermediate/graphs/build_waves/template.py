"""Build waves: tasks in the earliest wave after everything they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class CycleError(ValueError):
    """Tasks need each other in a circle.

    Attributes:
        cycle: different tasks; each needs the next one, and the last needs the first.
    """

    cycle: list[str]


def build_waves(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Arrange tasks into waves that can be done one after the other.

    Args:
        needs: for each task the tasks it needs; a task that is only named there needs nothing.
            The iterables are read once.

    Returns:
        The waves in order, each sorted by name. A task stands in the first wave after all that it
        needs.

    Raises:
        CycleError: if tasks need each other in a circle; its `cycle` names one.

    Complexity:
        O(V + E + V log V) for V tasks and E needs.
    """
    raise NotImplementedError("build_waves")
