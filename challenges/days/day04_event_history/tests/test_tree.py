"""Stage 7: branches, undoing one older command, and time travel."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.editor import domain
from challenges.shared.clock import FakeClock
from challenges.shared.testing import check


@pytest.fixture(scope="module")
def editor(subject: ModuleType) -> Any:
    """The classes of the editor and the settings."""
    return domain(subject)


@pytest.fixture
def branched(subject: ModuleType, editor: Any) -> Any:
    """A text with a, then two branches: b and c, and d, which is the current one.

    Versions: a 1, b 2, c 3, two undos 4 and 5, d 6.
    """
    history = subject.History(subject.MemoryStore(), "text", editor.Text)
    for letter in "abc":
        history.do(editor.Insert(letter))
    history.undo()
    history.undo()
    history.do(editor.Insert("d"))
    return history


# Branches


def test_branches(subject: ModuleType, branched: Any) -> None:
    """What was undone before a new command is a branch, and is not lost."""
    check(branched.branches).returns(
        [
            subject.Branch(3, ("insert a", "insert b", "insert c"), False),
            subject.Branch(6, ("insert a", "insert d"), True),
        ],
        why="the oldest first",
    )
    branched.undo()
    check(lambda: [one.is_current for one in branched.branches()]).returns(
        [False, True], why="redo would lead to d"
    )


def test_goto_another_branch(branched: Any) -> None:
    """goto undoes to where the branches part, and redoes from there, as one batch."""
    check(branched.goto, 3).returns(9, why="d is undone, b and c redone: three events")
    check(lambda: (branched.state.text, branched.can_redo)).returns(("abc", False), why="at c")
    branched.undo(2)
    branched.redo()
    check(lambda: branched.state.text).returns("ab", why="redo goes the branch that was visited")


def test_goto_any_version(branched: Any) -> None:
    """A version after an undo is the state that the undo led to; 0 is the beginning."""
    for version, text in ((1, "a"), (2, "ab"), (4, "ab"), (5, "a"), (6, "ad"), (0, ""), (3, "abc")):
        branched.goto(version)
        check(lambda: branched.state.text).returns(text, why=f"version {version}")
    before = branched.version
    check(branched.goto, 3).returns(before, why="it is there already")


def test_goto_and_the_clean_mark(branched: Any) -> None:
    """The clean mark may be on another branch."""
    branched.mark_clean()
    branched.goto(2)
    check(lambda: branched.is_clean).returns(False, why="marked at d")
    branched.goto(6)
    check(lambda: branched.is_clean).returns(True, why="at d again")


def test_goto_what_is_not_there(subject: ModuleType, editor: Any) -> None:
    """Versions inside a command, in the future and forgotten ones are refused."""
    history = subject.History(subject.MemoryStore(), "text", editor.Text, limit=3)
    with history.group("g"):
        history.do(editor.Insert("a"))
        history.do(editor.Insert("b"))
    history.do(editor.Type("c"))
    history.do(editor.Type("d"))
    for version, why in ((1, "in the group"), (3, "in what was merged"), (9, "in the future")):
        check(history.goto, version).raises(subject.UnknownVersion, why=why)
    check(history.goto, -1).raises(subject.UnknownVersion, why="before the beginning")
    check(history.goto, 2).returns(6, why="after the group")
    history.goto(4)
    for letter in "xyz":
        history.do(editor.Insert(letter))
    check(history.goto, 2).raises(subject.UnknownVersion, why="forgotten: the limit is 3")
    check(lambda: history.state.text).returns("abcdxyz", why="nothing has changed")


def test_branches_after_a_restart(subject: ModuleType, editor: Any) -> None:
    """Branches are there after a restart, from the events and from a snapshot."""
    store = subject.MemoryStore()
    first = subject.History(store, "text", editor.Text)
    first.do(editor.Insert("a"))
    first.undo()
    first.do(editor.Insert("b"))
    branches = first.branches()
    for again in range(2):
        history = subject.History(store, "text", editor.Text)
        check(history.branches).returns(branches, why=f"opened, snapshot: {bool(again)}")
        history.goto(1)
        check(lambda history=history: history.state.text).returns("a", why="the other branch")
        history.goto(3)
        history.snapshot()


def test_the_limit_drops_branches(subject: ModuleType, editor: Any) -> None:
    """A branch that begins before what can be undone is forgotten with it."""
    history = subject.History(subject.MemoryStore(), "text", editor.Text, limit=2)
    history.do(editor.Insert("a"))
    history.undo()
    for letter in "bcd":
        history.do(editor.Insert(letter))
    check(lambda: [one.labels for one in history.branches()]).returns(
        [("insert c", "insert d")], why="a was a branch before b, and b cannot be undone any more"
    )


# One older command alone


@pytest.fixture
def settings(subject: ModuleType, editor: Any) -> Any:
    """Settings that were put one after the other: a 1, b 2, c 3."""
    history = subject.History(subject.MemoryStore(), "s", editor.Settings)
    history.do(editor.Put(a=1))
    history.do(editor.Put(b=2))
    history.do(editor.Put(c=3))
    return history


def test_undo_one_older_command(settings: Any) -> None:
    """A command that no later one depends on can be undone alone, and that can be undone."""
    check(settings.undo_only, 2).returns(4, why="one event more")
    check(lambda: settings.state.values).returns({"a": 1, "c": 3}, why="b is not set any more")
    check(lambda: settings.branches()[0].labels[-1]).returns("undo put b", why="a new command")
    settings.undo()
    check(lambda: settings.state.values).returns({"a": 1, "b": 2, "c": 3}, why="b is back")


def test_commands_that_depend(subject: ModuleType, editor: Any, settings: Any) -> None:
    """Later commands on the same part are named, also those that depend by way of others."""
    settings.do(editor.Put(a=4, d=5))
    settings.do(editor.Put(e=6))
    settings.do(editor.Put(d=7))
    before = dict(settings.state.values)
    error = check(settings.undo_only, 1).raises(subject.UndoConflict)
    check(lambda: [one.label for one in error.dependents]).returns(
        ["put d", "put a d"], why="a was put again together with d, and d once more after that"
    )
    check(lambda: error.entry.label).returns("put a", why="which could not be undone")
    check(lambda: (settings.state.values, settings.version)).returns(
        (before, 7), why="nothing has changed"
    )
    for dependent in error.dependents:
        settings.undo_only(dependent.version)
    check(lambda: settings.state.values).returns(
        {"a": 1, "b": 2, "c": 3, "e": 6}, why="undone in the order of the list"
    )


def test_a_command_that_was_undone_alone(subject: ModuleType, settings: Any) -> None:
    """Undoing it once more would undo nothing: its undo depends on it."""
    settings.undo_only(1)
    error = check(settings.undo_only, 1).raises(subject.UndoConflict)
    check(lambda: [one.label for one in error.dependents]).returns(["undo put a"], why="this one")


def test_undo_only_what_was_done(subject: ModuleType, editor: Any, settings: Any) -> None:
    """What is undone already or was never done cannot be undone alone."""
    settings.undo()
    for version in (3, 9, 0):
        check(settings.undo_only, version).raises(subject.UnknownVersion)
    text = subject.History(subject.MemoryStore(), "text", editor.Text)
    text.do(editor.Insert("a"))
    text.do(editor.Insert("b"))
    check(text.undo_only, 1).raises(
        subject.UndoConflict, why="events that do not say what they touch touch everything"
    )
    text.undo_only(2)
    check(lambda: text.state.text).returns("a", why="the last one needs no other")


def test_what_a_group_refuses(subject: ModuleType, editor: Any, settings: Any) -> None:
    """Inside a group there are no jumps."""
    with settings.group("g"):
        check(settings.goto, 1).raises(subject.GroupOpen)
        check(settings.undo_only, 1).raises(subject.GroupOpen)


# Time travel


def test_states_of_the_past(subject: ModuleType, branched: Any) -> None:
    """at(version) is the state as it was, also between the events of undo, on any branch."""
    check(lambda: [branched.at(version).text for version in range(7)]).returns(
        ["", "a", "ab", "abc", "ab", "a", "ad"], why="as the versions came"
    )
    check(lambda: branched.state.text).returns("ad", why="looking changes nothing")
    check(branched.at, 7).raises(subject.UnknownVersion)
    check(branched.at).raises(TypeError)
    check(branched.at, 1, time=1.0).raises(TypeError)


def test_states_at_a_time(subject: ModuleType, editor: Any) -> None:
    """at(time) is the state after the last event that is not later, whatever the clock did."""
    clock = FakeClock(1000.0)
    history = subject.History(subject.MemoryStore(), "text", editor.Text, clock=clock)
    for letter, moment in (("a", 1000.0), ("b", 1010.0), ("c", 1005.0), ("d", 1020.0)):
        clock.set_wall(moment)
        history.do(editor.Insert(letter))
    for time, text in ((999.0, ""), (1000.0, "a"), (1004.0, "a"), (1005.0, "abc"), (1019.0, "abc")):
        check(lambda time=time: history.at(time=time).text).returns(text, why=f"at {time}")


def test_diff(settings: Any, editor: Any) -> None:
    """diff has the attributes that differ, with both values."""
    check(settings.diff, 1, 2).returns({"values": ({"a": 1}, {"a": 1, "b": 2})}, why="b was put")
    check(settings.diff, 2, 1).returns({"values": ({"a": 1, "b": 2}, {"a": 1})}, why="backwards")
    check(settings.diff, 3, 3).returns({}, why="nothing")
