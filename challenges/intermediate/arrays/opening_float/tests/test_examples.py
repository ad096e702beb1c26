"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_the_lowest_point_decides(subject: ModuleType) -> None:
    """A payment that comes last can need more than the first one."""
    check(subject.opening_float, [-5, 3, -4]).returns(
        6,
        why="opened with 0, the till would stand at -5, -2 and -6",
    )


def test_a_day_that_pays_for_itself(subject: ModuleType) -> None:
    """What comes in before the payments may be enough for them."""
    check(subject.opening_float, [4, -3]).returns(
        0,
        why="the till holds 4 before 3 are paid; less than 0 cannot be put in",
    )
