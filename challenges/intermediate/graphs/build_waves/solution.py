"""Build waves: tasks in the earliest wave after everything they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class CycleError(ValueError):
    """Tasks need each other in a circle.

    Attributes:
        cycle: different tasks; each needs the next one, and the last needs the first.
    """

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"tasks need each other in a circle: {' -> '.join([*cycle, cycle[0]])}")
        self.cycle = cycle


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
    unmet = {task: set(needed) for task, needed in needs.items()}
    users: dict[str, list[str]] = {task: [] for task in unmet}
    for task, needed in unmet.items():
        for name in needed:
            users.setdefault(name, []).append(task)

    waves = []
    wave = sorted(task for task in users if not unmet.get(task))
    while wave:
        waves.append(wave)
        released = []
        for done in wave:
            unmet.pop(done, None)
            for user in users[done]:
                unmet[user].remove(done)
                if not unmet[user]:
                    released.append(user)
        wave = sorted(released)
    if unmet:
        raise CycleError(_find_cycle(unmet))
    return waves


def _find_cycle(unmet: Mapping[str, set[str]]) -> list[str]:
    """Walk from need to need until a task comes round.

    Every task here still waits for another one here, so the walk never ends anywhere else.
    """
    walk: dict[str, None] = {}  # the tasks in the order of the walk
    task = min(unmet)
    while task not in walk:
        walk[task] = None
        task = min(unmet[task])
    path = list(walk)
    return path[path.index(task) :]
