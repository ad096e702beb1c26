"""The life of a persistent cache: loading, flushing, comparing, closing, forking."""

from __future__ import annotations

import logging
import os
import weakref
from collections.abc import Callable, Hashable
from types import TracebackType
from typing import Any, Literal, Self

from challenges.shared.clock import Clock

from .cache import LRUCache
from .errors import LruCacheError, OwnerChanged, StoreUnavailable
from .evictions import Evictions, Reason
from .flusher import Flusher
from .journal import Journal
from .loading import Diff, Loaded, compare, read_into
from .pending import Pending
from .redis_store import RedisStore, seal
from .serializers import MsgpackSerializer, Serializer, encode_key
from .session import Health, Session
from .store import Operation

_logger = logging.getLogger("challenges.days.day01_lru_cache")


class Persistence:
    """A memory, and a session that keeps Redis in step; see PersistentLRU for the arguments."""

    def __init__(
        self,
        maxsize: int | None,
        url: str,
        namespace: str,
        mode: str,
        journal: str | os.PathLike[str] | None,
        serializer: Serializer | None,
        schema_version: int,
        on_outage: str,
        flush_every: float | None,
        max_pending: int,
        ttl: float | None,
        weigh: Callable[[Any, Any], float] | None,
        on_evict: Callable[[Any, Any, Reason], object] | None,
        callback_errors: Literal["log", "raise"],
        clock: Clock,
        timeout: float,
    ) -> None:
        """Make an empty one."""
        _check(mode, ("write_through", "write_behind"), "mode")
        _check(on_outage, ("serve_memory", "raise"), "on_outage")
        if mode == "write_behind" and journal is None:
            raise ValueError("mode is 'write_behind', which needs a journal")
        if max_pending < 1:
            raise ValueError(f"max_pending is {max_pending}, must be at least 1")
        self._evictees = Evictions(on_evict, callback_errors) if on_evict is not None else None
        self._memory: LRUCache[Any, Any] = LRUCache(
            maxsize, ttl=ttl, weigh=weigh, clock=clock, on_evict=self._left
        )
        self._write_behind = mode == "write_behind"
        self._serializer = serializer or MsgpackSerializer()
        self._raise_on_outage = on_outage == "raise"
        self._clock = clock
        self._ttl = ttl
        self._process = os.getpid()
        self._store = RedisStore(url, namespace, timeout=timeout)
        opened = Journal(journal) if journal is not None else None
        self._pending = Pending(opened, max_pending, encode_key)
        self._session = Session(
            self._store, opened, self._pending, schema_version, clock, self._everything
        )
        self._lock = self._session.lock
        _hold_while_forking(weakref.ref(self._session))
        self._flusher = Flusher(self, flush_every) if flush_every is not None else None

    def load(self, *, take_over: bool = False, strict: bool = False) -> Loaded:
        """Become the owner, replay what the journal has, and read the entries, in their order.

        Args:
            take_over: Whether the journal's writes are given up (set aside in a file beside it)
                where another cache has written the namespace since.
            strict: Whether an entry that cannot be read raises; else it is removed and counted.

        Returns:
            What was found. Without contact, with `on_outage="serve_memory"`, nothing: reading goes
            on from memory, and loading is made up for when Redis is back.

        Raises:
            OwnerChanged: Another cache has written since the journal's writes.
            SchemaMismatch: The namespace was written with another schema_version.
            CorruptEntry: With `strict`; or something else lies under the cache's own names.
            StoreUnavailable: With `on_outage="raise"`.
        """
        self._check_process()
        with self._session.talking:
            try:
                self._session.acquire(take_over=take_over)
                replayed = self._session.send()
                found = self._read(strict)._replace(replayed=replayed)
            except StoreUnavailable:
                if self._raise_on_outage:
                    raise
                found = Loaded(0, 0, 0, 0)
        if self._flusher is not None:
            self._flusher.start()
        return found

    def flush(self, timeout: float = 5.0) -> int:
        """Send all that waits.

        Args:
            timeout: Seconds for which it tries.

        Returns:
            How many writes Redis has acknowledged.

        Raises:
            StoreUnavailable: It does not answer in time; what waits goes on waiting.
            OwnerChanged: Another cache owns the namespace.
        """
        self._check_process()
        end = self._clock.monotonic() + timeout
        while True:
            try:
                with self._session.talking:
                    return self._contact()
            except StoreUnavailable:
                if self._clock.monotonic() >= end:
                    raise
                self._clock.sleep(0.05)

    def close(self, timeout: float = 5.0) -> None:
        """Flush, end the thread, let go of connections and journal. May be called twice.

        Raises:
            StoreUnavailable: Redis does not answer in time, and there is no journal: what waited is
                lost. With a journal it is replayed at the next start.
        """
        if self._session.state == "closed":
            return
        if self._flusher is not None:
            self._flusher.stop()
        try:
            if self._process == os.getpid() and self._session.state not in ("fenced", "new"):
                self.flush(timeout if self._pending else 0.0)
        except StoreUnavailable:
            if not self._session.journaled and self._pending:
                raise
        finally:
            self._session.close()

    def __enter__(self) -> Self:
        self.load()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self.close()
        except LruCacheError as failed:
            if error is None:
                raise
            # What has gone wrong inside matters more.
            _logger.warning("closing failed: %s", failed)

    def health(self) -> Health:
        """Return how it is; asks nobody."""
        return self._session.health()

    def verify(self) -> Diff:
        """Flush, and compare memory with Redis, entry by entry and in their order."""
        self._check_process()
        with self._session.talking:
            self._contact()
            with self._lock:
                return compare(self._everything(), self._store)

    def _contact(self) -> int:
        """Send what waits; after a start without Redis also read what it has."""
        self._session.check_owner()
        try:
            late = not self._session.connected
            if late:
                self._session.acquire()
            sent = self._session.send()
            if late:
                self._read(strict=False)
            return sent
        except OwnerChanged:
            with self._lock:
                self._memory.abandon()  # what the other one has written makes it stale
            raise

    def _read(self, strict: bool) -> Loaded:
        found = read_into(self._memory, self._store, self._serializer, self._session, strict)
        self._session.send()  # what was found to be superfluous goes
        return found

    def _everything(self) -> list[Operation]:
        first = self._pending.sequence + 1
        items = self._memory.items_lru()
        return [self._as_write(first + i, key, value) for i, (key, value) in enumerate(items)]

    def _as_write(self, number: int, key: Hashable, value: Any) -> Operation:
        encoded = encode_key(key)
        sealed = seal(encoded, self._serializer.dumps(value))
        left = self._memory.remaining(key)
        until = None if left is None else self._clock.now() + left
        return Operation(number, "set", encoded, sealed, until, left or 0.0)

    def _left(self, key: Any, value: Any, reason: Reason) -> None:
        """An entry has left memory: by itself, then Redis must let go of it, too."""
        if reason in ("size", "ttl", "resize"):
            self._pending.add(Operation(self._pending.sequence + 1, "delete", encode_key(key)))
        if reason != "replaced":
            self._pending.forget_use(key)
        if self._evictees is not None:
            self._evictees.note(key, value, reason)

    def _tell(self) -> None:
        """Call back for what has left; the locks are free, so the callback may use the cache."""
        if self._evictees is not None:
            self._evictees.tell()

    def _check_process(self) -> None:
        if self._process != os.getpid():
            self._session.close()
            raise OwnerChanged("this process is a fork of the one that owns the cache")


def _check(value: str, allowed: tuple[str, ...], name: str) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}, must be one of {', '.join(allowed)}")


def _hold_while_forking(session: weakref.ref[Session]) -> None:
    """See to it that no thread is in the middle of changing memory when the process forks."""

    def hold() -> None:
        if (one := session()) is not None:
            one.lock.acquire()

    def release() -> None:
        if (one := session()) is not None:
            one.lock.release()

    os.register_at_fork(before=hold, after_in_parent=release, after_in_child=release)
