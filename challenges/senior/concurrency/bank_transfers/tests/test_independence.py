"""Transfers between different accounts do not wait for each other."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import Scheduler


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(("a", "b", 1), id="one that succeeds"),
        pytest.param(("b", "a", 9), id="one that finds too little money"),
        pytest.param(("a", "a", 1), id="one within an account"),
    ],
)
def test_a_stopped_transfer_holds_up_no_other_accounts(
    subject: ModuleType, held: tuple[str, str, int]
) -> None:
    """Wherever a transfer is stopped, one between two other accounts comes to its end."""
    steps = 0
    finished = False
    while not finished:
        with Scheduler() as s:
            bank = subject.Bank(dict.fromkeys("abcd", 5), sync=s)
            stopped = s.spawn(bank.transfer, *held, name="the stopped transfer")
            other = s.spawn(bank.transfer, "c", "d", 2, name="the transfer from c to d")
            for _ in range(steps):
                s.step(stopped)
            finished = stopped.finished
            s.finish(other)
            s.run()
        steps += 1
