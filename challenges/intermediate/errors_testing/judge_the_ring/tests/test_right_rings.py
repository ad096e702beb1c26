"""Rings that keep the contract pass, however they are built."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.errors_testing.judge_the_ring.tests.right_rings import RIGHT
from challenges.intermediate.errors_testing.judge_the_ring.tests.trial import check_accepted


@pytest.mark.parametrize("ring_class", RIGHT, ids=lambda ring_class: ring_class.__name__)
def test_a_right_ring_passes(subject: ModuleType, ring_class: type[Any]) -> None:
    """Neither its inside nor its own kinds of errors matter."""
    check_accepted(subject, ring_class)
