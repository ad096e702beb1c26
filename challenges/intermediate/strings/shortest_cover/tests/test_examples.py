"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("text", "need", "expected", "why"),
    [
        pytest.param(
            "cabbac",
            "bca",
            (0, 3),
            "'cab' and 'bac' are equally short, and the leftmost counts",
            id="two windows of one length",
        ),
        pytest.param(
            "xyyzyzyx",
            "xyz",
            (5, 8),
            "the window 'xyyz' comes first, but 'zyx' is shorter",
            id="a shorter window comes later",
        ),
        pytest.param(
            "aa",
            "aaa",
            None,
            "three are needed and there are only two",
            id="not often enough",
        ),
    ],
)
def test_example(
    subject: ModuleType, text: str, need: str, expected: tuple[int, int] | None, why: str
) -> None:
    """The examples of the statement hold."""
    check(subject.shortest_cover, text, need).returns(expected, why=why)
