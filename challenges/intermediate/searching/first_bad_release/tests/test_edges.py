"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.searching.first_bad_release.tests.releases import check_first
from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("first_bad", "limit", "expected", "why"),
    [
        pytest.param(1, None, 1, "release 1 is bad, and there is none before", id="no limit"),
        pytest.param(1, 1, 1, "the only release is bad", id="one release"),
        pytest.param(1, 100, 1, "release 1 is bad, and there is none before", id="of a hundred"),
    ],
)
def test_all_may_be_bad(
    subject: ModuleType, first_bad: int, limit: int | None, expected: int, why: str
) -> None:
    """The very first release may be bad."""
    check_first(subject, first_bad, limit, expected, why)


@pytest.mark.parametrize("limit", [0, -1, -100])
def test_there_may_be_no_releases(subject: ModuleType, limit: int) -> None:
    """With a limit below 1 the result is None, and nothing is probed."""
    check_first(subject, 1, limit, None, "there are no releases")


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 9, 100])
def test_all_may_be_good(subject: ModuleType, limit: int) -> None:
    """Where nothing up to the limit is bad the result is None, and nothing beyond is probed."""
    check_first(subject, limit + 1, limit, None, "all releases are good")


@pytest.mark.parametrize("limit", [2, 3, 7, 8, 9, 100])
def test_the_last_may_be_the_first_bad_one(subject: ModuleType, limit: int) -> None:
    """The bug may have come in with the last release."""
    check_first(subject, limit, limit, limit, "only the last release is bad")


@pytest.mark.parametrize("first_bad", [2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33])
def test_around_powers_of_two(subject: ModuleType, first_bad: int) -> None:
    """Where doubling lands, and right beside, the border is found exactly."""
    check_first(subject, first_bad, None, first_bad, f"{first_bad} is bad, {first_bad - 1} is not")
    check_first(subject, first_bad, 40, first_bad, f"{first_bad} is bad, {first_bad - 1} is not")


def test_the_limit_has_a_name(subject: ModuleType) -> None:
    """The limit may be given by name, and None means that there is none."""
    check(subject.first_bad_release, (5).__le__, limit=9).returns(5)
    check(subject.first_bad_release, (5).__le__, limit=None).returns(5)
