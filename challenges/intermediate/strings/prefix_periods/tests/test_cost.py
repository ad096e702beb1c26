"""A character is compared a few times, even where every pattern is given up."""

from __future__ import annotations

import random
from types import ModuleType

import pytest

from challenges.intermediate.strings.prefix_periods.tests.counted_text import CountedText
from challenges.intermediate.strings.prefix_periods.tests.perf import fibonacci_word
from challenges.shared.testing import Tally, at_most, cpu_growth

SIZE = 1_200
(FIBONACCI,) = fibonacci_word(SIZE)
RANDOM = "".join(random.Random(9).choices("ab", k=SIZE))
ALMOST = ("a" * 29 + "b") * (SIZE // 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("a" * (SIZE - 1) + "b", f"'a' * {SIZE - 1} + 'b'", id="broken at the end"),
        pytest.param(FIBONACCI, f"'{FIBONACCI[:8]}…'", id="a Fibonacci word"),
        pytest.param(ALMOST + "a" * 30, f"('a' * 29 + 'b') * {SIZE // 30} + 'a' * 30", id="nearly"),
        pytest.param(RANDOM, f"'{RANDOM[:8]}…'", id="random letters"),
        pytest.param("".join(map(chr, range(5_000, 5_000 + SIZE))), "'ᎈᎉᎊᎋ…'", id="all different"),
    ],
)
def test_comparisons_of_characters(subject: ModuleType, text: str, said: str) -> None:
    """1,200 characters take at most 4 comparisons each."""
    tally = Tally(
        4 * len(text),
        "comparisons of characters",
        call=f"prefix_periods({said}), {len(text):,} characters",
        why="what is known of shorter prefixes says where to go on, without comparing again",
    )
    periods = subject.prefix_periods(CountedText(text, tally))
    assert periods[-1] == smallest_period(text)


def smallest_period(text: str) -> int:
    """Shift the text against itself until it fits."""
    return next(p for p in range(1, len(text) + 1) if text.startswith(text[p:]))


@pytest.mark.parametrize(
    ("pattern", "last"),
    [pytest.param("a", "b", id="one letter"), pytest.param("aab", "c", id="aab")],
)
def test_growth_of_the_time(subject: ModuleType, pattern: str, last: str) -> None:
    """A text of twice the length takes about twice the time."""
    at_most(
        cpu_growth(
            lambda size: (pattern * (size // len(pattern)) + last,),
            subject.prefix_periods,
            [200, 400, 800, 1_600],
        ),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call=f"prefix_periods({pattern!r} * n + {last!r}), for 200 to 1,600 characters",
        why="each prefix must not be searched through again",
    )
