"""The examples of the statement."""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("tolls", "strides", "expected", "why"),
    [
        pytest.param(
            [10, 15, 20], [1, 2], 15, "two strides of 2, over the step of 15", id="two strides"
        ),
        pytest.param(
            [1, 1, 1], [3], None, "the top is 4 up, and strides of 3 miss it", id="past the top"
        ),
        pytest.param(
            [4, 1, 9, 2], {2, 3}, 1, "a stride of 2 onto the 1, then one of 3", id="a set"
        ),
    ],
)
def test_example(
    subject: ModuleType,
    tolls: list[int],
    strides: Collection[int],
    expected: int | None,
    why: str,
) -> None:
    """The examples of the statement hold."""
    check(subject.stair_tolls, tolls, strides).returns(expected, why=why)
