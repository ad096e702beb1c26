"""The cost is that of the text and the lines: a word costs the same on any line."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from challenges.shared.testing import at_most, cpu_growth


def wide(size: int) -> tuple[str, int]:
    """n words, half of them on the first of two lines, with some spaces to share."""
    return "ab " * size, size * 3 // 2 + 20


def narrow(size: int) -> tuple[str, int]:
    """n words, three to a line."""
    return "ab " * size, 10


@pytest.mark.parametrize(
    ("make", "call", "sizes", "why"),
    [
        pytest.param(
            wide,
            'wrap_justified("ab " * n, n * 3 // 2 + 20), for n from 300 to 2,400',
            [300, 600, 1_200, 2_400],
            "whether a word fits can be told without looking at the others on the line again",
            id="two wide lines",
        ),
        pytest.param(
            narrow,
            'wrap_justified("ab " * n, 10), for n from 100 to 800',
            [100, 200, 400, 800],
            "a line is finished when the next one begins",
            id="many narrow lines",
        ),
    ],
)
def test_growth_of_the_time(
    subject: ModuleType,
    make: Callable[[int], tuple[str, int]],
    call: str,
    sizes: list[int],
    why: str,
) -> None:
    """Twice as many words take about twice the time."""
    at_most(
        cpu_growth(make, subject.wrap_justified, sizes),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call=call,
        why=why,
    )
