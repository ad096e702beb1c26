"""State that is the sum of its events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from .events import Event, Recorded
from .store import EventStore
from .upcasting import Upcasters

Applier = TypeVar("Applier", bound=Callable[..., None])
AggregateType = TypeVar("AggregateType", bound="Aggregate")


def applies(event_type: type[Event]) -> Callable[[Applier], Applier]:
    """Mark a method `(self, event) -> None` as the one that takes in events of a type."""
    raise NotImplementedError("applies")


class Handlers:
    """Something with methods for types of events: an aggregate or a projection."""

    event_types: ClassVar[dict[str, type[Event]]] = {}

    @classmethod
    def decode(cls, recorded: Recorded, upcasters: Upcasters | None = None) -> Event:
        """Return the event of a record, brought to the schema of today.

        Raises:
            UnknownEventType: no method is for it.
            UpcastError: it has another schema, and no chain of upcasters leads to this one.
        """
        raise NotImplementedError("decode")

    def apply(self, event: Event) -> None:
        """Take in an event, by the method that is for its type.

        Raises:
            UnknownEventType: there is none.
        """
        raise NotImplementedError("apply")


class Aggregate(Handlers):
    """The state of one stream. Its attributes are the state, and only events change them.

    A subclass has `__init__(self)`, which makes the empty state, and for each type of event a
    method marked by `applies`.

    Attributes:
        snapshot_schema: of the attributes; raise it when they change, and old snapshots are
            not looked at any more.
    """

    snapshot_schema: ClassVar[int] = 1

    def state(self) -> dict[str, Any]:
        """Return the attributes by name."""
        raise NotImplementedError("state")

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Return the aggregate with these attributes."""
        raise NotImplementedError("from_state")


def load(
    store: EventStore,
    stream: str,
    aggregate_type: type[AggregateType],
    *,
    version: int | None = None,
    upcasters: Upcasters | None = None,
) -> tuple[AggregateType, int]:
    """Rebuild a state from the last snapshot, if there is one, and the events since.

    Args:
        store: where the events are.
        stream: whose they are.
        aggregate_type: what takes them in.
        version: up to which, included; None for all. A later snapshot is not used.
        upcasters: for events of older schemas.

    Returns:
        The state and its version, which is lower than the one asked for if the stream is shorter.

    Raises:
        UnknownEventType, UpcastError: an event cannot be understood.

    Complexity: time O(events since the snapshot), memory O(state).
    """
    raise NotImplementedError("load")
