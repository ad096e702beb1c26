"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize("action", ["commit", "rollback"])
def test_nothing_is_open_at_first(subject: ModuleType, action: str) -> None:
    """commit and rollback without begin raise NoTransaction."""
    check(getattr(subject.TxnStore(), action)).raises(subject.NoTransaction)


@pytest.mark.parametrize("action", ["commit", "rollback"])
def test_each_begin_is_closed_once(subject: ModuleType, action: str) -> None:
    """A second commit or rollback finds the level closed, and changes nothing."""
    store = subject.TxnStore()
    store.begin()
    store.set("a", 1)
    getattr(store, action)()
    check(getattr(store, action)).raises(subject.NoTransaction, why="there was only one begin")
    check(store.get, "a").returns(
        1 if action == "commit" else None, why="a refused call changes nothing"
    )


def test_a_key_that_is_not_there(subject: ModuleType) -> None:
    """get returns None or the default, and unset does nothing."""
    store = subject.TxnStore()
    check(store.get, "a").returns(None, why="None is the default of the default")
    check(store.get, "a", 7).returns(7, why="the default was given")
    check(store.unset, "a").returns(None, why="removing nothing is no error")
    check(store.count, None).returns(0, why="no key holds None")


def test_a_changed_key_leaves_its_old_value(subject: ModuleType) -> None:
    """Setting and removing keep the counts of old and new value right."""
    store = subject.TxnStore()
    store.set("a", "x")
    store.set("b", "x")
    check(store.count, "x").returns(2, why="'a' and 'b' hold it")
    store.set("a", "y")
    check(store.count, "x").returns(1, why="only 'b' still holds it")
    store.set("a", "y")
    check(store.count, "y").returns(1, why="'a' holds it, once")
    store.unset("a")
    check(store.count, "y").returns(0, why="the only holder was removed")


def test_none_is_a_value(subject: ModuleType) -> None:
    """A key that holds None is there: the default is not used, and it counts."""
    store = subject.TxnStore()
    store.set("a", None)
    check(store.get, "a", "default").returns(None, why="'a' is there and holds None")
    check(store.count, None).returns(1, why="'a' holds None")


def test_a_rollback_brings_none_back(subject: ModuleType) -> None:
    """A key that held None before the level holds None after its rollback."""
    store = subject.TxnStore()
    store.set("a", None)
    store.begin()
    store.set("a", 1)
    store.rollback()
    check(store.get, "a", "default").returns(None, why="'a' was there and held None")
    check(store.count, None).returns(1, why="'a' holds None again")


def test_a_rollback_removes_a_new_key(subject: ModuleType) -> None:
    """A key that was not there before the level is not there after its rollback."""
    store = subject.TxnStore()
    store.begin()
    store.set("a", 1)
    store.rollback()
    check(store.get, "a", "default").returns("default", why="'a' was not there before")
    check(store.count, 1).returns(0, why="nothing holds 1 any more")


def test_the_state_before_the_level_comes_back(subject: ModuleType) -> None:
    """A key that changed twice in a level goes back to what it was before the first change."""
    store = subject.TxnStore()
    store.set("a", 1)
    store.begin()
    store.set("a", 2)
    store.set("a", 3)
    store.rollback()
    check(store.get, "a").returns(1, why="'a' was 1 when the level began")
    check(store.count, 2).returns(0, why="2 was only a step on the way")


def test_a_key_that_was_removed_and_set_again(subject: ModuleType) -> None:
    """Removing and setting in one level is one change of the key."""
    store = subject.TxnStore()
    store.set("a", 1)
    store.begin()
    store.unset("a")
    store.set("a", 1)
    check(store.count, 1).returns(1, why="'a' holds 1 again")
    store.rollback()
    check(store.get, "a").returns(1, why="'a' was 1 when the level began")
    check(store.count, 1).returns(1, why="one key holds 1")


def test_an_outer_rollback_undoes_inner_commits(subject: ModuleType) -> None:
    """What an inner level committed belongs to the level outside, and goes with it."""
    store = subject.TxnStore()
    store.set("a", 1)
    store.begin()
    store.begin()
    store.set("a", 2)
    store.set("b", 2)
    store.commit()
    check(store.count, 2).returns(2, why="the inner level was committed")
    store.rollback()
    check(store.get, "a").returns(1, why="the outer level was rolled back, with all in it")
    check(store.get, "b").returns(None, why="the outer level was rolled back, with all in it")
    check(store.count, 2).returns(0, why="both changes are undone")


def test_the_outer_level_knows_the_older_state(subject: ModuleType) -> None:
    """A key changed in both levels goes back to what it was before the outer one."""
    store = subject.TxnStore()
    store.set("a", 1)
    store.begin()
    store.set("a", 2)
    store.begin()
    store.set("a", 3)
    store.commit()
    store.rollback()
    check(store.get, "a").returns(1, why="'a' was 1 when the outer level began")


def test_a_commit_goes_one_level_out(subject: ModuleType) -> None:
    """What the third level commits belongs to the second, not to the outermost."""
    store = subject.TxnStore()
    store.set("a", 1)
    for _ in range(3):
        store.begin()
    store.set("a", 2)
    store.commit()
    store.rollback()
    check(store.get, "a").returns(1, why="the second level, which had the commit, was undone")


def test_levels_close_one_at_a_time(subject: ModuleType) -> None:
    """After the rollback of an inner level the outer one is still open, with its changes."""
    store = subject.TxnStore()
    store.begin()
    store.set("a", 1)
    store.begin()
    store.set("b", 2)
    store.rollback()
    check(store.get, "a").returns(1, why="the outer level is still open")
    store.set("c", 3)
    store.rollback()
    check(store.get, "a").returns(None, why="the outer level was rolled back")
    check(store.get, "c").returns(None, why="it was set in the outer level")
    check(store.rollback).raises(subject.NoTransaction, why="both levels are closed")
