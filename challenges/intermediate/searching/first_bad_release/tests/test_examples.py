"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.searching.first_bad_release.tests.releases import check_first


@pytest.mark.parametrize(
    ("first_bad", "limit", "expected", "why"),
    [
        pytest.param(13, None, 13, "13 is bad and 12 is not", id="no limit"),
        pytest.param(9, 8, None, "the first bad one would come after the last", id="all good"),
        pytest.param(3, 1_000_000, 3, "3 is bad and 2 is not", id="early of many"),
    ],
)
def test_example(
    subject: ModuleType, first_bad: int, limit: int | None, expected: int | None, why: str
) -> None:
    """The examples of the statement hold."""
    check_first(subject, first_bad, limit, expected, why)
