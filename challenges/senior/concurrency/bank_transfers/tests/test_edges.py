"""The corners of the statement, one sentence each.

The bank gets the locks of a scheduler without any running thread: a call that would wait for ever
is reported at once.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import Scheduler, check


def quiet_bank(subject: ModuleType, **balances: int) -> Any:
    """Make a bank that no other thread uses."""
    return subject.Bank(balances, sync=Scheduler())


@pytest.mark.parametrize("amount", [0, -1])
@pytest.mark.parametrize("dst", ["a", "b"])
def test_an_amount_is_positive(subject: ModuleType, dst: str, amount: int) -> None:
    """0 and negative amounts raise ValueError, and nothing moves."""
    bank = quiet_bank(subject, a=5, b=5)
    check(bank.transfer, "a", dst, amount).raises(ValueError)
    check(bank.snapshot).returns({"a": 5, "b": 5}, why="the call was refused")


@pytest.mark.parametrize(
    ("src", "dst"),
    [
        pytest.param("a", "zz", id="to an unknown account"),
        pytest.param("zz", "a", id="from an unknown account"),
        pytest.param("zz", "zz", id="within an unknown account"),
    ],
)
def test_an_unknown_account(subject: ModuleType, src: str, dst: str) -> None:
    """It raises KeyError, nothing moves, and no lock stays held."""
    bank = quiet_bank(subject, a=5, b=5)
    check(bank.transfer, src, dst, 1).raises(KeyError, why="there is no account 'zz'")
    check(bank.snapshot).returns({"a": 5, "b": 5}, why="the call was refused")
    check(bank.transfer, "a", "b", 1).returns(True, why="the refused call is over")


def test_all_money_can_go(subject: ModuleType) -> None:
    """An account may be emptied, and not overdrawn."""
    bank = quiet_bank(subject, a=5, b=0)
    check(bank.transfer, "a", "b", 6).returns(False, why="'a' holds 5")
    check(bank.transfer, "a", "b", 5).returns(True, why="'a' holds 5")
    check(bank.transfer, "a", "b", 1).returns(False, why="'a' is empty")
    check(bank.snapshot).returns({"a": 0, "b": 5}, why="5 went from 'a' to 'b'")


@pytest.mark.parametrize("amount", [1, 5, 6])
def test_a_transfer_within_one_account(subject: ModuleType, amount: int) -> None:
    """It returns True and changes nothing, whatever the account holds."""
    bank = quiet_bank(subject, a=5)
    check(bank.transfer, "a", "a", amount).returns(True, why="nothing has to move")
    check(bank.snapshot).returns({"a": 5}, why="nothing has moved")


def test_calls_leave_no_lock_behind(subject: ModuleType) -> None:
    """After a refusal for lack of money and after a snapshot everything is free again."""
    bank = quiet_bank(subject, a=1, b=1)
    check(bank.transfer, "a", "b", 2).returns(False, why="'a' holds 1")
    check(bank.snapshot).returns({"a": 1, "b": 1})
    check(bank.transfer, "b", "a", 1).returns(True, why="the calls before are over")


def test_a_snapshot_is_a_copy(subject: ModuleType) -> None:
    """Changing a snapshot, or the mapping of the beginning, changes no account."""
    balances = {"a": 1, "b": 2}
    bank = subject.Bank(balances, sync=Scheduler())
    balances["a"] = 100
    bank.snapshot()["b"] = 100
    check(bank.snapshot).returns({"a": 1, "b": 2}, why="the money is in the bank")


def test_a_bank_without_accounts(subject: ModuleType) -> None:
    """Its snapshot is empty."""
    check(quiet_bank(subject).snapshot).returns({})
