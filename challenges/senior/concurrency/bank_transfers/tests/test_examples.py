"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_money_moves_while_there_is_enough(subject: ModuleType) -> None:
    """The second transfer finds too little and changes nothing."""
    bank = subject.Bank({"a": 5, "b": 0})
    check(bank.transfer, "a", "b", 3).returns(True, why="'a' holds 5")
    check(bank.transfer, "a", "b", 3).returns(False, why="'a' holds only 2 now")
    check(bank.snapshot).returns({"a": 2, "b": 3}, why="only the first transfer moved money")


def test_nothing_is_no_amount(subject: ModuleType) -> None:
    """A transfer of 0 raises ValueError, also within one account."""
    check(subject.Bank({"a": 1}).transfer, "a", "a", 0).raises(
        ValueError, why="an amount is positive"
    )
