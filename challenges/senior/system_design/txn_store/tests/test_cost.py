"""No operation looks at all keys or all levels, and no memory is kept for what is gone."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import Counted, Tally, at_most, check, peak_bytes, traced_lines

DEPTH = 1_000
LINES = 100
"""Lines of one operation on one key, wherever it stands; a plain solution needs about fifteen."""


def set_many(store: Any, count: int) -> None:
    for number in range(count):
        store.set(number, number)


def test_begin_copies_nothing(subject: ModuleType) -> None:
    """Opening a level over 5,000 keys takes no memory for those keys."""
    store = subject.TxnStore()
    set_many(store, 5_000)
    at_most(
        peak_bytes(store.begin),
        20_000,
        "bytes to open a level over 5,000 keys",
        verdict="MLE",
        why="a level costs as much as the keys touched in it",
    )


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(lambda store, key: store.get(key), id="get"),
        pytest.param(lambda store, key: store.set(key, 2), id="set"),
        pytest.param(lambda store, key: store.unset(key), id="unset"),
        pytest.param(lambda store, key: store.count(key), id="count"),
    ],
)
def test_depth_does_not_matter(
    subject: ModuleType, action: Callable[[Any, Counted], object]
) -> None:
    """A thousand levels inside, a key of the outermost level is reached in a few steps."""
    key = Counted("a", Tally(what="hashes and comparisons of one key"))
    store = subject.TxnStore()
    store.set(key, 1)
    for level in range(DEPTH):
        store.begin()
        store.set("other", level)
    key.tally.count = 0
    key.tally.limit = LINES
    traced_lines(
        subject,
        action,
        store,
        key,
        limit=LINES,
        why="1,000 levels are open, and none of them has to be searched",
    )


@pytest.mark.parametrize("action", ["commit", "rollback"])
def test_closing_a_level_costs_what_it_touched(subject: ModuleType, action: str) -> None:
    """A level that touched one key, often, is closed in a few steps, in a store of 2,000 keys."""
    store = subject.TxnStore()
    set_many(store, 2_000)
    store.begin()
    set_many(store, 1_000)
    store.begin()
    for number in range(500):
        store.set("a", number)
    traced_lines(
        subject,
        getattr(store, action),
        limit=LINES,
        why="the innermost level touched one key, 500 times",
    )
    check(store.get, "a").returns(499 if action == "commit" else None)


def test_a_level_logs_keys_not_changes(subject: ModuleType) -> None:
    """Changing ten keys 2,000 times in one level takes memory for ten keys."""
    store = subject.TxnStore()
    store.begin()

    def change_often(store: Any) -> None:
        for number in range(2_000):
            store.set(number % 10, number % 2)

    at_most(
        peak_bytes(change_often, store),
        20_000,
        "bytes for 2,000 changes of ten keys in one level",
        verdict="MLE",
        why="to undo a level its first change of each key is enough",
    )


def test_values_that_are_gone_are_forgotten(subject: ModuleType) -> None:
    """A key that went through 2,000 values takes memory for one, and asking takes none."""
    store = subject.TxnStore()

    def pass_through(store: Any) -> None:
        for number in range(2_000):
            store.set("a", number)
            store.count(-number)

    at_most(
        peak_bytes(pass_through, store),
        20_000,
        "bytes for one key and 2,000 values, one after the other",
        verdict="MLE",
        why="a value that no key holds needs no counter",
    )
