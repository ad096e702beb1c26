"""An LRU cache whose entries and order of use survive the process, in Redis."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, MutableMapping
from typing import Any, Literal

from challenges.shared.clock import SYSTEM, Clock

from .cache import Reason
from .lifecycle import Persistence
from .serializers import Serializer
from .stats import Stats

_MISSING: Any = object()


class PersistentLRU(Persistence, MutableMapping[Any, Any]):
    """An LRUCache that writes what it holds to Redis, and begins with it next time.

    Reading never waits for Redis. Writing waits in mode `write_through`: when it returns, Redis has
    the write. In mode `write_behind` it returns when the write is in the journal, a local file, and
    Redis gets it a moment later; a process that is killed in between replays it at its next start.
    A namespace has one owner: who loads it fences the one before. Safe to use from several threads.

    Keys are None, bool, int, float, str, bytes and tuples of these; values what the serializer
    takes, handed out as they are and not copied.
    """

    def __init__(
        self,
        maxsize: int | None,
        url: str,
        namespace: str,
        *,
        mode: Literal["write_through", "write_behind"] = "write_through",
        journal: str | os.PathLike[str] | None = None,
        serializer: Serializer | None = None,
        schema_version: int = 1,
        on_outage: Literal["serve_memory", "raise"] = "serve_memory",
        flush_every: float | None = 0.05,
        max_pending: int = 10000,
        ttl: float | None = None,
        weigh: Callable[[Any, Any], float] | None = None,
        on_evict: Callable[[Any, Any, Reason], object] | None = None,
        callback_errors: Literal["log", "raise"] = "log",
        clock: Clock = SYSTEM,
        timeout: float = 5.0,
    ) -> None:
        """Make an empty cache; `load`, or entering it as a context, begins to talk to Redis.

        Args:
            maxsize: What the entries may weigh together; see LRUCache, also for `ttl`, `weigh`,
                `on_evict`, `callback_errors` and `clock`.
            url: Of Redis, such as redis://127.0.0.1:6379/0.
            namespace: Of this cache's names in Redis.
            mode: When a write returns.
            journal: The file of the journal, on a local disk; `write_behind` needs it.
            serializer: How values become bytes; by default MessagePack, exactly.
            schema_version: What the values' shape is called; raise it with each change of it.
            on_outage: When Redis does not answer, writes change memory and wait, or raise
                StoreUnavailable and change nothing.
            flush_every: Seconds between flushes by a thread; None for no thread, and `flush`.
            max_pending: Writes that may wait; more raise PendingLimit.
            timeout: Seconds that connecting to Redis and each answer may take.

        Raises:
            ValueError: An argument is none of what it may be.
            JournalBusy: Another cache has the journal open.
        """
        raise NotImplementedError("PersistentLRU.__init__")

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key and make it the most recently used; else `default`."""
        raise NotImplementedError("PersistentLRU.get")

    def __getitem__(self, key: Hashable) -> Any:
        raise NotImplementedError("PersistentLRU.__getitem__")

    def peek(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, else `default`; neither order nor statistics change."""
        raise NotImplementedError("PersistentLRU.peek")

    def touch(self, key: Hashable) -> bool:
        """Make a key the most recently used; tell whether it is there."""
        raise NotImplementedError("PersistentLRU.touch")

    def remaining(self, key: Hashable) -> float | None:
        """Return the seconds that an entry has left, None if it lives for ever.

        Raises:
            KeyError: There is no such entry.
        """
        raise NotImplementedError("PersistentLRU.remaining")

    def __contains__(self, key: object) -> bool:
        raise NotImplementedError("PersistentLRU.__contains__")

    def __len__(self) -> int:
        raise NotImplementedError("PersistentLRU.__len__")

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError("PersistentLRU.__iter__")

    def items_lru(self) -> Iterator[tuple[Any, Any]]:
        """Return key and value of each entry, from the one used longest ago to the last one."""
        raise NotImplementedError("PersistentLRU.items_lru")

    def stats(self) -> Stats:
        """Return what has happened so far in this process."""
        raise NotImplementedError("PersistentLRU.stats")

    @property
    def maxsize(self) -> int | None:
        """What the entries may weigh together."""
        raise NotImplementedError("PersistentLRU.maxsize")

    def __setitem__(self, key: Hashable, value: Any) -> None:
        raise NotImplementedError("PersistentLRU.__setitem__")

    def put(self, key: Hashable, value: Any, *, ttl: float | None = None) -> None:
        """Write an entry, which becomes the most recently used.

        Raises:
            NotSerializable: Key or value cannot be written; nothing has changed.
            ValueTooLarge: The value takes more than 64 MiB; nothing has changed.
            PendingLimit: Too many writes wait; nothing has changed.
            StoreUnavailable: With `on_outage="raise"`; nothing has changed here, and if Redis has
                made the write, it takes it back as soon as it answers.
            OwnerChanged: Another cache owns the namespace.
        """
        raise NotImplementedError("PersistentLRU.put")

    def __delitem__(self, key: Hashable) -> None:
        raise NotImplementedError("PersistentLRU.__delitem__")

    def pop(self, key: Hashable, default: Any = _MISSING) -> Any:
        """Remove an entry and return its value; else `default`.

        Raises:
            KeyError: There is none, and no default.
            PendingLimit, StoreUnavailable, OwnerChanged: As `put`.
        """
        raise NotImplementedError("PersistentLRU.pop")

    def popitem(self) -> tuple[Any, Any]:
        """Remove the entry used longest ago and return it.

        Raises:
            KeyError: The cache is empty.
        """
        raise NotImplementedError("PersistentLRU.popitem")

    def clear(self) -> None:
        """Remove all entries."""
        raise NotImplementedError("PersistentLRU.clear")

    def resize(self, maxsize: int | None) -> None:
        """Change what the entries may weigh; those used longest ago go."""
        raise NotImplementedError("PersistentLRU.resize")
