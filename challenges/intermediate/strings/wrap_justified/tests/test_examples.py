"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("text", "width", "lines", "why"),
    [
        pytest.param(
            "alpha beta gamma d",
            11,
            ["alpha  beta", "gamma d    "],
            "the first line is stretched from 10 to 11, the last one is only filled up",
            id="one space more",
        ),
        pytest.param(
            "a b c dddddddd",
            8,
            ["a   b  c", "dddddddd"],
            "five spaces for two gaps: three on the left, two on the right",
            id="spaces that do not come out even",
        ),
    ],
)
def test_example(subject: ModuleType, text: str, width: int, lines: list[str], why: str) -> None:
    """Full lines are flush on both sides, the last one on the left."""
    check(subject.wrap_justified, text, width).returns(lines, why=why)


def test_a_word_that_fits_into_no_line(subject: ModuleType) -> None:
    """A word longer than a line is refused."""
    check(subject.wrap_justified, "to infinity", 7).raises(
        ValueError, why="'infinity' has eight letters, and a line seven"
    )
