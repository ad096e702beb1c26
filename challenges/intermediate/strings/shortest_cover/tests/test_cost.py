"""The cost is linear in the text and the need, whatever the alphabet, and no window is stored."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import at_most, cpu_growth, peak_bytes, traced_lines

LINES_PER_CHARACTER = 25
"""A plain solution executes about twelve lines for each character of the text."""


@pytest.mark.parametrize(
    ("text", "need", "expected"),
    [
        pytest.param("ab" * 500, "a" * 100, (0, 199), id="a window that slides along"),
        pytest.param("a" * 999 + "b", "ab", (998, 1000), id="covered only at the end"),
        pytest.param("a" * 1000, "ab", None, id="never covered"),
    ],
)
def test_each_end_of_the_window_passes_the_text_once(
    subject: ModuleType, text: str, need: str, expected: tuple[int, int] | None
) -> None:
    """A thousand characters take at most 25 lines each, wherever the window is found."""
    found = traced_lines(
        subject,
        subject.shortest_cover,
        text,
        need,
        limit=LINES_PER_CHARACTER * (len(text) + len(need)),
        why="each end of the window needs to pass the text only once",
    )
    assert found == expected


def test_a_step_costs_the_same_in_a_large_alphabet(subject: ModuleType) -> None:
    """Twice as many different characters in a text twice as long take about twice the time."""

    def every_character_needed(size: int) -> tuple[str, str]:
        alphabet = "".join(map(chr, range(0x4E00, 0x4E00 + size)))
        return alphabet * 2, alphabet

    at_most(
        cpu_growth(every_character_needed, subject.shortest_cover, [100, 200, 400, 800]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="shortest_cover(alphabet * 2, alphabet), for alphabets of 100 to 800 characters",
        why="a step must not look at every needed character again",
    )


def test_windows_are_not_collected(subject: ModuleType) -> None:
    """A text with thousands of covering windows takes no more memory than its alphabet."""
    at_most(
        peak_bytes(subject.shortest_cover, "ab" * 5_000, "ab"),
        20_000,
        "bytes at the peak",
        call='shortest_cover("ab" * 5_000, "ab")',
        why="the best window so far is all that needs to be kept",
        verdict="MLE",
    )
