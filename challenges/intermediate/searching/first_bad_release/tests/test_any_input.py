"""Any border against an oracle that tries one release after the other."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.searching.first_bad_release.tests.releases import check_first


def first_by_trying(first_bad: int, limit: int) -> int | None:
    """Try the releases from 1 on."""
    return next((release for release in range(1, limit + 1) if release >= first_bad), None)


@pytest.mark.parametrize("limit", range(1, 34))
def test_every_border_below_a_limit(subject: ModuleType, limit: int) -> None:
    """Each release up to the limit is found where it is the first bad one, and so is none."""
    for first_bad in range(1, limit + 2):
        check_first(subject, first_bad, limit, first_by_trying(first_bad, limit))


def test_every_border_without_a_limit(subject: ModuleType) -> None:
    """Each of the releases 1 to 200 is found where it is the first bad one."""
    for first_bad in range(1, 201):
        check_first(subject, first_bad, None, first_bad)


@given(st.integers(1, 3_000), st.integers(0, 3_000))
def test_borders_further_on(subject: ModuleType, first_bad: int, more: int) -> None:
    """A border among thousands of releases is found exactly, with a limit and without."""
    limit = first_bad + more
    check_first(subject, first_bad, limit, first_by_trying(first_bad, limit))
    check_first(subject, first_bad, None, first_by_trying(first_bad, first_bad))
