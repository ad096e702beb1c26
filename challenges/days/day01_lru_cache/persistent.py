"""An LRU cache whose entries and order of use survive the process, in Redis."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, MutableMapping
from typing import Any, Literal

from challenges.shared.clock import SYSTEM, Clock

from .errors import (
    NotSerializable,
    StoreUnavailable,
    ValueTooLarge,
)
from .evictions import Reason
from .lifecycle import Persistence
from .redis_store import seal
from .serializers import Serializer, encode_key
from .stats import Stats
from .store import Operation

_MISSING: Any = object()
_WAKE_AT = 500


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
        max_pending: int = 10_000,
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
        super().__init__(
            maxsize,
            url,
            namespace,
            mode,
            journal,
            serializer,
            schema_version,
            on_outage,
            flush_every,
            max_pending,
            ttl,
            weigh,
            on_evict,
            callback_errors,
            clock,
            timeout,
        )

    # -- reading

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key and make it the most recently used; else `default`."""
        with self._lock:
            value = self._memory.get(key, _MISSING)
            if value is not _MISSING:
                self._pending.use(key)
                return value
        self._tell()  # it may have expired
        return default

    def __getitem__(self, key: Hashable) -> Any:
        value = self.get(key, _MISSING)
        if value is _MISSING:
            raise KeyError(key)
        return value

    def peek(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, else `default`; neither order nor statistics change."""
        with self._lock:
            return self._memory.peek(key, default)

    def touch(self, key: Hashable) -> bool:
        """Make a key the most recently used; tell whether it is there."""
        with self._lock:
            found = self._memory.touch(key)
            if found:
                self._pending.use(key)
            return found

    def remaining(self, key: Hashable) -> float | None:
        """Return the seconds that an entry has left, None if it lives for ever.

        Raises:
            KeyError: There is no such entry.
        """
        with self._lock:
            return self._memory.remaining(key)

    def __contains__(self, key: object) -> bool:
        with self._lock:
            return key in self._memory

    def __len__(self) -> int:
        with self._lock:
            return len(self._memory)

    def __iter__(self) -> Iterator[Any]:
        with self._lock:
            return iter(self._memory)

    def items_lru(self) -> Iterator[tuple[Any, Any]]:
        """Return key and value of each entry, from the one used longest ago to the last one."""
        with self._lock:
            return self._memory.items_lru()

    def stats(self) -> Stats:
        """Return what has happened so far in this process."""
        with self._lock:
            return self._memory.stats()

    @property
    def maxsize(self) -> int | None:
        """What the entries may weigh together."""
        return self._memory.maxsize

    # -- writing

    def __setitem__(self, key: Hashable, value: Any) -> None:
        self.put(key, value)

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
        encoded = encode_key(key)
        try:
            sealed = seal(encoded, self._serializer.dumps(value))
        except ValueTooLarge:
            raise
        except Exception as error:
            raise NotSerializable(f"the value of {key!r}: {error}") from error
        seconds = self._memory.check(key, value, ttl)
        until = None if seconds is None else self._clock.now() + seconds

        write = Operation(0, "set", encoded, sealed, until, seconds or 0.0)
        self._write(key, write, lambda: self._memory.put(key, value, ttl=ttl))

    def __delitem__(self, key: Hashable) -> None:
        self.pop(key)

    def pop(self, key: Hashable, default: Any = _MISSING) -> Any:
        """Remove an entry and return its value; else `default`.

        Raises:
            KeyError: There is none, and no default.
            PendingLimit, StoreUnavailable, OwnerChanged: As `put`.
        """
        value = self.peek(key, _MISSING)
        if value is _MISSING:
            if default is _MISSING:
                raise KeyError(key)
            return default
        write = Operation(0, "delete", encode_key(key))
        self._write(key, write, lambda: self._memory.pop(key, None))
        return value

    def popitem(self) -> tuple[Any, Any]:
        """Remove the entry used longest ago and return it.

        Raises:
            KeyError: The cache is empty.
        """
        self._check_process()
        with self._session.talking:
            key, value = next(self.items_lru(), (_MISSING, None))
            if key is _MISSING:
                raise KeyError("popitem(): the cache is empty")
            del self[key]
            return key, value

    def clear(self) -> None:
        """Remove all entries."""
        for key in self:
            self.pop(key, None)

    def resize(self, maxsize: int | None) -> None:
        """Change what the entries may weigh; those used longest ago go."""
        with self._lock:
            self._memory.resize(maxsize)
        self._tell()

    # -- how it is done

    def _write(self, key: Hashable, write: Operation, change: Callable[[], object]) -> None:
        """Promise a write, and change memory when it is kept as far as the mode says."""
        self._check_process()
        if self._write_behind:
            with self._lock:
                self._session.check_writable(in_outage=not self._raise_on_outage)
                self._pending.promise(write._replace(sequence=self._pending.sequence + 1))
                change()
                full = len(self._pending) >= _WAKE_AT
            if full and self._flusher is not None:
                self._flusher.wake()
            self._tell()
            return
        with self._session.talking:
            with self._lock:
                self._session.check_writable(in_outage=True)
                number = self._pending.sequence + 1
                self._pending.promise(write._replace(sequence=number))
            try:
                self._contact()
            except StoreUnavailable:
                if self._raise_on_outage:
                    self._take_back(key, write.key)
                    raise
            with self._lock:
                if self._pending.sequence > number:  # others were used while Redis was asked
                    self._pending.use(key)
                change()
        self._tell()

    def _take_back(self, key: Hashable, encoded: bytes) -> None:
        """A write has failed, but Redis may have made it: let it write what memory says."""
        with self._lock:
            number = self._pending.sequence + 1
            value = self._memory.peek(key, _MISSING)
            if value is _MISSING:
                self._pending.promise(Operation(number, "delete", encoded))
            else:
                self._memory.touch(key)  # the write puts it in front there
                self._pending.promise(self._as_write(number, key, value))
