"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.errors_testing.judge_the_ring.tests.right_rings import ListRing
from challenges.intermediate.errors_testing.judge_the_ring.tests.trial import (
    check_accepted,
    check_refused,
)
from challenges.intermediate.errors_testing.judge_the_ring.tests.wrong_rings import LifoRing


def test_a_right_ring(subject: ModuleType) -> None:
    """A plain ring made of a list passes."""
    check_accepted(subject, ListRing)


def test_a_ring_that_pops_the_newest(subject: ModuleType) -> None:
    """A stack is no ring."""
    check_refused(subject, LifoRing)
