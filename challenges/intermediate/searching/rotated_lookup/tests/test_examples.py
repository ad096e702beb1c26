"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("wanted", "expected", "why"),
    [
        pytest.param(3, 3, "3 is the last item", id="behind the cut"),
        pytest.param(6, 0, "6 is the first item", id="at the front"),
        pytest.param(5, -1, "there is no 5", id="absent"),
    ],
)
def test_example(subject: ModuleType, wanted: int, expected: int, why: str) -> None:
    """The examples of the statement hold."""
    check(subject.rotated_lookup, [6, 7, 1, 3], wanted).returns(expected, why=why)
