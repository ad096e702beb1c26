"""Few probes, by the place of the border, and none of them twice."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.searching.first_bad_release.tests.releases import check_first

QUINTILLION = 10**18


@pytest.mark.parametrize("limit", [1_000_000, QUINTILLION, 200, 100, None], ids=str)
def test_an_early_border_takes_few_probes(subject: ModuleType, limit: int | None) -> None:
    """For a first bad release up to 100 at most 2 log2(answer) + 2 probes, whatever the limit."""
    for first_bad in range(1, 101):
        check_first(subject, first_bad, limit, first_bad, counts=True)


@pytest.mark.parametrize(
    "first_bad",
    [
        pytest.param(2**59, id="a power of two"),
        pytest.param(2**59 + 1, id="one more"),
        pytest.param(2**59 - 1, id="one less"),
        pytest.param(QUINTILLION, id="the greatest"),
        pytest.param(QUINTILLION - 1, id="one before the greatest"),
        pytest.param(123_456_789_012_345_678, id="somewhere between"),
    ],
)
def test_a_far_border(subject: ModuleType, first_bad: int) -> None:
    """Sixty doublings reach every release, and as many bisections find the border."""
    check_first(subject, first_bad, None, first_bad, counts=True)
    check_first(subject, first_bad, QUINTILLION, first_bad, counts=True)
    check_first(subject, first_bad, first_bad, first_bad, counts=True)


@given(st.integers(1, QUINTILLION), st.integers(0, QUINTILLION))
def test_any_border(subject: ModuleType, first_bad: int, more: int) -> None:
    """Any border up to 10 ** 18 is found in as many probes as its place allows."""
    limit = min(first_bad + more, QUINTILLION)
    check_first(subject, first_bad, limit, first_bad, counts=True)
    check_first(subject, first_bad, None, first_bad, counts=True)


@pytest.mark.parametrize("limit", [*range(1, 18), 1_000, 2**59, QUINTILLION], ids=str)
def test_that_all_is_good_takes_few_probes(subject: ModuleType, limit: int) -> None:
    """Where no release is bad, at most 2 log2(limit) + 3 probes show that."""
    check_first(subject, limit + 1, limit, None, counts=True)
