"""The life of a persistent cache: loading, flushing, comparing, closing, forking."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import TracebackType
from typing import Any, Literal, Self

from challenges.shared.clock import Clock

from .cache import Reason
from .loading import Diff, Loaded
from .serializers import Serializer
from .session import Health


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
        raise NotImplementedError("Persistence.__init__")

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
        raise NotImplementedError("Persistence.load")

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
        raise NotImplementedError("Persistence.flush")

    def close(self, timeout: float = 5.0) -> None:
        """Flush, end the thread, let go of connections and journal. May be called twice.

        Raises:
            StoreUnavailable: Redis does not answer in time, and there is no journal: what waited is
                lost. With a journal it is replayed at the next start.
        """
        raise NotImplementedError("Persistence.close")

    def __enter__(self) -> Self:
        raise NotImplementedError("Persistence.__enter__")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        raise NotImplementedError("Persistence.__exit__")

    def health(self) -> Health:
        """Return how it is; asks nobody."""
        raise NotImplementedError("Persistence.health")

    def verify(self) -> Diff:
        """Flush, and compare memory with Redis, entry by entry and in their order."""
        raise NotImplementedError("Persistence.verify")
