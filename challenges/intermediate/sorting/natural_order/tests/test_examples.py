"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("names", "expected", "why"),
    [
        pytest.param(
            ["img12", "img2", "IMG1"],
            ["IMG1", "img2", "img12"],
            "1 < 2 < 12, and case makes no difference",
            id="numbers by value",
        ),
        pytest.param(
            ["a01", "a1", "A1"],
            ["A1", "a01", "a1"],
            "all three are 'a' and 1, so plain text order decides: 'A' < 'a', '0' < '1'",
            id="a complete tie",
        ),
        pytest.param(
            ["b", "a1", "a", "7", ""],
            ["", "7", "a", "a1", "b"],
            "no run, a number, then texts; 'a1' has a run more than 'a'",
            id="runs of both kinds",
        ),
    ],
)
def test_example(subject: ModuleType, names: list[str], expected: list[str], why: str) -> None:
    """The examples of the statement hold."""
    check(subject.natural_order, names).returns(expected, why=why)
