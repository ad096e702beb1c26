"""What a right partition is: a validator that names what is wrong with one."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any, NoReturn

from challenges.shared.testing import WrongAnswer, check
from challenges.shared.testing.rendering import short_repr


def check_partition(
    subject: ModuleType,
    items: Sequence[Any],
    pivot: Any,
    borders: tuple[int, int] | None = None,
    why: str = "",
) -> None:
    """Partition a copy of `items`, and require that the borders and the three groups are right.

    Args:
        subject: the module under test.
        items: what stands in the list before the call.
        pivot: the pivot.
        borders: the right (lo, hi); left out, they are counted.
        why: one line for the learner.
    """
    after = list(items)

    def flag_partition(_items: Sequence[Any], pivot: Any) -> Any:
        return subject.flag_partition(after, pivot)

    call = f"flag_partition({short_repr(list(items))}, {short_repr(pivot)})"
    got = check(flag_partition, list(items), pivot).value

    def refuse(expected: str, found: str) -> NoReturn:
        result = f"{short_repr(got)}, and the list is {short_repr(after)}"
        raise WrongAnswer(call=call, expected=expected, got=result, difference=found, why=why)

    lo, hi = borders or count_borders(items, pivot)
    # By identity: what only looks the same need not be the same item.
    if sorted(map(id, after)) != sorted(map(id, items)):
        refuse("the same items in the list as before", "items were lost, doubled or replaced")
    groups = [(after[:lo], "smaller"), (after[lo:hi], "level"), (after[hi:], "larger")]
    for group, wanted in groups:
        for item in group:
            if standing(item, pivot) != wanted:
                refuse(
                    f"{lo} smaller, then {hi - lo} level, then {len(after) - hi} larger items",
                    f"{short_repr(item)} is among the {wanted} ones",
                )
    if type(got) is not tuple or got != (lo, hi):
        refuse(f"the borders {(lo, hi)}", "the groups are right, the result is not")


def standing(item: Any, pivot: Any) -> str:
    """Say how an item stands to the pivot: "smaller", "level" or "larger"."""
    if item < pivot:
        return "smaller"
    return "larger" if pivot < item else "level"


def count_borders(items: Sequence[Any], pivot: Any) -> tuple[int, int]:
    """Count the smaller items, and those that are not larger."""
    standings = [standing(item, pivot) for item in items]
    return standings.count("smaller"), len(items) - standings.count("larger")
