"""What right change is: its length by a search in rings, and a validator for the coins."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from challenges.shared.testing import check


def fewest(coins: Sequence[int], amount: int) -> int | None:
    """Return how many coins are needed: the ring of amounts around 0 that `amount` is in."""
    seen = ring = {0}
    count = 0
    while ring:
        if amount in ring:
            return count
        ring = {paid + coin for paid in ring for coin in coins if paid + coin <= amount} - seen
        seen = seen | ring
        count += 1
    return None


def check_coins(
    subject: ModuleType, coins: Sequence[int], amount: int, count: int | None, why: str = ""
) -> None:
    """Require change of `count` coins, or None if `count` is None; which coins is free."""
    answer = check(subject.fewest_coins, coins, amount)
    if count is None:
        answer.returns(None, why=why)
        return
    plural = "coin" if count == 1 else "coins"
    answer.satisfies(is_a_list_of_ints, "a list of coins", why=why)
    answer.satisfies(
        lambda change: set(change) <= set(coins), "coins of the given kinds only", why=why
    )
    answer.satisfies(lambda change: sum(change) == amount, f"coins worth {amount}", why=why)
    answer.satisfies(lambda change: len(change) == count, f"{count} {plural}, no more", why=why)
    answer.satisfies(
        lambda change: change == sorted(change, reverse=True),
        "coins from the largest to the smallest",
        why=why,
    )


def is_a_list_of_ints(answer: object) -> bool:
    """Say whether an answer is a list of ints."""
    return type(answer) is list and all(type(coin) is int for coin in answer)
