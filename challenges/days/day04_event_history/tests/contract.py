"""What every store keeps to: the same tests run over each of them."""

from __future__ import annotations

import threading
from types import ModuleType
from typing import Any

from challenges.days.day04_event_history.tests.values import EXACT, NAMES, new, numbers, shown
from challenges.shared.testing import check, live


class StoreContract:
    """A test class inherits it and has a fixture `store`."""

    def test_append_and_read(self, subject: ModuleType, store: Any) -> None:
        """Events come back in order, with version, position, stream, type, data, metadata."""
        metadata = subject.Metadata("e1", "c1", "k1", 12.5, 3, {"by": "ann", "x": (1,)})
        event = subject.NewEvent("Renamed", {"to": "x"}, metadata)
        check(store.append, "s", live([event])).returns(
            subject.Position(1, 1), why="the first event"
        )
        check(store.append, "t", live(new(subject, 1, 2))).returns(
            subject.Position(3, 2), why="two more in the store, two in their stream"
        )
        check(lambda: list(store.read("s"))).returns(
            [subject.Recorded(1, "s", 1, "Renamed", {"to": "x"}, metadata)], why="as it was"
        )
        check(lambda: [(e.position, e.stream, e.version, e.type) for e in store.read("t")]).returns(
            [(2, "t", 1, "Counted"), (3, "t", 2, "Counted")], why="counted from 1"
        )

    def test_ranges(self, subject: ModuleType, store: Any) -> None:
        """Both ends of a range are included; a stream that is not there has no events."""
        store.append("s", new(subject, *range(1, 8)))
        for arguments, expected in (
            ((), [1, 2, 3, 4, 5, 6, 7]),
            ((3,), [3, 4, 5, 6, 7]),
            ((3, 5), [3, 4, 5]),
            ((5, 3), []),
            ((8,), []),
            ((1, 99), [1, 2, 3, 4, 5, 6, 7]),
            ((3, 5, True), [5, 4, 3]),
            ((1, None, True), [7, 6, 5, 4, 3, 2, 1]),
            ((1, 0), []),
        ):
            check(lambda arguments=arguments: numbers(store.read("s", *arguments))).returns(
                expected, why=f"read{arguments}"
            )
        check(lambda: list(store.read("other"))).returns([], why="never written to")
        check(lambda: (store.version("s"), store.version("other"), store.position())).returns(
            (7, 0, 7), why="how many there are"
        )

    def test_read_all(self, subject: ModuleType, store: Any) -> None:
        """All streams have one order; types and prefix choose among the events."""
        store.append("user/1", new(subject, 1, 2))
        store.append("user/2", new(subject, 3, type="Other"))
        store.append("order/1", new(subject, 4))
        store.append("user/1", new(subject, 5))
        for arguments, expected in (
            ({}, [1, 2, 3, 4, 5]),
            ({"from_position": 3}, [3, 4, 5]),
            ({"types": ["Other"]}, [3]),
            ({"types": []}, []),
            ({"prefix": "user/"}, [1, 2, 3, 5]),
            ({"prefix": "user/", "types": {"Counted"}, "from_position": 2}, [2, 5]),
            ({"from_position": 6}, []),
        ):
            check(lambda arguments=arguments: numbers(store.read_all(**arguments))).returns(
                expected, why=f"read_all with {arguments}"
            )

    def test_expected_version(self, subject: ModuleType, store: Any) -> None:
        """A writer who has not seen the last version stores nothing, and is told the rest."""
        store.append("s", new(subject, 1), subject.NO_STREAM)
        store.append("s", new(subject, 2, 3), 1)
        for expected, since in ((subject.NO_STREAM, [1, 2, 3]), (1, [2, 3]), (7, [])):
            error = check(store.append, "s", live(new(subject, 9)), expected).raises(
                subject.VersionConflict, why="the stream is at 3"
            )
            check(
                lambda error=error: (error.expected, error.actual, numbers(error.events_since))
            ).returns((expected, 3, since), why="what the writer has missed")
        check(store.append, "t", live(new(subject, 9)), 1).raises(subject.VersionConflict)
        store.append("s", new(subject, 4), subject.ANY)
        check(lambda: numbers(store.read_all())).returns([1, 2, 3, 4], why="no 9 was stored")

    def test_what_cannot_be_appended(self, subject: ModuleType, store: Any) -> None:
        """No events, a wrong version, and values that would be lost are refused as a whole."""
        check(store.append, "s", live([])).raises(ValueError)
        check(store.append, "s", live(new(subject, 1)), -2).raises(ValueError)
        check(store.append, "s", live(new(subject, 1, object()))).raises(TypeError)
        check(store.append, "s", live(new(subject, 1, [{"deep": 1j}]))).raises(TypeError)
        check(lambda: (list(store.read_all()), store.position())).returns(([], 0), why="nothing")
        store.append("s", new(subject, 1))
        check(lambda: numbers(store.read("s"))).returns([1], why="the store goes on")

    def test_idempotency_key(self, subject: ModuleType, store: Any) -> None:
        """An append with a key that was used is not done again and answers as the first one."""
        store.append("s", new(subject, 1))
        first = store.append("s", new(subject, 2), 1, "k")
        store.append("s", new(subject, 3))
        check(store.append, "s", live(new(subject, 2)), 1, "k").returns(
            first, why="the same append; its expected version was right when it was done"
        )
        check(lambda: numbers(store.read("s"))).returns([1, 2, 3], why="2 is there once")
        store.append("t", new(subject, 4), subject.ANY, "k")
        check(lambda: numbers(store.read("t"))).returns([4], why="a key belongs to a stream")
        check(
            lambda: (store.find("s", "k"), store.find("t", "k").version, store.find("s", "x"))
        ).returns((first, 1, None), why="find answers the same")

    def test_values_come_back_exactly(self, subject: ModuleType, store: Any) -> None:
        """Type and value of everything that can be stored are the same afterwards."""
        store.append("s", [subject.NewEvent("V", {"n": value}) for value in EXACT.values()])
        back = dict(zip(EXACT, numbers(store.read("s")), strict=True))
        for name, value in EXACT.items():
            check(lambda name=name: shown(back[name])).returns(shown(value), why=name)

    def test_names_of_streams(self, subject: ModuleType, store: Any) -> None:
        """A stream may have any text as its name, and each is another stream."""
        for number, name in enumerate(NAMES):
            store.append(name, new(subject, number), subject.NO_STREAM, "key")
            store.snapshot(name, 1, number)
        for number, name in enumerate(NAMES):
            check(lambda name=name: (numbers(store.read(name)), store.load_snapshot(name))).returns(
                ([number], subject.Snapshot(1, number)), why=f"stream {name[:9]!r}"
            )

    def test_events_do_not_change(self, subject: ModuleType, store: Any) -> None:
        """What was stored stays as it was, whatever is done to the objects given."""
        values = [1, 2]
        data = {"n": values}
        store.append("s", [subject.NewEvent("V", data)])
        values.append(3)
        data["more"] = values
        check(lambda: [dict(event.data) for event in store.read("s")]).returns(
            [{"n": [1, 2]}], why="as it was when it was appended"
        )

    def test_reading_while_others_write(self, subject: ModuleType, store: Any) -> None:
        """Who reads sees what was there when the reading began."""
        store.append("s", new(subject, *range(600)))
        events, everything = store.read("s"), store.read_all()
        first = (next(events).data["n"], next(everything).data["n"])
        store.append("s", new(subject, 600))
        check(lambda: (first, len(list(events)), len(list(everything)))).returns(
            ((0, 0), 599, 599), why="600 were there"
        )

    def test_snapshots(self, subject: ModuleType, store: Any) -> None:
        """The last snapshot of a stream takes the place of the one before."""
        check(store.load_snapshot, "s").returns(None, why="there is none yet")
        store.snapshot("s", 3, {"a": (1,)})
        store.snapshot("s", 5, {"a": (2,)})
        check(store.load_snapshot, "s").returns(subject.Snapshot(5, {"a": (2,)}), why="the last")

    def test_one_winner_a_version(self, subject: ModuleType, store: Any) -> None:
        """Of threads that expect the same version exactly one has its event stored."""
        start = threading.Barrier(4)
        won: list[tuple[int, int]] = []
        missed: list[tuple[int, int]] = []

        def write(writer: int) -> None:
            start.wait()
            while (version := store.version("s")) < 60:
                try:
                    end = store.append("s", new(subject, writer), version)
                except subject.VersionConflict as conflict:
                    missed.append((conflict.actual - version, len(conflict.events_since)))
                else:
                    won.append((end.version, writer))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(lambda: sorted(won)).returns(
            [(event.version, event.data["n"]) for event in store.read("s")],
            why="each event that is there has one writer who was told so",
        )
        check(lambda: [one for one in missed if one[0] != one[1] or one[0] < 1]).returns(
            [], why="who lost is told of each event since"
        )
        check(lambda: [event.version for event in store.read("s")]).returns(
            [*range(1, store.version("s") + 1)], why="no version is left out"
        )
