"""State that is the sum of its events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from .errors import UnknownEventType, UpcastError
from .events import Event, Recorded
from .store import EventStore, Snapshot
from .upcasting import Upcasters

Applier = TypeVar("Applier", bound=Callable[..., None])
AggregateType = TypeVar("AggregateType", bound="Aggregate")

_MARK = "_applies"


def applies(event_type: type[Event]) -> Callable[[Applier], Applier]:
    """Mark a method `(self, event) -> None` as the one that takes in events of a type."""

    def mark(method: Applier) -> Applier:
        setattr(method, _MARK, event_type)
        return method

    return mark


class Handlers:
    """Something with methods for types of events: an aggregate or a projection."""

    event_types: ClassVar[dict[str, type[Event]]] = {}
    _appliers: ClassVar[dict[type[Event], str]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        """Collect the marked methods, those of the base classes too."""
        super().__init_subclass__(**options)
        cls._appliers = dict(cls._appliers)
        for name, member in vars(cls).items():
            if (event_type := getattr(member, _MARK, None)) is not None:
                cls._appliers[event_type] = name
        cls.event_types = {one.__name__: one for one in cls._appliers}

    @classmethod
    def decode(cls, recorded: Recorded, upcasters: Upcasters | None = None) -> Event:
        """Return the event of a record, brought to the schema of today.

        Raises:
            UnknownEventType: no method is for it.
            UpcastError: it has another schema, and no chain of upcasters leads to this one.
        """
        type_name, schema, data = recorded.type, recorded.metadata.schema, recorded.data
        if upcasters is not None:
            type_name, schema, data = upcasters.upcast(type_name, schema, data)
        event_type = cls.event_types.get(type_name)
        if event_type is None:
            where = f"{cls.__name__}, version {recorded.version} of {recorded.stream!r}"
            raise UnknownEventType(type_name, where)
        if schema != event_type.schema:
            raise UpcastError(
                f"{type_name} of {recorded.stream!r} version {recorded.version} has schema "
                f"{schema}, which no upcaster brings to {event_type.schema}"
            )
        try:
            return event_type.from_data(data)
        except TypeError as error:
            raise UpcastError(f"{type_name} of schema {schema}: {error}") from error

    def apply(self, event: Event) -> None:
        """Take in an event, by the method that is for its type.

        Raises:
            UnknownEventType: there is none.
        """
        name = self._appliers.get(type(event))
        if name is None:
            raise UnknownEventType(type(event).__name__, type(self).__name__)
        getattr(self, name)(event)


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
        return dict(vars(self))

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Return the aggregate with these attributes."""
        aggregate = cls()
        vars(aggregate).update(state)
        return aggregate


def snapshot_of(aggregate: Aggregate) -> dict[str, Any]:
    """Return what a store keeps of an aggregate as its snapshot."""
    return {"schema": type(aggregate).snapshot_schema, "state": aggregate.state()}


def usable_snapshot(
    store: EventStore, stream: str, aggregate_type: type[Aggregate]
) -> Snapshot | None:
    """Return the snapshot of a stream, or None if there is none of today's attributes.

    A snapshot of more events than the stream has was made before a crash that has lost them.
    """
    found = store.load_snapshot(stream)
    if (
        found is None
        or found.version > store.version(stream)
        or found.data.get("schema") != aggregate_type.snapshot_schema
    ):
        return None
    return found


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
    aggregate, reached = aggregate_type(), 0
    found = usable_snapshot(store, stream, aggregate_type)
    if found is not None and (version is None or found.version <= version):
        aggregate, reached = aggregate_type.from_state(found.data["state"]), found.version
    decode, apply = aggregate_type.decode, aggregate.apply
    for recorded in store.read(stream, reached + 1, version):
        apply(decode(recorded, upcasters))
        reached = recorded.version
    return aggregate, reached
