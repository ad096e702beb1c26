"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("grid", "words", "expected", "why"),
    [
        pytest.param(
            ["ca", "rt"],
            ["cat", "car", "art", "tac"],
            ["cat", "tac"],
            "'c', 'a' and 't' are neighbours; from 'a' to 'r' it is a step across",
            id="four letters",
        ),
        pytest.param(
            ["ab"],
            ["aba", "ba", "ba"],
            ["ba"],
            "'aba' needs the only 'a' twice, and 'ba' is named twice",
            id="there and back",
        ),
    ],
)
def test_example(
    subject: ModuleType, grid: list[str], words: list[str], expected: list[str], why: str
) -> None:
    """The examples of the statement hold."""
    check(subject.word_grid, grid, words).returns(expected, why=why)
