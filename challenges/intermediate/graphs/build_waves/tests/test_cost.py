"""The cost is linear in tasks and needs: neither waves nor users are searched for."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import pytest

from challenges.shared.testing import WrongAnswer, at_most, cpu_growth, difference, traced_lines

LINES_PER_TASK_OR_NEED = 40
"""A plain solution executes about ten lines for each."""

NAMES = [f"task {number:03}" for number in range(600)]
HUB, *USERS = NAMES


def require_waves(found: object, waves: list[list[str]], call: str) -> None:
    """Refuse other waves than those."""
    if wrong := difference(waves, found):
        first = f"waves that begin with {waves[0][:3]}"
        raise WrongAnswer(call=call, expected=first, got="others", difference=wrong)


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
    require_waves(found, waves, f"build_waves(a plan of {tasks} tasks)")


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
    if found != len(NAMES):
        raise WrongAnswer(
            call="build_waves(a circle of 600 tasks)",
            expected="CycleError with all of them",
            got=f"CycleError with {found} tasks" if found else "waves",
        )


def test_crossing_off_a_need_is_one_step(subject: ModuleType) -> None:
    """Twice as many needs of one task take about twice the time."""

    def one_needs_all_others(size: int) -> tuple[dict[str, list[str]]]:
        return ({"all": [f"task {number:04}" for number in reversed(range(size))]},)

    at_most(
        cpu_growth(one_needs_all_others, subject.build_waves, [200, 400, 800, 1_600]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="build_waves({'all': [the last, …, the first]}), for 200 to 1,600 others",
        why="a set or a count knows at once what is left of the needs, a list looks at all of them",
    )
