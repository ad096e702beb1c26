"""Any series against looking at every window."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def first_of_the_longest(values: list[int], spread: int) -> tuple[int, int]:
    """Try the lengths from the longest to 1, and each from left to right. O(n ** 3)."""
    for length in range(len(values), 0, -1):
        for start in range(len(values) - length + 1):
            window = sorted(values[start : start + length])
            if window[-1] - window[0] <= spread:
                return start, start + length
    return 0, 0


@given(st.lists(st.integers(-5, 5), max_size=14), st.integers(0, 6))
def test_no_window_is_better(subject: ModuleType, values: list[int], spread: int) -> None:
    """The result is the first of the longest steady windows, for any series and spread."""
    check(subject.steady_window, values, spread).returns(first_of_the_longest(values, spread))


@given(st.lists(st.integers(-2, 2), max_size=30), st.integers(1, 4))
def test_series_of_small_steps(subject: ModuleType, steps: list[int], spread: int) -> None:
    """Readings that wander slowly make long windows, whose extremes come and go."""
    values = [sum(steps[:count]) for count in range(1, len(steps) + 1)]
    check(subject.steady_window, values, spread).returns(first_of_the_longest(values, spread))
