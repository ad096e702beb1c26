"""The cost is linear in tasks and needs: neither waves nor users are searched for."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import pytest

from challenges.shared.testing import traced_lines

LINES_PER_TASK_OR_NEED = 40
"""A plain solution executes about ten lines for each."""

NAMES = [f"task {number:03}" for number in range(600)]
HUB, *USERS = NAMES


@pytest.mark.parametrize(
    ("needs", "waves"),
    [
        pytest.param(
            {user: [needed] for needed, user in pairwise(NAMES)},
            [[name] for name in NAMES],
            id="a chain: as many waves as tasks",
        ),
        pytest.param(
            {user: [HUB] for user in USERS},
            [[HUB], USERS],
            id="a star: one task that all others need",
        ),
        pytest.param(
            {NAMES[-1]: NAMES[:-1]},
            [NAMES[:-1], [NAMES[-1]]],
            id="a star: one task that needs all others",
        ),
        pytest.param(
            dict.fromkeys(NAMES[20:40], NAMES[:20]),
            [NAMES[:20], NAMES[20:40]],
            id="twenty tasks that need twenty others each",
        ),
    ],
)
def test_each_task_and_each_need_is_looked_at_a_few_times(
    subject: ModuleType, needs: dict[str, list[str]], waves: list[list[str]]
) -> None:
    """Hundreds of tasks and needs take at most 40 lines each, whatever the shape of the plan."""
    tasks = sum(map(len, waves))
    size = tasks + sum(map(len, needs.values()))
    found = traced_lines(
        subject,
        subject.build_waves,
        needs,
        limit=LINES_PER_TASK_OR_NEED * size,
        why="a finished task only concerns the tasks that need it",
    )
    assert found == waves


def test_a_circle_is_found_at_the_same_cost(subject: ModuleType) -> None:
    """Naming a circle of 600 tasks takes no search from each of them."""
    needs = {task: [NAMES[place - 1]] for place, task in enumerate(NAMES)}

    def cycle_length() -> int:
        try:
            subject.build_waves(needs)
        except subject.CycleError as error:
            return len(error.cycle)
        return 0

    found = traced_lines(
        subject,
        cycle_length,
        limit=LINES_PER_TASK_OR_NEED * 2 * len(NAMES),
        why="from any unfinished task the unmet needs lead into a circle",
    )
    assert found == len(NAMES)
