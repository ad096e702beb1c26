"""What the persistent cache needs of a place that outlives it; Redis is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

Durability = Literal["none", "everysec", "always", "unknown"]


class Operation(NamedTuple):
    """One change of a namespace.

    Attributes:
        sequence: Its place among all changes of its writer; applied once, however often it is sent.
        kind: `set`, `delete`, or `use`, which changes the order only.
        key: The encoded key.
        value: The encoded value of `set`.
        until: The moment of its end in seconds since 1970 by the writer's clock; None is never.
        ttl: The seconds it was given; what is left is never more, wherever the clock was set.
    """

    sequence: int
    kind: Literal["set", "delete", "use"]
    key: bytes
    value: bytes = b""
    until: float | None = None
    ttl: float = 0.0


class Grant(NamedTuple):
    """The right to write a namespace.

    Attributes:
        token: What every write shows; the next owner makes it invalid.
        epoch: How often the namespace has had an owner.
        applied: The last sequence of this writer that was applied.
        newest: The largest sequence in the order of use.
    """

    token: str
    epoch: int
    applied: int
    newest: int


class Stored(NamedTuple):
    """An entry as it lies in the store.

    Attributes:
        key: The encoded key.
        value: The encoded value; None if it is gone, though its key is in the order.
        ttl: Seconds left; None is for ever.
        problem: Why it cannot be read; empty if it can.
    """

    key: bytes
    value: bytes | None
    ttl: float | None
    problem: str = ""


class Store(Protocol):
    """A namespace with one owner, entries, and an order of use."""

    def acquire(self, writer: str, schema: int, *, take_over: bool) -> Grant:
        """Become the owner.

        Raises:
            SchemaMismatch: It was written with another schema.
            OwnerChanged: The last owner was another writer, and `take_over` is false.
            StoreUnavailable: It does not answer.
        """

    def apply(self, grant: Grant, operations: Sequence[Operation], now: float) -> None:
        """Make changes, all or none; those that were made before are passed over.

        Raises:
            OwnerChanged: There is another owner.
            NamespaceLost: The namespace is gone.
            CorruptEntry: Something else lies under one of its names.
            StoreUnavailable: It does not answer; the changes may have been made.
        """

    def entries(self) -> Iterator[list[Stored]]:
        """Yield the entries in batches, the one used last first."""

    def durability(self) -> Durability:
        """Return what it promises of acknowledged writes when its process is killed."""

    def close(self) -> None:
        """Let go of all connections."""
