"""PersistentLRU for asyncio: reading happens at once, what may wait for Redis on a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from .errors import LruCacheError
from .loading import Diff, Loaded
from .persistent import PersistentLRU
from .session import Health
from .stats import Stats

P = ParamSpec("P")
R = TypeVar("R")


class AsyncPersistentLRU:
    """The same cache, for use from one event loop.

    What only reads memory are plain methods, as they never wait. All that talks to Redis runs on
    one thread of the cache's own, in the order of the calls: a task that is cancelled while it
    waits does not undo its write.
    """

    def __init__(self, maxsize: int | None, url: str, namespace: str, **options: Any) -> None:
        """Make an empty cache; `load`, or `async with`, begins to talk to Redis.

        Args:
            maxsize: What its entries may weigh together.
            url: Of Redis.
            namespace: Of its names there.
            options: As for PersistentLRU.

        Raises:
            TypeError, ValueError, JournalBusy: As PersistentLRU.
        """
        self._cache = PersistentLRU(maxsize, url, namespace, **options)
        self._thread = ThreadPoolExecutor(1, "lru-async")

    async def load(self, *, take_over: bool = False, strict: bool = False) -> Loaded:
        """Become the owner and read the entries; see PersistentLRU."""
        return await self._waiting(self._cache.load, take_over=take_over, strict=strict)

    async def flush(self, timeout: float = 5.0) -> int:
        """Send all that waits; see PersistentLRU."""
        return await self._waiting(self._cache.flush, timeout)

    async def verify(self) -> Diff:
        """Compare memory with Redis; see PersistentLRU."""
        return await self._waiting(self._cache.verify)

    async def close(self, timeout: float = 5.0) -> None:
        """Flush and let go of everything; see PersistentLRU. May be called twice."""
        if self._cache.health().state != "closed":
            try:
                await self._waiting(self._cache.close, timeout)
            finally:
                self._thread.shutdown(wait=False)

    async def __aenter__(self) -> Self:
        await self.load()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            await self.close()
        except LruCacheError:
            if error is None:  # what has gone wrong inside matters more
                raise

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key and make it the most recently used; else `default`."""
        return self._cache.get(key, default)

    def peek(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, else `default`; the order does not change."""
        return self._cache.peek(key, default)

    def touch(self, key: Hashable) -> bool:
        """Make a key the most recently used; tell whether it is there."""
        return self._cache.touch(key)

    def __contains__(self, key: object) -> bool:
        return key in self._cache

    def __len__(self) -> int:
        return len(self._cache)

    def items_lru(self) -> Iterator[tuple[Any, Any]]:
        """Return key and value of each entry, from the one used longest ago to the last one."""
        return self._cache.items_lru()

    def stats(self) -> Stats:
        """Return what has happened so far in this process."""
        return self._cache.stats()

    def health(self) -> Health:
        """Return how it is; asks nobody."""
        return self._cache.health()

    async def put(self, key: Hashable, value: Any, *, ttl: float | None = None) -> None:
        """Write an entry; raises as PersistentLRU does."""
        await self._waiting(self._cache.put, key, value, ttl=ttl)

    async def pop(self, key: Hashable, default: Any = None) -> Any:
        """Remove an entry and return its value; else return `default`."""
        return await self._waiting(self._cache.pop, key, default)

    async def clear(self) -> None:
        """Remove all entries."""
        await self._waiting(self._cache.clear)

    async def resize(self, maxsize: int | None) -> None:
        """Change what the entries may weigh; those used longest ago go."""
        await self._waiting(self._cache.resize, maxsize)

    async def _waiting(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: function(*args, **kwargs))
