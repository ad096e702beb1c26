"""Large values are compared in one pass."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import at_most, check, cpu_growth


def different_dicts(size: int) -> tuple[Any, Any]:
    """Two dicts of n keys, of which no two are the same."""
    return {f"a{n}": n for n in range(size)}, {f"b{n}": n for n in range(size)}


def different_lists(size: int) -> tuple[Any, Any]:
    """Two lists of n numbers, of which no two are the same."""
    return list(range(size)), list(range(1, size + 1))


@pytest.mark.parametrize("make", [different_dicts, different_lists])
def test_time_grows_like_the_size(subject: ModuleType, make: Callable[[int], Any]) -> None:
    """Twice as large values take about twice the time."""
    at_most(
        cpu_growth(make, subject.explain_diff, [250, 500, 1000]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call=f"explain_diff({make.__name__.replace('_', ' ')}), of 250 to 1000 items",
        why="each part needs to be looked up once, not searched for",
    )


def test_a_thousand_differences(subject: ModuleType) -> None:
    """All of them are listed."""
    check(len, subject.explain_diff(*different_lists(1000))).returns(1000)
