"""The cost is linear in people and pairs: nobody is searched for, and no ring is tried out."""

from __future__ import annotations

from itertools import pairwise, product
from types import ModuleType

import pytest

from challenges.intermediate.graphs.two_teams.tests.oracle import fault_of
from challenges.shared.testing import WrongAnswer, at_most, cpu_growth, traced_lines

LINES_PER_PERSON_OR_PAIR = 80
"""A plain solution executes ten to thirty lines for each."""

PEOPLE = [f"member {number:03}" for number in range(401)]
HUB, *OTHERS = PEOPLE


@pytest.mark.parametrize(
    ("people", "rivals"),
    [
        pytest.param(PEOPLE, list(pairwise(PEOPLE)), id="a row"),
        pytest.param(PEOPLE, [(HUB, other) for other in OTHERS], id="one against all others"),
        pytest.param(
            PEOPLE, list(zip(OTHERS[::2], OTHERS[1::2], strict=True)), id="200 pairs apart"
        ),
        pytest.param(
            PEOPLE[:40], list(product(PEOPLE[:20], PEOPLE[20:40])), id="twenty against twenty"
        ),
        pytest.param(PEOPLE, [*pairwise(PEOPLE), (PEOPLE[-1], HUB)], id="an odd ring of all"),
        pytest.param(
            PEOPLE, [*pairwise(PEOPLE), (PEOPLE[-1], PEOPLE[-3])], id="three behind a long tail"
        ),
    ],
)
def test_each_person_and_each_pair_is_looked_at_a_few_times(
    subject: ModuleType, people: list[str], rivals: list[tuple[str, str]]
) -> None:
    """Hundreds of people and pairs take at most 80 lines each, whoever is whose rival."""
    answer = traced_lines(
        subject,
        subject.two_teams,
        people,
        rivals,
        limit=LINES_PER_PERSON_OR_PAIR * (len(people) + len(rivals)),
        why="who has a team needs no second look, and a pair none but from its two people",
    )
    if fault := fault_of(answer, people, rivals):
        raise WrongAnswer(
            call=f"two_teams({len(people)} people, {len(rivals)} pairs)",
            expected="teams or a ring",
            got=f"an answer with the verdict {answer[0]!r}",
            why=fault,
        )


def test_nobody_is_searched_for_in_a_list(subject: ModuleType) -> None:
    """Twice as many people in a row take about twice the time."""

    def row(size: int) -> tuple[list[str], list[tuple[str, str]]]:
        people = [f"member {number:04}" for number in range(size)]
        return people, list(pairwise(people))

    at_most(
        cpu_growth(row, subject.two_teams, [250, 500, 1_000, 2_000]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="two_teams(people, each against the next), for 250 to 2,000 people",
        why="a set or a dict knows at once whether somebody has a team, a list looks at everybody",
    )
