"""Stage 3: events in a store, aggregates, versions, and a history that is opened again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.contract import StoreContract
from challenges.days.day04_event_history.tests.editor import domain
from challenges.shared.clock import FakeClock
from challenges.shared.testing import check, live


@pytest.fixture(scope="module")
def editor(subject: ModuleType) -> Any:
    """The classes of the editor."""
    return domain(subject)


class TestMemoryStore(StoreContract):
    """The store in memory keeps to the contract."""

    @pytest.fixture
    def store(self, subject: ModuleType) -> Any:
        """An empty store."""
        return subject.MemoryStore()


# Aggregates


def test_an_aggregate_from_its_events(subject: ModuleType, editor: Any) -> None:
    """load gives the state after all events, or after those up to a version."""
    store = subject.MemoryStore()
    history = subject.History(store, "text", editor.Text)
    for letter in "abc":
        history.do(editor.Insert(letter))
    for version, text in ((None, "abc"), (2, "ab"), (0, "")):
        state, reached = subject.load(store, "text", editor.Text, version=version)
        check(lambda state=state, reached=reached: (state.text, reached)).returns(
            (text, len(text)), why=f"version={version}"
        )


def test_appliers_are_inherited(subject: ModuleType, editor: Any) -> None:
    """A subclass takes in what its base does, and may do it otherwise."""

    class Loud(editor.Text):  # type: ignore[name-defined,misc]
        @subject.applies(editor.Inserted)
        def loud(self, event: Any) -> None:
            self.text += event.text.upper()

    loud, text = Loud(), editor.Text()
    for one in (loud, text):
        one.apply(editor.Inserted(0, "ab"))
    text.apply(editor.Deleted(0, "a"))
    loud.apply(editor.Deleted(0, "A"))
    check(lambda: (loud.text, text.text)).returns(("B", "b"), why="only the subclass is loud")


def test_an_event_that_nobody_takes(subject: ModuleType, editor: Any) -> None:
    """A type without a method is an error where it is applied, and where it is read."""
    settings = subject.History(subject.MemoryStore(), "s", editor.Settings)
    check(editor.Text().apply, live(editor.Set("a", 1, None))).raises(subject.UnknownEventType)

    class Wrong:
        def execute(self, state: Any) -> list[Any]:
            return [editor.Inserted(0, "x")]

    check(settings.do, live(Wrong())).raises(subject.UnknownEventType)
    check(lambda: settings.version).returns(0, why="nothing was stored")
    store = subject.MemoryStore()
    store.append("s", [subject.NewEvent("Vanished", {})])
    error = check(subject.load, live(store), "s", live(editor.Text)).raises(
        subject.UnknownEventType
    )
    check(lambda: error.type).returns("Vanished", why="the error names it")
    check(subject.History, live(store), "s", live(editor.Text)).raises(subject.UnknownEventType)


# What is stored


def test_undo_is_a_fact_too(subject: ModuleType, editor: Any) -> None:
    """Undo and redo are stored events, so a reader needs to know nothing about undo."""
    store = subject.MemoryStore()
    history = subject.History(store, "text", editor.Text)
    history.do(editor.Insert("ab"))
    history.undo()
    history.redo()
    check(lambda: [(one.type, dict(one.data)) for one in store.read("text")]).returns(
        [
            ("Inserted", {"at": 0, "text": "ab"}),
            ("Deleted", {"at": 0, "text": "ab"}),
            ("Inserted", {"at": 0, "text": "ab"}),
        ],
        why="done, taken back, done again",
    )


def test_who_did_what(subject: ModuleType, editor: Any) -> None:
    """The headers tell who has done, undone and redone which command."""
    store = subject.MemoryStore()
    subject.History(store, "text", editor.Text, actor="ann").do(editor.Insert("ab"))
    bob = subject.History(store, "text", editor.Text, actor="bob")
    bob.undo()
    bob.redo()
    found = [one.metadata.headers for one in store.read("text")]
    check(lambda: [(one["actor"], one["action"], one["entry"]) for one in found]).returns(
        [("ann", "do", 1), ("bob", "undo", 1), ("bob", "redo", 1)],
        why="the command is known by the version of its first event",
    )
    check(lambda: found[0]["label"]).returns("insert ab", why="the name of the command")


def test_metadata(subject: ModuleType, editor: Any) -> None:
    """Events of one command or group share their causes; each has an id and a time."""
    clock, store = FakeClock(1000.0), subject.MemoryStore()
    history = subject.History(store, "text", editor.Text, clock=clock)
    history.do(editor.Insert("a"), command_id="order-7")
    clock.set_wall(500.0)
    with history.group("g"):
        history.do(editor.Insert("b"))
        history.do(editor.Insert("c"))
    one, two, three = (recorded.metadata for recorded in store.read("text"))
    check(lambda: (one.causation_id, one.time, one.schema)).returns(
        ("order-7", 1000.0, 1), why="the command's id is the cause"
    )
    check(lambda: (two.time, [event.version for event in store.read("text")])).returns(
        (500.0, [1, 2, 3]), why="a clock that is set back does not change the order"
    )
    check(lambda: two.correlation_id == three.correlation_id != one.correlation_id).returns(
        True, why="b and c belong to one group"
    )
    check(lambda: two.causation_id != three.causation_id).returns(True, why="two commands")
    check(lambda: len({one.event_id, two.event_id, three.event_id})).returns(3, why="own ids")


def test_events_are_values(subject: ModuleType, editor: Any) -> None:
    """An event knows its fields, equals one with the same, and cannot be changed."""
    event = editor.Inserted(3, "x")
    check(event.data).returns({"at": 3, "text": "x"}, why="its fields by name")
    check(lambda: editor.Inserted.from_data(event.data()) == event).returns(True, why="and back")
    check(lambda: replace(event, at=4) == event).returns(False, why="another place")
    check(setattr, live(event), "at", 4).raises(AttributeError)


# Opened again


def test_undo_after_a_restart(subject: ModuleType, editor: Any) -> None:
    """A history that is opened again has state, undo and redo as they were left."""
    store = subject.MemoryStore()
    first = subject.History(store, "text", editor.Text)
    first.do(editor.Insert("a"))
    for letter in "bc":
        first.do(editor.Type(letter))
    with first.group("g"):
        first.do(editor.Insert("d"))
        first.do(editor.Insert("e"))
    first.do(editor.Insert("f"))
    first.undo()
    again = subject.History(store, "text", editor.Text)
    check(lambda: (again.state.text, again.version)).returns(("abcde", 7), why="f is undone")
    texts = []
    for step in (again.undo, again.undo, again.undo):
        step()
        texts.append(again.state.text)
    check(lambda: texts).returns(["abc", "a", ""], why="the group, the typing, and a")
    again.redo(4)
    check(lambda: (again.state.text, again.can_redo)).returns(("abcdef", False), why="all again")


def test_merging_ends_with_the_process(subject: ModuleType, editor: Any) -> None:
    """What is typed after a restart is a command of its own."""
    store = subject.MemoryStore()
    subject.History(store, "text", editor.Text).do(editor.Type("a"))
    again = subject.History(store, "text", editor.Text)
    again.do(editor.Type("b"))
    again.undo()
    check(lambda: again.state.text).returns("a", why="b alone is undone")


def test_the_limit_after_a_restart(subject: ModuleType, editor: Any) -> None:
    """The limit holds for what is read, too, also where undo went further than it goes now."""
    store = subject.MemoryStore()
    history = subject.History(store, "text", editor.Text)
    for letter in "abcd":
        history.do(editor.Insert(letter))
    again = subject.History(store, "text", editor.Text, limit=2)
    check(again.undo, 3).raises(subject.NothingToUndo)
    history.undo(3)
    again = subject.History(store, "text", editor.Text, limit=2)
    check(lambda: (again.state.text, again.can_undo)).returns(("a", False), why="a is forgotten")
    again.do(editor.Insert("x"))
    again.undo()
    check(lambda: again.state.text).returns("a", why="and undo begins anew")


def test_two_histories_of_a_stream(subject: ModuleType, editor: Any) -> None:
    """Who has not seen what another has done gets a conflict, and nothing is changed."""
    store = subject.MemoryStore()
    ann, bob = (subject.History(store, "text", editor.Text) for _ in range(2))
    ann.do(editor.Insert("a"))
    for refused in (lambda: bob.do(editor.Insert("b")),):
        error = check(refused).raises(subject.VersionConflict)
        check(lambda error=error: (error.expected, error.actual)).returns((0, 1), why="a is new")
    check(lambda: (bob.state.text, bob.version, bob.can_undo)).returns(
        ("", 0, False), why="as before"
    )
    check(bob.refresh).returns(1, why="now bob has seen a")
    bob.do(editor.Insert("b"))
    check(lambda: bob.state.text).returns("ab", why="after a")
    check(ann.undo).raises(subject.VersionConflict)
    check(lambda: (ann.state.text, ann.can_redo)).returns(("a", False), why="as before")
    ann.refresh()
    ann.undo()
    check(lambda: ann.state.text).returns("a", why="undo takes back what was done last, by bob")


def test_expected_version_of_a_command(subject: ModuleType, editor: Any) -> None:
    """A command for a version that the user has seen is refused at any other."""
    history = subject.History(subject.MemoryStore(), "text", editor.Text)
    history.do(editor.Insert("a"), expected_version=0)
    check(history.do, live(editor.Insert("b")), 0).raises(subject.VersionConflict)
    history.do(editor.Insert("b"), expected_version=1)
    check(lambda: history.state.text).returns("ab", why="at 0 and at 1")


def test_a_command_with_an_id(subject: ModuleType, editor: Any) -> None:
    """A command is done once, however often and by whomever it is sent."""
    store = subject.MemoryStore()
    history = subject.History(store, "text", editor.Text)
    check(history.do, live(editor.Insert("a")), command_id="k").returns(1, why="done")
    history.do(editor.Insert("b"))
    check(history.do, live(editor.Insert("a")), command_id="k").returns(1, why="known")
    again = subject.History(store, "text", editor.Text)
    check(again.do, live(editor.Insert("a")), command_id="k").returns(1, why="known in the store")
    check(lambda: (history.state.text, again.state.text)).returns(("ab", "ab"), why="a once")
    with history.group("g"):
        check(history.do, live(editor.Insert("c")), command_id="x").raises(ValueError)


def test_a_command_that_another_was_first_with(subject: ModuleType, editor: Any) -> None:
    """If another process stores the same command meanwhile, it is done once in both."""
    store = subject.MemoryStore()
    ann, bob = (subject.History(store, "text", editor.Text) for _ in range(2))

    class Slow(editor.Insert):  # type: ignore[name-defined,misc]
        """While it is executed, bob does the same, and one thing more."""

        def execute(self, state: Any) -> list[Any]:
            bob.do(editor.Insert("a"), command_id="k")
            bob.do(editor.Insert("b"))
            return super().execute(state)

    ann.do(Slow("a"), command_id="k")
    check(lambda: (ann.state.text, ann.version)).returns(("ab", 2), why="ann has taken in both")
    ann.undo()
    check(lambda: ann.state.text).returns("a", why="b was last")


def test_events_of_other_writers(subject: ModuleType, editor: Any) -> None:
    """Events that no history has written are commands of one event each."""
    store = subject.MemoryStore()
    store.append("text", [subject.NewEvent("Inserted", {"at": 0, "text": "a"})])
    store.append("text", [subject.NewEvent("Inserted", {"at": 1, "text": "b"})])
    history = subject.History(store, "text", editor.Text)
    history.undo()
    check(lambda: history.state.text).returns("a", why="the last event alone")


def test_a_store_that_fails(subject: ModuleType, editor: Any) -> None:
    """If nothing can be stored, nothing has happened: to no command, undo or group."""

    class Full(subject.MemoryStore):  # type: ignore[name-defined,misc]
        full = False

        def append(self, *arguments: Any) -> Any:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().append(*arguments)

    store = Full()
    history = subject.History(store, "text", editor.Text)
    for letter in "abc":
        history.do(editor.Insert(letter))
    history.undo()
    store.full = True

    def grouped() -> None:
        with history.group("g"):
            history.do(editor.Insert("x"))

    for step in (lambda: history.do(editor.Insert("x")), history.undo, history.redo, grouped):
        check(step).raises(OSError)
        check(
            lambda: (history.state.text, history.version, history.can_undo, history.can_redo)
        ).returns(("ab", 4, True, True), why="as before")
    store.full = False
    history.redo()
    check(lambda: history.state.text).returns("abc", why="and it goes on")


def test_values_that_cannot_be_stored(subject: ModuleType, editor: Any) -> None:
    """A command with a value that would be lost is refused as a whole."""
    history = subject.History(subject.MemoryStore(), "s", editor.Settings)
    check(history.do, live(editor.Put(a=1, b=object()))).raises(TypeError)
    check(lambda: (history.state.values, history.version)).returns(({}, 0), why="as before")


def test_event_types_are_told_by_name(subject: ModuleType) -> None:
    """The name of an event's class is its type in the store; its schema is stored with it."""

    @dataclass(frozen=True)
    class Opened(subject.Event):  # type: ignore[name-defined,misc]
        schema = 4
        by: str

    class Door(subject.Aggregate):  # type: ignore[name-defined,misc]
        by = ""

        @subject.applies(Opened)
        def opened(self, event: Any) -> None:
            self.by = event.by

    class Open:
        def execute(self, state: Any) -> list[Any]:
            return [Opened("ann")]

    store = subject.MemoryStore()
    subject.History(store, "door", Door).do(Open())
    check(lambda: [(one.type, one.metadata.schema) for one in store.read("door")]).returns(
        [("Opened", 4)], why="as declared"
    )
