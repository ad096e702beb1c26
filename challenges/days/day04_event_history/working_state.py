"""A state and the stream it is the sum of, kept in step: both have an event, or neither has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, NamedTuple

from challenges.shared.clock import Clock

from .aggregate import AggregateType, load, snapshot_of, usable_snapshot
from .codec import dumps, loads
from .events import Event, Metadata, NewEvent, Recorded, new_id
from .store import EventStore
from .undo_tree import Entry
from .upcasting import Upcasters


class Change(NamedTuple):
    """An event on its way into the store.

    Attributes:
        event: what happens.
        causation_id: of the command, the undo or the redo that it comes from.
        headers: of this event, beside those of its batch.
    """

    event: Event
    causation_id: str
    headers: dict[str, Any]


class WorkingState(Generic[AggregateType]):
    """The state of a stream.

    Attributes:
        state: the state now: all events up to `version`, then those in `pending`.
        version: of the stream that was read or written last.
        pending: what a group has done and not stored yet.
    """

    def __init__(
        self,
        store: EventStore,
        stream: str,
        aggregate_type: type[AggregateType],
        upcasters: Upcasters | None,
        actor: str,
        clock: Clock,
    ) -> None:
        """Begin with the empty state. See `History` for the arguments."""
        self.state = aggregate_type()
        self.version = 0
        self.pending: list[Change] = []
        self._store = store
        self._stream = stream
        self._type = aggregate_type
        self._upcasters = upcasters
        self._actor = actor
        self._clock = clock

    def open(self) -> dict[str, Any] | None:
        """Take the state of the snapshot, if there is one, and return what else is in it."""
        found = usable_snapshot(self._store, self._stream, self._type)
        if found is None:
            return None
        self.state, self.version = self._type.from_state(found.data["state"]), found.version
        text = found.data.get("tree")
        tree: dict[str, Any] | None = None if text is None else loads(text.encode("ascii"))
        return tree

    def snapshot(self, tree: dict[str, Any]) -> None:
        """Store the state, and the tree beside it."""
        # As text: who wants the state alone does not pay for the commands that made it.
        data = {**snapshot_of(self.state), "tree": dumps(tree).decode("ascii")}
        self._store.snapshot(self._stream, self.version, data)

    def news(self) -> Iterator[list[Recorded]]:
        """Take in what the stream has got since, and yield it batch by batch."""
        batch: list[Recorded] = []
        for recorded in self._store.read(self._stream, self.version + 1):
            event = self._decode(recorded)
            try:
                self.state.apply(event)
            except BaseException:
                self._restore()
                raise
            self.version = recorded.version
            batch.append(recorded)
            if recorded.version == recorded.metadata.headers.get("end", recorded.version):
                yield batch
                batch = []

    def load(self, version: int) -> tuple[AggregateType, int]:
        """Return the state of a version, or the last one if the stream is shorter; see `load`."""
        return load(
            self._store, self._stream, self._type, version=version, upcasters=self._upcasters
        )

    def events_of(self, entry: Entry) -> list[Event]:
        """Return what a command did."""
        return [
            self._decode(recorded)
            for first, last in entry.spans
            for recorded in self._store.read(self._stream, first, last)
        ]

    def apply(self, changes: Sequence[Change]) -> None:
        """Let the state take in events, all or none."""
        try:
            for change in changes:
                self.state.apply(change.event)
        except BaseException:
            self._restore()
            raise

    def take_back(self, changes: Sequence[Change]) -> None:
        """Let the state give back what it has taken in last."""
        try:
            for change in reversed(changes):
                self.state.apply(change.event.inverse())
        except Exception:  # not every event has an inverse, and what has can be wrong
            self._restore()

    def append(
        self, changes: Sequence[Change], headers: dict[str, Any], command_id: str | None = None
    ) -> bool:
        """Store events that the state has taken in already; if that fails, it gives them back.

        Args:
            changes: the events.
            headers: for all of them.
            command_id: a batch of an id is stored once.

        Returns:
            Whether they were stored now: False if somebody else was first with this id.
        """
        end = self.version + len(changes)
        headers = {**headers, "end": end}
        if self._actor:
            headers["actor"] = self._actor
        now, correlation = self._clock.now(), changes[0].causation_id
        try:
            events = [self._new(change, headers, now, correlation) for change in changes]
            reached = self._store.append(self._stream, events, self.version, command_id)
        except BaseException:
            self.take_back(changes)
            raise
        if command_id is not None and not self._has_stored(events[-1], reached.version):
            self.take_back(changes)
            return False
        self.version = end
        return True

    def _new(
        self, change: Change, headers: dict[str, Any], now: float, correlation: str
    ) -> NewEvent:
        event, causation, own = change
        return NewEvent(
            type(event).__name__,
            event.data(),
            Metadata(new_id(), causation, correlation, now, event.schema, {**headers, **own}),
        )

    def _has_stored(self, event: NewEvent, version: int) -> bool:
        """Say whether it is this event that the stream has there, and not another one's."""
        found = next(self._store.read(self._stream, version, version))
        return found.metadata.event_id == event.metadata.event_id

    def _decode(self, recorded: Recorded) -> Event:
        return self._type.decode(recorded, self._upcasters)

    def _restore(self) -> None:
        """Make the state anew: what an `apply` that raised has left behind cannot be trusted."""
        self.state, _ = self.load(self.version)
        for change in self.pending:
            self.state.apply(change.event)
