"""What has happened: events of a domain, and how they look in a store."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, Self
from uuid import uuid4


class Event:
    """A fact of a domain. A subclass is a frozen dataclass.

    Attributes:
        schema: of the fields of this class; raise it when they change, and write an upcaster.
    """

    schema: ClassVar[int] = 1

    def inverse(self) -> Event:
        """Return the event that takes this one back, whatever the state was before.

        So an event carries what it destroys: the text that was deleted, the value that was
        replaced. Undo costs what the command cost, and no state is ever copied.
        """
        raise NotImplementedError(f"{type(self).__name__} cannot be undone")

    def touches(self) -> frozenset[Hashable] | None:
        """Return the names of the parts of the state that it reads or changes; None for all.

        Two events without a common part can be exchanged, and one undone without the other.
        """
        return None

    def data(self) -> dict[str, Any]:
        """Return its fields by name."""
        event_type: Any = type(self)
        return {name: getattr(self, name) for name in _field_names(event_type)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the event with these fields."""
        return cls(**data)


@cache
def _field_names(event_type: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(event_type))


def new_id() -> str:
    """Return an id that no other event and no other command has."""
    return uuid4().hex


class Metadata(NamedTuple):
    """What is known of an event besides what has happened.

    Attributes:
        event_id: of this event alone.
        causation_id: of the command that has made it.
        correlation_id: of the whole that the command belongs to.
        time: wall time in seconds since 1970, UTC. Information only: order is position.
        schema: of the event's type.
        headers: what else its writer wants to know later, by name.
    """

    event_id: str
    causation_id: str | None = None
    correlation_id: str | None = None
    time: float = 0.0
    schema: int = 1
    headers: Mapping[str, Any] = MappingProxyType({})

    def row(self) -> list[Any]:
        """Return the fields in their order, for storing."""
        return [*self[:-1], dict(self.headers)]


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that is to be stored.

    Attributes:
        type: the name of its type.
        data: its fields, of types that `dumps` knows.
        metadata: the rest.
    """

    type: str
    data: Mapping[str, Any]
    metadata: Metadata = field(default_factory=lambda: Metadata(new_id()))


class Recorded(NamedTuple):
    """An event that is stored.

    Attributes:
        position: its place in the whole store, from 1.
        stream: what it belongs to.
        version: its place in the stream, from 1, without gaps.
        type: the name of its type.
        data: its fields.
        metadata: the rest.
    """

    position: int
    stream: str
    version: int
    type: str
    data: Mapping[str, Any]
    metadata: Metadata


class Position(NamedTuple):
    """Where an append has ended.

    Attributes:
        position: of its last event in the whole store.
        version: of the stream after it.
    """

    position: int
    version: int
