"""A second process that reads what the owner of a namespace writes, and hears of changes."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Hashable
from types import TracebackType
from typing import Any, Self

import redis

from .cache import LRUCache
from .errors import CorruptEntry
from .loading import read_entry
from .redis_store import RedisStore, client_of
from .serializers import MsgpackSerializer, Serializer, decode_key, encode_key
from .stats import Stats

_MISSING: Any = object()
_PAUSE_S = 0.2
_logger = logging.getLogger("challenges.days.day01_lru_cache")


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
        self._store = RedisStore(url, namespace, timeout=timeout)
        self._serializer = serializer or MsgpackSerializer()
        self._memory: LRUCache[Hashable, Any] = LRUCache(maxsize)
        self._lock = threading.Lock()
        # Keys being read; a change in the meantime makes what is read too old to be kept.
        self._reading: dict[bytes, object] = {}
        self._listener = _Listener(
            url, self._store.names.entry, timeout, weakref.WeakMethod(self._heard)
        )

    @property
    def listening(self) -> bool:
        """Whether Redis tells of changes now."""
        return self._listener.listening

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, from memory or from Redis; else `default`.

        Raises:
            NotSerializable: The key is of no type that can be stored.
            CorruptEntry: The entry cannot be read.
            StoreUnavailable: It is not in memory, and Redis does not answer.
        """
        encoded = encode_key(key)
        token = object()
        with self._lock:
            value = self._memory.get(key, _MISSING)
            if value is not _MISSING:
                return value
            self._reading[encoded] = token
        try:
            stored = self._store.read(encoded)
            _, value = read_entry(stored, self._serializer)
        except KeyError:
            return default
        finally:
            with self._lock:
                current = self._reading.get(encoded) is token
                if current:
                    del self._reading[encoded]
        with self._lock:
            if current and self.listening and stored.ttl != 0:
                self._memory.put(key, value, ttl=stored.ttl)
        return value

    def __getitem__(self, key: Hashable) -> Any:
        value = self.get(key, _MISSING)
        if value is _MISSING:
            raise KeyError(key)
        return value

    def __contains__(self, key: Hashable) -> bool:
        return self.get(key, _MISSING) is not _MISSING

    def __len__(self) -> int:
        with self._lock:
            return len(self._memory)

    def stats(self) -> Stats:
        """Return what has happened so far."""
        with self._lock:
            return self._memory.stats()

    def close(self) -> None:
        """End the thread and let go of all connections. May be called twice."""
        self._listener.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _heard(self, keys: list[bytes] | None) -> None:
        """These have changed; None means that anything may have."""
        with self._lock:
            if keys is None:
                self._memory.clear()
                self._reading.clear()
                return
            for encoded in keys:
                self._reading.pop(encoded, None)
                try:
                    self._memory.pop(decode_key(encoded), None)
                except CorruptEntry:
                    _logger.warning("a name of the namespace is no key: %r", encoded)


class _Listener:
    """A connection on which Redis tells of changes, and the thread that reads it."""

    def __init__(
        self, url: str, prefix: bytes, timeout: float, heard: weakref.WeakMethod[Any]
    ) -> None:
        self.listening = False
        self._prefix = prefix
        self._timeout = timeout
        self._heard = heard
        self._closed = threading.Event()
        self._client = client_of(url, timeout)
        self._connection: Any = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lru-follower", daemon=True)
        self._thread.start()
        self._ready.wait(timeout)

    def close(self) -> None:
        self._closed.set()
        connection = self._connection
        if connection is not None:
            connection.disconnect()
        self._thread.join()
        self._client.close()

    def _run(self) -> None:
        while not self._closed.is_set() and self._heard() is not None:
            try:
                self._listen()
            except (redis.RedisError, OSError) as error:
                if not self._closed.is_set():
                    _logger.warning("changes are not heard of: %s", error)
            finally:
                self.listening = False
                self._ready.set()
                if self._connection is not None:
                    self._connection.disconnect()
                self._tell(None)  # what was missed is unknown
            self._closed.wait(_PAUSE_S)

    def _listen(self) -> None:
        connection: Any = self._client.connection_pool.make_connection()
        self._connection = connection
        connection.connect()
        # redis-py has no public place for this; its own client-side cache uses the same one.
        connection._parser.set_invalidation_push_handler(self._pushed)
        connection.send_command("CLIENT", "TRACKING", "ON", "BCAST", "PREFIX", self._prefix)
        connection.read_response()
        self._tell(None)
        self.listening = True
        self._ready.set()
        asked = False
        while not self._closed.is_set() and self._heard() is not None:
            try:
                connection.read_response(
                    timeout=self._timeout, push_request=True, disconnect_on_error=False
                )
                asked = False
            except redis.TimeoutError:
                if asked:
                    raise  # a half-open connection
                connection.send_command("PING")
                asked = True

    def _pushed(self, message: list[Any]) -> None:
        names = message[1]
        self._tell(None if names is None else [name[len(self._prefix) :] for name in names])

    def _tell(self, keys: list[bytes] | None) -> None:
        heard = self._heard()
        if heard is not None:
            heard(keys)
