"""Stage 2: groups, merging, the limit, the clean mark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.editor import domain
from challenges.shared.testing import at_most, check, live, peak_bytes


@pytest.fixture(scope="module")
def editor(subject: ModuleType) -> Any:
    """The classes of the editor."""
    return domain(subject)


@pytest.fixture
def history(subject: ModuleType, editor: Any) -> Any:
    """A history of an empty text."""
    return subject.History(subject.MemoryStore(), "text", editor.Text)


class Boom(Exception):
    """What goes wrong on purpose."""


@contextmanager
def failing(history: Any) -> Iterator[None]:
    """A group that raises at its end."""
    with suppress(Boom), history.group("fails"):
        yield
        raise Boom


# Groups


def test_a_group_is_one_step(history: Any, editor: Any) -> None:
    """What is done in a group is seen at once, and undone and redone together."""
    history.do(editor.Insert("a"))
    with history.group("two letters"):
        history.do(editor.Insert("b"))
        check(lambda: history.state.text).returns("ab", why="inside the group, too")
        history.do(editor.Insert("c"))
    history.undo()
    check(lambda: history.state.text).returns("a", why="both are undone")
    history.redo()
    check(lambda: history.state.text).returns("abc", why="both are redone")
    check(lambda: history.version).returns(7, why="1 event, then 2, 2 and 2")


def test_a_group_that_fails(history: Any, editor: Any) -> None:
    """If a group raises, nothing of it has happened, and nothing of it is stored."""
    history.do(editor.Insert("a"))
    with failing(history):
        history.do(editor.Insert("b"))
        history.do(editor.Delete(0))
    check(lambda: (history.state.text, history.version)).returns(("a", 1), why="as before")
    history.undo()
    check(lambda: (history.state.text, history.can_undo)).returns(("", False), why="only a was")


def test_a_command_that_fails_in_a_group(history: Any, editor: Any) -> None:
    """Who catches the error inside the group keeps what the group has done otherwise."""
    with history.group("goes on"):
        history.do(editor.Insert("a"))
        with pytest.raises(IndexError):
            history.do(editor.Insert("x", at=9))
        history.do(editor.Insert("b"))
    check(lambda: (history.state.text, history.version)).returns(("ab", 2), why="a and b")


def test_an_apply_that_fails_in_a_group(history: Any, editor: Any) -> None:
    """An event that cannot be taken in leaves what the group has done before."""

    class Wrong:
        def execute(self, state: Any) -> list[Any]:
            return [editor.Inserted(0, "x"), editor.Deleted(0, "no such text")]

    with history.group("goes on"):
        history.do(editor.Insert("a"))
        with pytest.raises(ValueError, match="no such text"):
            history.do(Wrong())
        check(lambda: history.state.text).returns("a", why="without the x")
    check(lambda: (history.state.text, history.version)).returns(("a", 1), why="a alone is stored")


def test_groups_in_groups(history: Any, editor: Any) -> None:
    """An inner group that fails takes back its own; the outermost is one step of undo."""
    with history.group("outer"):
        history.do(editor.Insert("a"))
        with failing(history):
            history.do(editor.Insert("b"))
        with history.group("inner"):
            history.do(editor.Insert("c"))
            check(lambda: history.version).returns(0, why="nothing is stored yet")
    check(lambda: (history.state.text, history.version)).returns(("ac", 2), why="b is gone")
    history.undo()
    check(lambda: history.state.text).returns("", why="one step")
    with failing(history), history.group("inner"):
        history.do(editor.Insert("d"))
    check(lambda: history.state.text).returns("", why="what an inner group did is gone, too")


def test_an_empty_group(history: Any, editor: Any) -> None:
    """A group without events leaves nothing, not even the end of redo."""
    history.do(editor.Insert("a"))
    history.undo()
    with history.group("empty"):
        pass
    check(lambda: (history.version, history.can_redo)).returns((2, True), why="as before")


def test_what_a_group_refuses(subject: ModuleType, history: Any, editor: Any) -> None:
    """Inside a group there is no undo, no redo, no clean mark."""
    history.do(editor.Insert("a"))
    with history.group("g"):
        for refused in (history.undo, history.redo, history.mark_clean, history.refresh):
            check(refused).raises(subject.GroupOpen)
    check(lambda: history.state.text).returns("a", why="nothing has happened")


def test_a_group_without_inverses(subject: ModuleType, editor: Any) -> None:
    """A group that fails is taken back even if its events have no inverse."""

    class Final(editor.Inserted):  # type: ignore[name-defined,misc]
        def inverse(self) -> Any:
            raise NotImplementedError("Final")

    class Paper(editor.Text):  # type: ignore[name-defined,misc]
        @subject.applies(Final)
        def final(self, event: Any) -> None:
            self.text += event.text

    class Write:
        def execute(self, state: Any) -> list[Any]:
            return [Final(0, "ink")]

    history = subject.History(subject.MemoryStore(), "paper", Paper)
    history.do(editor.Insert("a"))
    with failing(history):
        history.do(Write())
    check(lambda: history.state.text).returns("a", why="as before")


# Merging


def test_typing_is_one_step(history: Any, editor: Any) -> None:
    """Commands that merge are undone as one, and redone as one."""
    history.do(editor.Insert("> "))
    for letter in "word":
        history.do(editor.Type(letter))
    check(lambda: history.version).returns(5, why="each letter is an event of its own")
    history.undo()
    check(lambda: history.state.text).returns("> ", why="the word is undone as a whole")
    history.redo()
    check(lambda: history.state.text).returns("> word", why="and redone as a whole")
    history.undo(2)
    check(lambda: (history.state.text, history.can_undo)).returns(("", False), why="two steps")


def test_what_does_not_merge(history: Any, editor: Any) -> None:
    """Another command, an undo and a group between two commands keep them apart."""
    history.do(editor.Type("a"))
    history.do(editor.Insert("-"))
    history.do(editor.Type("b"))
    history.undo()
    check(lambda: history.state.text).returns("a-", why="- was between a and b")
    history.redo()
    history.do(editor.Type("c"))
    history.undo()
    check(lambda: history.state.text).returns("a-b", why="b was redone, not typed just now")
    with history.group("g"):
        history.do(editor.Type("d"))
    history.do(editor.Type("e"))
    history.undo()
    check(lambda: history.state.text).returns("a-bd", why="what a group did stays a group")


def test_a_merge_that_fails(history: Any, editor: Any) -> None:
    """If the second of two commands cannot be done, the first stays as it is."""

    class Bad(editor.Type):  # type: ignore[name-defined,misc]
        def execute(self, state: Any) -> list[Any]:
            return [editor.Deleted(0, "nowhere")]

    history.do(editor.Type("a"))
    check(history.do, live(Bad("b"))).raises(ValueError)
    history.do(editor.Type("c"))
    history.undo()
    check(lambda: history.state.text).returns("", why="a and c are one")


# Limit


def test_the_limit(subject: ModuleType, editor: Any) -> None:
    """Of the commands the last ones can be undone, as many as the limit says."""
    history = subject.History(subject.MemoryStore(), "text", editor.Text, limit=2)
    for letter in "abcd":
        history.do(editor.Insert(letter))
    check(history.undo, 3).raises(subject.NothingToUndo)
    history.undo(2)
    check(lambda: (history.state.text, history.can_undo)).returns(("ab", False), why="two of four")
    history.redo(2)
    check(lambda: (history.state.text, history.limit)).returns(("abcd", 2), why="redo is whole")
    for wrong in (0, -1):
        check(
            lambda wrong=wrong: subject.History(
                subject.MemoryStore(), "text", editor.Text, limit=wrong
            )
        ).raises(ValueError)


def test_the_limit_bounds_memory(subject: ModuleType, editor: Any) -> None:
    """What is forgotten is not held any more: memory does not grow with the commands."""

    class Nothing:
        """A store that keeps nothing, so that what is measured is the history."""

        def __init__(self) -> None:
            self.written = 0

        def append(self, stream: str, events: Any, *_: Any) -> Any:
            self.written += len(events)
            return subject.Position(self.written, self.written)

        def load_snapshot(self, stream: str) -> None:
            return None

        def read(self, *_: Any, **__: Any) -> Any:
            return iter(())

    def work(commands: int) -> None:
        history = subject.History(Nothing(), "s", editor.Settings, limit=5)
        for number in range(commands):
            history.do(editor.Put(a=number))

    few, many = peak_bytes(work, 200), peak_bytes(work, 1600)
    at_most(many, few * 1.5, "bytes at the peak of 1600 commands", verdict="MLE")


# Clean mark


def test_the_clean_mark(history: Any, editor: Any) -> None:
    """A history is clean where it was marked, also when undo or redo come back to it."""
    seen = [history.is_clean]
    for step in (
        lambda: history.do(editor.Insert("a")),
        history.mark_clean,
        lambda: history.do(editor.Insert("b")),
        history.undo,
        history.undo,
        history.redo,
    ):
        step()
        seen.append(history.is_clean)
    check(lambda: seen).returns(
        [True, False, True, False, True, False, True],
        why="opened, a, marked, b, undone to a, undone to nothing, redone to a",
    )


def test_the_clean_mark_on_another_branch(history: Any, editor: Any) -> None:
    """A new command in the place of the marked one is not clean, whatever the text is."""
    history.do(editor.Insert("a"))
    history.mark_clean()
    history.undo()
    history.do(editor.Insert("a"))
    check(lambda: history.is_clean).returns(False, why="another command")


def test_the_clean_mark_keeps_commands_apart(history: Any, editor: Any) -> None:
    """A command does not merge with the marked one: undo must be able to come back to it."""
    history.do(editor.Type("a"))
    history.mark_clean()
    history.do(editor.Type("b"))
    history.undo()
    check(lambda: (history.state.text, history.is_clean)).returns(("a", True), why="as saved")


def test_a_group_is_not_clean(history: Any, editor: Any) -> None:
    """While a group has done something, the state is not the marked one."""
    with failing(history):
        history.do(editor.Insert("a"))
        check(lambda: history.is_clean).returns(False, why="a is there")
    check(lambda: history.is_clean).returns(True, why="a is gone")
