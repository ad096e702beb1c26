"""Threads in every order that two preemptions allow, and in random orders of single opcodes.

A thread that waits for ever is reported as a deadlock with what each thread waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from challenges.shared.testing import (
    Deadlock,
    Scheduler,
    Stuck,
    check,
    explore,
    live,
    random_runs,
)
from challenges.shared.testing.scheduled_tasks import Task

Transfer = tuple[str, str, int]
Scenario = Callable[[Scheduler], Callable[[], None]]


def result_of(task: Task) -> object:
    """Return what the call in a thread returned, for `check`."""
    return task.result


def name_of(transfer: Transfer) -> str:
    src, dst, amount = transfer
    return f"{amount} from {src} to {dst}"


def all_succeed(
    subject: ModuleType,
    before: dict[str, int],
    transfers: list[Transfer],
    after: dict[str, int],
) -> Scenario:
    """Each transfer runs in a thread of its own; there is money for all of them."""

    def scenario(s: Scheduler) -> Callable[[], None]:
        bank = subject.Bank(before, sync=s)
        tasks = [s.spawn(bank.transfer, *each, name=name_of(each)) for each in transfers]

        def last_check() -> None:
            for task in tasks:
                check(result_of, live(task)).returns(True, why="there was money enough for all")
            check(bank.snapshot).returns(after, why=f"it was {before}, and all transfers succeed")

        return last_check

    return scenario


@pytest.mark.parametrize(
    ("before", "transfers", "after", "preemptions"),
    [
        pytest.param(
            {"a": 5, "b": 5},
            [("a", "b", 1), ("b", "a", 2)],
            {"a": 6, "b": 4},
            2,
            id="there and back",
        ),
        pytest.param(
            {"a": 5, "b": 5, "c": 5},
            [("a", "b", 1), ("b", "c", 2), ("c", "a", 3)],
            {"a": 7, "b": 4, "c": 4},
            1,  # a ring in which all wait needs two: the next test brings one into position
            id="a ring of three",
        ),
        pytest.param(
            {"a": 5, "b": 5},
            [("a", "a", 1), ("a", "b", 2), ("b", "b", 3)],
            {"a": 3, "b": 7},
            2,
            id="within an account and out of it",
        ),
    ],
)
def test_transfers_in_every_order(
    subject: ModuleType,
    before: dict[str, int],
    transfers: list[Transfer],
    after: dict[str, int],
    preemptions: int,
) -> None:
    """Transfers that meet all come to their end, and the money is where it belongs."""
    explore(all_succeed(subject, before, transfers, after), preemptions=preemptions)


def test_a_ring_brought_into_position(subject: ModuleType) -> None:
    """Five transfers in a ring, each stopped once it waits for its second lock, all end."""
    accounts = "abcde"
    with Scheduler() as s:
        bank = subject.Bank(dict.fromkeys(accounts, 1), sync=s)
        ring = list(zip(accounts, accounts[1:] + accounts[0], [1] * 5, strict=True))
        tasks = [s.spawn(bank.transfer, *each, name=name_of(each)) for each in ring]
        for task in tasks:
            try:
                s.run_to(task, "acquire")
                s.run_to(task, "acquire")
            except (Deadlock, Stuck):
                pass  # it waits for another one already, or needs only one lock
        s.run()
        check(bank.snapshot).returns(dict.fromkeys(accounts, 1), why="1 went round the ring")


def test_the_same_money_is_spent_once(subject: ModuleType) -> None:
    """Of two transfers that both need all the money of an account one is refused."""

    def scenario(s: Scheduler) -> Callable[[], None]:
        bank = subject.Bank({"a": 5, "b": 0, "c": 0}, sync=s)
        to_b = s.spawn(bank.transfer, "a", "b", 5, name="5 from a to b")
        to_c = s.spawn(bank.transfer, "a", "c", 5, name="5 from a to c")

        def last_check() -> None:
            check(sorted, [to_b.result, to_c.result]).returns(
                [False, True], why="'a' holds 5, and both want 5"
            )
            after = {"a": 0, "b": 5 * to_b.result, "c": 5 * to_c.result}
            check(bank.snapshot).returns(after, why="the one that returned True moved the money")

        return last_check

    explore(scenario)


def test_a_snapshot_shows_one_moment(subject: ModuleType) -> None:
    """A snapshot during two transfers shows each of them whole or not at all."""
    moments = [
        {"b": 2, "a": 4, "c": 5},
        {"b": 0, "a": 6, "c": 5},
        {"b": 2, "a": 3, "c": 6},
        {"b": 0, "a": 5, "c": 6},
    ]

    def scenario(s: Scheduler) -> Callable[[], None]:
        # Not in the order of names: locks taken in the order of the mapping would cross.
        bank = subject.Bank(moments[0], sync=s)
        s.spawn(bank.transfer, "b", "a", 2, name="2 from b to a")
        s.spawn(bank.transfer, "a", "c", 1, name="1 from a to c")
        looking = s.spawn(bank.snapshot, name="snapshot")

        def last_check() -> None:
            check(result_of, live(looking)).satisfies(
                lambda seen: seen in moments,
                f"one of {moments}",
                why="a transfer is in a snapshot with both its sides or not at all",
            )

        return last_check

    explore(scenario, preemptions=1)


def test_four_threads_switching_between_opcodes(subject: ModuleType) -> None:
    """Also where threads change within a statement, nothing is lost and totals are right."""

    def scenario(s: Scheduler) -> Callable[[], None]:
        bank = subject.Bank({"a": 3, "b": 3, "c": 3}, sync=s)
        s.spawn(bank.transfer, "a", "b", 1, name="1 from a to b")
        s.spawn(bank.transfer, "b", "a", 2, name="2 from b to a")
        s.spawn(bank.transfer, "c", "a", 3, name="3 from c to a")
        looking = s.spawn(bank.snapshot, name="snapshot")

        def last_check() -> None:
            check(result_of, live(looking)).satisfies(
                lambda seen: sum(seen.values()) == 9,
                "9 in all",
                why="there are 9 in the bank at every moment",
            )
            check(bank.snapshot).returns({"a": 7, "b": 2, "c": 0}, why="all three succeed")

        return last_check

    random_runs(scenario, range(40), traced=[subject], each="opcode")
