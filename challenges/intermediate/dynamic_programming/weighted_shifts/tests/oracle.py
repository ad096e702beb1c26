"""What a right answer is: an oracle for the total, and a validator for the choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from types import ModuleType

from challenges.shared.testing import check

Shift = tuple[int, int, int]


def check_shifts(subject: ModuleType, shifts: Sequence[Shift], total: int, why: str = "") -> None:
    """Require the given total, and a choice of shifts that reaches it.

    Any such choice passes: which one is found is not part of the contract.
    """
    answer = check(subject.weighted_shifts, shifts)
    answer.satisfies(is_a_pair, "a tuple of an int and a list of ints", why=why)
    answer.satisfies(lambda pair: pair[0] == total, f"a total of {total}", why=why)
    answer.satisfies(
        lambda pair: pair[1] == sorted(set(pair[1])),
        "indices in ascending order, each once",
        why=why,
    )
    answer.satisfies(
        lambda pair: (
            all(0 <= index < len(shifts) for index in pair[1])
            and sum(shifts[index][2] for index in pair[1]) == total
        ),
        f"indices of shifts that pay {total} together",
        why=why,
    )
    answer.satisfies(
        lambda pair: not overlap([shifts[index] for index in pair[1]]),
        "shifts that do not overlap",
        why=why,
    )


def is_a_pair(answer: object) -> bool:
    """Say whether an answer has the shape (int, list of ints)."""
    return (
        type(answer) is tuple
        and len(answer) == 2
        and type(answer[0]) is int
        and type(answer[1]) is list
        and all(type(index) is int for index in answer[1])
    )


def overlap(shifts: Sequence[Shift]) -> bool:
    """Say whether two of the shifts go on at the same time."""
    return any(
        first[0] < second[1] and second[0] < first[1] for first, second in combinations(shifts, 2)
    )


def highest_total(shifts: Sequence[Shift]) -> int:
    """Try every subset. O(2 ** n)."""
    totals = [0]
    for size in range(1, len(shifts) + 1):
        for subset in combinations(shifts, size):
            if not overlap(subset):
                totals.append(sum(pay for _, _, pay in subset))
    return max(totals)
