"""The examples of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("items", "expected", "why"),
    [
        pytest.param([3, 1, 2], 2, "3 stands before 1 and before 2", id="one item too early"),
        pytest.param([1, 1, 1], 0, "equal items are in order", id="all equal"),
        pytest.param("dcba", 6, "each of the six pairs is the wrong way round", id="descending"),
    ],
)
def test_example(subject: ModuleType, items: Sequence[object], expected: int, why: str) -> None:
    """The examples of the statement hold."""
    check(subject.count_inversions, items).returns(expected, why=why)
