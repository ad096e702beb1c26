"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_a_rollback_undoes_the_innermost_level_alone(subject: ModuleType) -> None:
    """The inner level removes a key, its rollback brings back what the outer level had set."""
    store = subject.TxnStore()
    store.set("a", 1)
    store.begin()
    store.set("a", 2)
    store.begin()
    store.unset("a")
    check(store.get, "a", "gone").returns("gone", why="reads see changes of open levels")
    store.rollback()
    check(store.get, "a").returns(2, why="the outer level had set it to 2")
    check(store.count, 2).returns(1, why="'a' holds 2 again")
    check(store.count, 1).returns(0, why="'a' holds 2, nothing holds 1")


def test_a_commit_keeps_the_changes(subject: ModuleType) -> None:
    """After the commit of the last open level its changes are final, and nothing is open."""
    store = subject.TxnStore()
    store.begin()
    store.set("a", 2)
    store.commit()
    check(store.get, "a").returns(2, why="the level that set it was committed")
    check(store.commit).raises(subject.NoTransaction, why="no level is open any more")
