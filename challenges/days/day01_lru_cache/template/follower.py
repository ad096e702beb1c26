"""A second process that reads what the owner of a namespace writes, and hears of changes."""

from __future__ import annotations

from collections.abc import Hashable
from types import TracebackType
from typing import Any, Self

from .serializers import Serializer
from .stats import Stats

_MISSING: Any = object()


class FollowerLRU:
    """A reader's cache of a namespace that a PersistentLRU owns. Safe to use from several threads.

    What is looked up is read from Redis once and kept, until Redis says that it has changed (client
    tracking of RESP3), or has expired. While that word cannot come, since the connection is broken,
    nothing is kept and every lookup asks Redis. It writes nothing, not even the order of use.
    """

    def __init__(
        self,
        maxsize: int | None,
        url: str,
        namespace: str,
        *,
        serializer: Serializer | None = None,
        timeout: float = 5.0,
    ) -> None:
        """Begin to listen, on a thread of its own.

        Args:
            maxsize: Entries that are kept.
            url: Of Redis, 6 or later.
            namespace: Of the owner.
            serializer: That of the owner.
            timeout: Seconds that connecting and each answer may take.
        """
        raise NotImplementedError("FollowerLRU.__init__")

    @property
    def listening(self) -> bool:
        """Whether Redis tells of changes now."""
        raise NotImplementedError("FollowerLRU.listening")

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, from memory or from Redis; else `default`.

        Raises:
            NotSerializable: The key is of no type that can be stored.
            CorruptEntry: The entry cannot be read.
            StoreUnavailable: It is not in memory, and Redis does not answer.
        """
        raise NotImplementedError("FollowerLRU.get")

    def __getitem__(self, key: Hashable) -> Any:
        raise NotImplementedError("FollowerLRU.__getitem__")

    def __contains__(self, key: Hashable) -> bool:
        raise NotImplementedError("FollowerLRU.__contains__")

    def __len__(self) -> int:
        raise NotImplementedError("FollowerLRU.__len__")

    def stats(self) -> Stats:
        """Return what has happened so far."""
        raise NotImplementedError("FollowerLRU.stats")

    def close(self) -> None:
        """End the thread and let go of all connections. May be called twice."""
        raise NotImplementedError("FollowerLRU.close")

    def __enter__(self) -> Self:
        raise NotImplementedError("FollowerLRU.__enter__")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        raise NotImplementedError("FollowerLRU.__exit__")
