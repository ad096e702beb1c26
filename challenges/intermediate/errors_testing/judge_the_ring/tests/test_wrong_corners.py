"""Rings that are wrong only with some items, some capacities or after some time are found out."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.errors_testing.judge_the_ring.tests.trial import check_refused
from challenges.intermediate.errors_testing.judge_the_ring.tests.wrong_rings import IN_A_CORNER


@pytest.mark.parametrize("ring_class", IN_A_CORNER, ids=lambda ring_class: ring_class.__name__)
def test_a_ring_that_is_nearly_right_is_refused(subject: ModuleType, ring_class: type[Any]) -> None:
    """One sentence of the contract is broken, and only sometimes."""
    check_refused(subject, ring_class)
