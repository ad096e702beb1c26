"""Rings that are wrong in what everybody does with them are found out."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.errors_testing.judge_the_ring.tests.trial import check_refused
from challenges.intermediate.errors_testing.judge_the_ring.tests.wrong_rings import SEEN_AT_ONCE


@pytest.mark.parametrize("ring_class", SEEN_AT_ONCE, ids=lambda ring_class: ring_class.__name__)
def test_a_wrong_ring_is_refused(subject: ModuleType, ring_class: type[Any]) -> None:
    """One sentence of the contract is broken."""
    check_refused(subject, ring_class)
