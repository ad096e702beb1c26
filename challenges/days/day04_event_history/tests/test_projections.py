"""Stage 5: snapshots, upcasters, projections."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.editor import domain
from challenges.shared.testing import check, live


@pytest.fixture(scope="module")
def editor(subject: ModuleType) -> Any:
    """The classes of the editor and the settings."""
    return domain(subject)


def counting(subject: ModuleType) -> Any:
    """Returns a store that counts the events that were read from it."""

    class Counting(subject.MemoryStore):  # type: ignore[name-defined,misc]
        reads = 0

        def read(self, *arguments: Any, **named: Any) -> Any:
            for event in super().read(*arguments, **named):
                self.reads += 1
                yield event

    return Counting()


# Snapshots


def test_a_snapshot_saves_reading(subject: ModuleType, editor: Any) -> None:
    """After a snapshot only the events since are read, and the state is the same."""
    store = counting(subject)
    history = subject.History(store, "text", editor.Text)
    for _ in range(100):
        history.do(editor.Insert("x"))
    history.snapshot()
    history.do(editor.Insert("y"))
    store.reads = 0
    state, version = subject.load(store, "text", editor.Text)
    check(lambda: (state.text, version, store.reads)).returns(
        ("x" * 100 + "y", 101, 1), why="one event is newer than the snapshot"
    )
    store.reads = 0
    again = subject.History(store, "text", editor.Text)
    check(lambda: (again.state.text, store.reads)).returns(
        ("x" * 100 + "y", 1), why="for a history, too"
    )


def test_undo_goes_behind_a_snapshot(subject: ModuleType, editor: Any) -> None:
    """A snapshot holds the undo as well: commands, groups and branches before it."""
    store = counting(subject)
    history = subject.History(store, "text", editor.Text)
    history.do(editor.Insert("a"))
    history.do(editor.Type("b"))
    history.do(editor.Type("c"))
    history.do(editor.Insert("d"))
    history.undo()
    history.snapshot()
    store.reads = 0
    again = subject.History(store, "text", editor.Text)
    check(lambda: store.reads).returns(0, why="everything is in the snapshot")
    again.redo()
    check(lambda: again.state.text).returns("abcd", why="d was undone before it")
    again.undo(2)
    check(lambda: again.state.text).returns("a", why="d, and b and c as one")
    again.undo()
    check(lambda: again.can_undo).returns(False, why="all are undone")
    limited = subject.History(store, "text", editor.Text, limit=1)
    check(lambda: (limited.state.text, limited.can_undo)).returns(
        ("", False), why="a lower limit holds for what is in a snapshot, too"
    )


def test_a_snapshot_is_a_copy(subject: ModuleType, editor: Any) -> None:
    """What happens after a snapshot does not get into it."""
    store = subject.MemoryStore()
    history = subject.History(store, "s", editor.Settings)
    history.do(editor.Put(a=1))
    history.snapshot()
    history.do(editor.Put(a=2))
    state, _ = subject.load(store, "s", editor.Settings, version=1)
    check(lambda: state.values).returns({"a": 1}, why="as it was at version 1")


def test_a_snapshot_that_is_too_new(subject: ModuleType, editor: Any) -> None:
    """An earlier version is made of events, whatever the snapshot says."""
    store = subject.MemoryStore()
    history = subject.History(store, "text", editor.Text)
    for letter in "abc":
        history.do(editor.Insert(letter))
    history.snapshot()
    state, version = subject.load(store, "text", editor.Text, version=2)
    check(lambda: (state.text, version)).returns(("ab", 2), why="before the snapshot")


def test_a_snapshot_of_lost_events(subject: ModuleType, editor: Any) -> None:
    """A snapshot of more events than there are was made before a crash, and is not used."""
    store = subject.MemoryStore()
    subject.History(store, "text", editor.Text).do(editor.Insert("a"))
    data = {"schema": 1, "state": {"text": "abc"}}
    store.snapshot("text", 3, data)
    check(lambda: subject.load(store, "text", editor.Text)[0].text).returns("a", why="one event")
    check(lambda: subject.History(store, "text", editor.Text).state.text).returns("a", why="one")


def test_a_snapshot_of_another_schema(subject: ModuleType, editor: Any) -> None:
    """A snapshot of other attributes than today's is not used."""

    class Newer(editor.Text):  # type: ignore[name-defined,misc]
        snapshot_schema = 2

    store = subject.MemoryStore()
    history = subject.History(store, "text", editor.Text)
    history.do(editor.Insert("a"))
    history.snapshot()
    found = store.load_snapshot("text")
    store.snapshot("text", 1, {**found.data, "state": {"text": "old"}})
    check(lambda: subject.load(store, "text", Newer)[0].text).returns("a", why="from the event")
    check(lambda: subject.load(store, "text", editor.Text)[0].text).returns("old", why="same")


def test_no_snapshot_in_a_group(subject: ModuleType, editor: Any) -> None:
    """Inside a group there is a state that may never have been: no snapshot of it."""
    history = subject.History(subject.MemoryStore(), "text", editor.Text)
    with history.group("g"):
        history.do(editor.Insert("a"))
        check(history.snapshot).raises(subject.GroupOpen)


# Upcasters


def stored(subject: ModuleType, *events: tuple[str, int, dict[str, Any]]) -> Any:
    """Returns a store whose stream "p" has events of these types, schemas and fields."""
    store = subject.MemoryStore()
    for type, schema, data in events:
        store.append(
            "p", [subject.NewEvent(type, data, subject.Metadata("id", None, None, 0.0, schema))]
        )
    return store


@pytest.fixture(scope="module")
def person(subject: ModuleType) -> Any:
    """An aggregate whose event has schema 3."""

    @dataclass(frozen=True)
    class Named(subject.Event):  # type: ignore[name-defined,misc]
        schema = 3
        first: str
        last: str

    class Person(subject.Aggregate):  # type: ignore[name-defined,misc]
        name = ""

        @subject.applies(Named)
        def named(self, event: Any) -> None:
            self.name = f"{event.last}, {event.first}"

    return Person


def split(data: dict[str, Any]) -> dict[str, Any]:
    """From schema 1, one name, to schema 2, a list of names."""
    return {"names": data.pop("name").split()}


def apart(data: dict[str, Any]) -> dict[str, Any]:
    """From schema 2 to schema 3, first and last name."""
    return {"first": data["names"][0], "last": data["names"][-1]}


def test_a_chain_of_upcasters(subject: ModuleType, person: Any) -> None:
    """An event goes through all steps from its schema to today's, and the store keeps the old."""
    upcasters = subject.Upcasters()
    upcasters.add("Named", 1, split)
    upcasters.add("Named", 2, apart)
    for schema, data in (
        (1, {"name": "Ada Lovelace"}),
        (2, {"names": ["Ada", "Lovelace"]}),
        (3, {"first": "Ada", "last": "Lovelace"}),
    ):
        store = stored(subject, ("Named", schema, data))
        state, _ = subject.load(store, "p", person, upcasters=upcasters)
        check(lambda state=state: state.name).returns("Lovelace, Ada", why=f"schema {schema}")
        check(lambda store=store: [dict(one.data) for one in store.read("p")]).returns(
            [data], why="what is stored does not change"
        )
        history = subject.History(store, "p", person, upcasters=upcasters)
        check(lambda history=history: history.state.name).returns("Lovelace, Ada", why="too")


def test_a_type_that_was_renamed(subject: ModuleType, person: Any) -> None:
    """A step may lead to another type, whose schemas begin with 1."""
    upcasters = subject.Upcasters()
    upcasters.add("Called", 1, dict, to_type="Named")
    upcasters.add("Named", 1, split)
    upcasters.add("Named", 2, apart)
    store = stored(subject, ("Called", 1, {"name": "Ada Lovelace"}))
    check(lambda: subject.load(store, "p", person, upcasters=upcasters)[0].name).returns(
        "Lovelace, Ada", why="Called 1, Named 1, Named 2, Named 3"
    )


def test_what_cannot_be_upcast(subject: ModuleType, person: Any) -> None:
    """A missing step, a step that raises and a future schema are errors, never a guess."""
    upcasters = subject.Upcasters()
    upcasters.add("Named", 1, split)
    cases = (
        ("no step from 2", 1, {"name": "Ada Lovelace"}),
        ("split needs a name", 1, {}),
        ("written by a newer program", 4, {"first": "Ada", "last": "Lovelace"}),
        ("fields that the type does not have", 3, {"first": "Ada"}),
    )
    for why, schema, data in cases:
        store = stored(subject, ("Named", schema, data))
        check(subject.load, live(store), "p", live(person), upcasters=live(upcasters)).raises(
            subject.UpcastError, why=why
        )
        check(subject.load, live(store), "p", live(person)).raises(
            subject.UpcastError, why="without upcasters"
        )
    check(upcasters.add, "Named", 1, live(apart)).raises(ValueError, why="there is one already")
    circle = subject.Upcasters()
    circle.add("Called", 1, dict, to_type="Named")
    circle.add("Named", 1, dict, to_type="Called")
    store = stored(subject, ("Called", 1, {}))
    check(subject.load, live(store), "p", live(person), upcasters=live(circle)).raises(
        subject.UpcastError, why="a circle"
    )


# Projections


@pytest.fixture(scope="module")
def totals(subject: ModuleType, editor: Any) -> Any:
    """A view: how many letters were ever inserted, by stream."""

    class Totals(subject.Projection):  # type: ignore[name-defined,misc]
        ignores = frozenset({"Deleted"})

        def clear(self) -> None:
            self.letters: dict[str, int] = {}

        @subject.applies(editor.Inserted)
        def inserted(self, event: Any) -> None:
            stream = self.recorded.stream
            self.letters[stream] = self.letters.get(stream, 0) + len(event.text)

    return Totals


def insert(subject: ModuleType, store: Any, stream: str, text: str) -> None:
    """Stores an event of a text that was inserted."""
    store.append(stream, [subject.NewEvent("Inserted", {"at": 0, "text": text})])


def test_a_view(subject: ModuleType, totals: Any) -> None:
    """A view takes in each event once, and knows how far it has come."""
    store = subject.MemoryStore()
    insert(subject, store, "a", "xx")
    insert(subject, store, "b", "x")
    view = totals(store, "letters")
    check(view.run).returns(2, why="two events")
    check(view.run).returns(0, why="none is new")
    insert(subject, store, "a", "xyz")
    store.append("a", [subject.NewEvent("Deleted", {"at": 0, "text": "x"})])
    check(view.run).returns(2, why="one of them is ignored, and counts as seen")
    check(lambda: (view.letters, view.checkpoint)).returns(({"a": 5, "b": 1}, 4), why="2+3 and 1")


def test_a_view_after_a_restart(subject: ModuleType, totals: Any) -> None:
    """View and place are stored together: nothing is taken in twice, nothing is left out."""
    store = subject.MemoryStore()
    insert(subject, store, "a", "xx")
    totals(store, "letters").run()
    insert(subject, store, "a", "x")
    view = totals(store, "letters")
    check(lambda: (view.letters, view.checkpoint)).returns(({"a": 2}, 1), why="as it was left")
    check(view.run).returns(1, why="only the new one")
    check(lambda: view.letters).returns({"a": 3}, why="2 and 1")
    other = totals(store, "other name")
    check(lambda: (other.letters, other.checkpoint)).returns(({}, 0), why="another view")


def test_an_event_that_a_view_does_not_know(subject: ModuleType, totals: Any) -> None:
    """An unknown type stops the view just before it; once it is known, it goes on there."""
    store = subject.MemoryStore()
    insert(subject, store, "a", "xx")
    store.append("a", [subject.NewEvent("Moved", {})])
    insert(subject, store, "a", "x")
    view = totals(store, "letters")
    error = check(view.run).raises(subject.UnknownEventType)
    check(lambda: (error.type, view.checkpoint, view.letters)).returns(
        ("Moved", 1, {"a": 2}), why="nothing behind it was taken in"
    )
    check(lambda: totals(store, "letters").checkpoint).returns(1, why="and that is stored")

    class Knows(totals):  # type: ignore[misc]
        ignores = frozenset({"Deleted", "Moved"})

    again = Knows(store, "letters")
    check(again.run).returns(2, why="Moved and the one behind it")
    check(lambda: again.letters).returns({"a": 3}, why="all of them")


def test_a_view_whose_method_raises(subject: ModuleType, editor: Any) -> None:
    """What a method has half done when it raised is not in the view, nor stored."""
    fail = [True]

    class Careless(subject.Projection):  # type: ignore[name-defined,misc]
        def clear(self) -> None:
            self.texts: list[str] = []

        @subject.applies(editor.Inserted)
        def inserted(self, event: Any) -> None:
            self.texts.append(event.text)
            if event.text == "bad" and fail:
                raise RuntimeError("half done")

    store = subject.MemoryStore()
    for text in ("a", "b", "bad", "c"):
        insert(subject, store, "s", text)
    view = Careless(store, "texts")
    check(view.run, save_every=1).raises(RuntimeError)
    check(lambda: (view.texts, view.checkpoint)).returns((["a", "b"], 2), why="before the bad one")
    fail.clear()
    check(view.run).returns(2, why="the bad one and the last")
    check(lambda: view.texts).returns(["a", "b", "bad", "c"], why="each once")


def test_rebuild(subject: ModuleType, totals: Any) -> None:
    """rebuild makes the view anew of all events."""
    store = subject.MemoryStore()
    insert(subject, store, "a", "xx")
    view = totals(store, "letters")
    view.run()
    view.letters["a"] = 99
    view.save()
    check(lambda: totals(store, "letters").letters).returns({"a": 99}, why="a wrong view is stored")
    check(view.rebuild).returns(1, why="one event")
    check(lambda: (view.letters, totals(store, "letters").letters)).returns(
        ({"a": 2}, {"a": 2}), why="the events are right, and the view is stored again"
    )


def test_a_view_of_another_schema(subject: ModuleType, totals: Any) -> None:
    """A stored view of an older schema is made anew."""
    store = subject.MemoryStore()
    insert(subject, store, "a", "xx")
    totals(store, "letters").run()

    class Newer(totals):  # type: ignore[misc]
        schema = 2

    view = Newer(store, "letters")
    check(lambda: (view.letters, view.checkpoint)).returns(({}, 0), why="nothing is taken over")
    check(view.run).returns(1, why="from the beginning")


def test_a_view_of_some_streams(subject: ModuleType, totals: Any) -> None:
    """A prefix chooses the streams; what is in others cannot stop the view."""

    class Some(totals):  # type: ignore[misc]
        prefix = "user/"

    store = subject.MemoryStore()
    insert(subject, store, "user/1", "xx")
    store.append("order/1", [subject.NewEvent("Ordered", {})])
    insert(subject, store, "user/2", "x")
    view = Some(store, "some")
    check(view.run).returns(2, why="two events of users")
    check(lambda: (view.letters, view.checkpoint)).returns(({"user/1": 2, "user/2": 1}, 3), why="")


def test_undo_in_a_view(subject: ModuleType, editor: Any, totals: Any) -> None:
    """A view needs to know nothing of undo: what was taken back is an event like others."""
    store = subject.MemoryStore()
    history = subject.History(store, "text", editor.Text)
    history.do(editor.Insert("ab"))
    history.undo()
    history.redo()
    view = totals(store, "letters")
    check(view.run).returns(3, why="inserted, deleted, inserted")
    check(lambda: view.letters).returns({"text": 4}, why="two letters, twice")


def test_a_view_on_a_log(subject: ModuleType, totals: Any, tmp_path: Any) -> None:
    """A view is stored beside the log, and a view of more than the log has is made anew."""
    with subject.SegmentLog(tmp_path, fsync="os") as log:
        insert(subject, log, "a", "xx")
        totals(log, "letters").run()
    with subject.SegmentLog(tmp_path, fsync="os") as log:
        view = totals(log, "letters")
        check(lambda: (view.letters, view.run())).returns(({"a": 2}, 0), why="as it was left")
    for path in tmp_path.glob("*.segment"):
        path.write_bytes(b"")
    with subject.SegmentLog(tmp_path, fsync="os") as log:
        view = totals(log, "letters")
        check(lambda: (view.letters, view.checkpoint)).returns(
            ({}, 0), why="the machine has lost what was never synced"
        )
