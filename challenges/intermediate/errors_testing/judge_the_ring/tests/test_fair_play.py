"""A judgement depends on the rings alone."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.errors_testing.judge_the_ring.tests.right_rings import (
    RIGHT,
    CircularRing,
)
from challenges.intermediate.errors_testing.judge_the_ring.tests.trial import (
    Trial,
    check_accepted,
    check_refused,
)
from challenges.intermediate.errors_testing.judge_the_ring.tests.wrong_rings import (
    DizzyRing,
    LifoRing,
    SharedRing,
)
from challenges.shared.testing import WrongAnswer


@pytest.mark.parametrize("ring_class", [LifoRing, DizzyRing, SharedRing])
def test_right_and_wrong_by_turns(subject: ModuleType, ring_class: type[LifoRing]) -> None:
    """What was judged before has no influence."""
    for _ in range(3):
        check_refused(subject, ring_class)
        check_accepted(subject, CircularRing)


@pytest.mark.parametrize("ring_class", RIGHT[:3], ids=lambda ring_class: ring_class.__name__)
def test_the_same_judgement_twice(subject: ModuleType, ring_class: type[LifoRing]) -> None:
    """A second judgement of the same rings does exactly the same."""
    first, second = _operations(subject, ring_class), _operations(subject, ring_class)
    if first != second:
        raise WrongAnswer(
            call=f"judge({ring_class.__name__}), twice",
            expected="the same operations both times",
            got="other operations the second time",
            why="a judge that decides by chance is sometimes wrong; give random a seed",
        )


def _operations(subject: ModuleType, ring_class: type[LifoRing]) -> list[str]:
    trial = Trial(ring_class)
    subject.judge(trial.factory)
    return trial.operations
