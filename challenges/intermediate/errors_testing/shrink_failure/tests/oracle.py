"""What a right answer is, checked by running the test on every list with one item less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import check

Fails = Callable[[list[Any]], bool]


def check_shrunk(subject: ModuleType, items: Sequence[Any], fails: Fails, why: str = "") -> None:
    """Require a list of some of the items that fails, and passes with any one item less."""
    answer = check(subject.shrink_failure, items, fails)
    answer.satisfies(lambda kept: type(kept) is list, "a list", why=why)
    answer.satisfies(
        lambda kept: is_subsequence(kept, items), "some of the items, in their order", why=why
    )
    answer.satisfies(lambda kept: fails(list(kept)), "a list on which the test fails", why=why)
    answer.satisfies(
        lambda kept: not any(fails(kept[:i] + kept[i + 1 :]) for i in range(len(kept))),
        "a list from which no single item can be left out",
        why=why,
    )


def is_subsequence(part: Sequence[object], whole: Sequence[object]) -> bool:
    """Say whether `part` is `whole` with some items left out."""
    rest = iter(whole)
    return all(any(item == other for other in rest) for item in part)
