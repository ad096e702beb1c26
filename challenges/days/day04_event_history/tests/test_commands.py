"""Stage 1: commands, undo and redo."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.editor import domain
from challenges.shared.testing import check, live


@pytest.fixture(scope="module")
def editor(subject: ModuleType) -> Any:
    """The classes of the editor."""
    return domain(subject)


@pytest.fixture
def history(subject: ModuleType, editor: Any) -> Any:
    """A history of an empty text."""
    return subject.History(subject.MemoryStore(), "text", editor.Text)


def test_a_command_changes_the_state(history: Any, editor: Any) -> None:
    """A command's events are taken in, and the version is their number."""
    check(history.do, live(editor.Insert("ab"))).returns(1, why="one event")
    check(history.do, live(editor.Insert("c", at=1))).returns(2, why="one event more")
    check(lambda: history.state.text).returns("acb", why="c was inserted at 1")


def test_undo_and_redo(history: Any, editor: Any) -> None:
    """Undo takes back the last command, redo does it again."""
    history.do(editor.Insert("ab"))
    history.do(editor.Delete(0))
    states = [history.state.text]
    for step in (history.undo, history.undo, history.redo, history.redo):
        step()
        states.append(history.state.text)
    check(lambda: states).returns(["b", "ab", "", "ab", "b"], why="back and forth")


def test_several_at_once(history: Any, editor: Any) -> None:
    """undo(n) and redo(n) are n steps."""
    for letter in "abcd":
        history.do(editor.Insert(letter))
    history.undo(3)
    check(lambda: history.state.text).returns("a", why="three were undone")
    history.redo(2)
    check(lambda: history.state.text).returns("abc", why="two of them were redone")


def test_a_command_of_many_events(subject: ModuleType, editor: Any) -> None:
    """Undo takes back all events of a command, the last one first."""
    history = subject.History(subject.MemoryStore(), "s", editor.Settings)

    class Twice:
        def execute(self, state: Any) -> list[Any]:
            return [editor.Set("a", 1, None), editor.Set("a", 2, 1), editor.Set("b", 3, None)]

    check(history.do, live(Twice())).returns(3, why="three events")
    check(lambda: history.state.values).returns({"a": 2, "b": 3}, why="all were taken in")
    check(history.undo).returns(6, why="undo stores the inverse of each")
    check(lambda: history.state.values).returns({}, why="1 was set before 2")
    history.redo()
    check(lambda: history.state.values).returns({"a": 2, "b": 3}, why="in their order again")


def test_a_new_command_ends_redo(subject: ModuleType, history: Any, editor: Any) -> None:
    """After a new command there is nothing to redo."""
    history.do(editor.Insert("a"))
    history.do(editor.Insert("b"))
    history.undo()
    check(lambda: history.can_redo).returns(True, why="b was undone")
    history.do(editor.Insert("c"))
    check(lambda: history.can_redo).returns(False, why="c was done in its place")
    check(history.redo).raises(subject.NothingToRedo)
    check(lambda: history.state.text).returns("ac", why="b is not in it")
    history.undo(2)
    history.redo(2)
    check(lambda: history.state.text).returns("ac", why="redo goes the way that undo came")


def test_what_can_be_done(history: Any, editor: Any) -> None:
    """can_undo and can_redo say what undo and redo would find."""

    def can() -> tuple[bool, bool]:
        return history.can_undo, history.can_redo

    check(can).returns((False, False), why="nothing was done")
    history.do(editor.Insert("a"))
    check(can).returns((True, False), why="a can be undone")
    history.undo()
    check(can).returns((False, True), why="a can be redone")


def test_nothing_to_undo(subject: ModuleType, history: Any, editor: Any) -> None:
    """Undoing more than there is changes nothing at all."""
    check(history.undo).raises(subject.NothingToUndo)
    history.do(editor.Insert("a"))
    check(history.undo, 2).raises(subject.NothingToUndo)
    check(lambda: (history.state.text, history.version, history.can_undo)).returns(
        ("a", 1, True), why="one command is there, two were asked for, none was undone"
    )
    check(history.redo).raises(subject.NothingToRedo)
    for wrong in (0, -1):
        check(history.undo, wrong).raises(ValueError)
        check(history.redo, wrong).raises(ValueError)


def test_a_command_without_events(history: Any, editor: Any) -> None:
    """A command that changes nothing is not there for undo, and leaves redo as it is."""
    history.do(editor.Insert("a"))
    history.do(editor.Insert("b"))
    history.undo()
    check(history.do, live(editor.Insert(""))).returns(3, why="a, b and the undo: no event more")
    check(lambda: history.can_redo).returns(True, why="nothing has taken the place of b")


def test_a_command_that_raises(subject: ModuleType, history: Any, editor: Any) -> None:
    """A command that raises changes nothing; its error reaches the caller."""
    history.do(editor.Insert("a"))
    history.do(editor.Insert("b"))
    history.undo()
    check(history.do, live(editor.Insert("x", at=9))).raises(IndexError)
    check(lambda: (history.state.text, history.version, history.can_redo)).returns(
        ("a", 3, True), why="as before"
    )


def test_an_event_that_cannot_be_taken_in(history: Any, editor: Any) -> None:
    """If the second event of a command raises, the first one is gone as well."""

    class Wrong:
        def execute(self, state: Any) -> list[Any]:
            return [editor.Inserted(0, "x"), editor.Deleted(0, "no such text")]

    history.do(editor.Insert("a"))
    check(history.do, live(Wrong())).raises(ValueError)
    check(lambda: (history.state.text, history.version)).returns(("a", 1), why="as before")
    history.do(editor.Insert("b"))
    history.undo(2)
    check(lambda: history.state.text).returns("", why="and nothing of it is left for undo")


def test_half_an_apply(subject: ModuleType, editor: Any) -> None:
    """What an apply has changed before it raised is undone, too."""

    class Careless(editor.Text):  # type: ignore[name-defined,misc]
        @subject.applies(editor.Deleted)
        def careless(self, event: Any) -> None:
            self.text = "spoilt"
            raise RuntimeError("in the middle")

    history = subject.History(subject.MemoryStore(), "text", Careless)
    history.do(editor.Insert("abc"))
    check(history.do, live(editor.Delete(1))).raises(RuntimeError)
    check(lambda: history.state.text).returns("abc", why="as before")
    check(history.undo).raises(RuntimeError)
    check(lambda: (history.state.text, history.can_undo)).returns(("abc", True), why="as before")


def test_an_event_without_inverse(subject: ModuleType, editor: Any) -> None:
    """What has no inverse cannot be undone, and says so without changing anything."""

    class Printed(subject.Event):  # type: ignore[name-defined,misc]
        def data(self) -> dict[str, Any]:
            return {}

        @classmethod
        def from_data(cls, data: Any) -> Any:
            return cls()

    class Printer(editor.Text):  # type: ignore[name-defined,misc]
        @subject.applies(Printed)
        def printed(self, event: Any) -> None:
            self.text += "!"

    class Print:
        def execute(self, state: Any) -> list[Any]:
            return [Printed()]

    history = subject.History(subject.MemoryStore(), "text", Printer)
    history.do(editor.Insert("a"))
    history.do(Print())
    check(history.undo).raises(NotImplementedError, holds=lambda error: "Printed" in str(error))
    check(lambda: (history.state.text, history.version)).returns(("a!", 2), why="as before")


def test_no_copies_of_the_state(subject: ModuleType, editor: Any) -> None:
    """Undo works by events: nobody copies the state, not even once."""

    class Uncopied(editor.Text):  # type: ignore[name-defined,misc]
        def __deepcopy__(self, memo: Any) -> Any:
            raise AssertionError("the state was copied")

        __copy__ = __reduce_ex__ = __deepcopy__

    history = subject.History(subject.MemoryStore(), "text", Uncopied)
    for letter in "abc":
        history.do(editor.Insert(letter))
    history.undo(2)
    history.redo()
    check(lambda: history.state.text).returns("ab", why="three done, two undone, one redone")


def test_cost_does_not_grow(subject: ModuleType, editor: Any) -> None:
    """A command, an undo and a redo take in their own events, however long the history is."""
    taken: list[Any] = []

    class Counting(editor.Text):  # type: ignore[name-defined,misc]
        def apply(self, event: Any) -> None:
            taken.append(event)
            super().apply(event)

    history = subject.History(subject.MemoryStore(), "text", Counting)
    for _ in range(200):
        history.do(editor.Insert("x"))
    taken.clear()
    history.do(editor.Insert("y"))
    history.undo()
    history.redo()
    check(lambda: len(taken)).returns(3, why="one event each")
