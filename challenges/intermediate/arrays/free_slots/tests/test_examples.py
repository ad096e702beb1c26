"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_gaps_before_and_between(subject: ModuleType) -> None:
    """Appointments that overlap leave no gap, and the day ends before the last one does."""
    busy = [(60, 90), (80, 120), (200, 240)]
    check(subject.free_slots, busy, (0, 220), 30).returns(
        [(0, 60), (120, 200)],
        why="somebody is busy from 60 to 120, and from 200 on",
    )


def test_nobody_is_busy(subject: ModuleType) -> None:
    """Without appointments the day is one gap."""
    check(subject.free_slots, [], (9, 17)).returns([(9, 17)], why="the whole day is free")
