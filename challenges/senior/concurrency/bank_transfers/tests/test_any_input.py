"""Any transfers, one after the other, against a plain dict."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import Scheduler, check

accounts = st.sampled_from("abcd")
transfers = st.lists(st.tuples(accounts, accounts, st.integers(1, 6)), max_size=12)
beginnings = st.fixed_dictionaries({name: st.integers(0, 8) for name in "dbca"})


@given(beginnings, transfers)
def test_like_a_dict(
    subject: ModuleType, balances: dict[str, int], script: list[tuple[str, str, int]]
) -> None:
    """Each transfer succeeds exactly when there is enough money, and moves that much."""
    bank = subject.Bank(balances, sync=Scheduler())
    plain = dict(balances)
    for src, dst, amount in script:
        enough = src == dst or plain[src] >= amount
        check(bank.transfer, src, dst, amount).returns(enough, why=f"the balances are {plain}")
        if enough:
            plain[src] -= amount
            plain[dst] += amount
        check(bank.snapshot).returns(plain, why=f"after {amount} from {src!r} to {dst!r}")
