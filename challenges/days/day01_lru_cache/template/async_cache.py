"""PersistentLRU for asyncio: reading happens at once, what may wait for Redis on a thread."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from .loading import Diff, Loaded
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
        raise NotImplementedError("AsyncPersistentLRU.__init__")

    async def load(self, *, take_over: bool = False, strict: bool = False) -> Loaded:
        """Become the owner and read the entries; see PersistentLRU."""
        raise NotImplementedError("AsyncPersistentLRU.load")

    async def flush(self, timeout: float = 5.0) -> int:
        """Send all that waits; see PersistentLRU."""
        raise NotImplementedError("AsyncPersistentLRU.flush")

    async def verify(self) -> Diff:
        """Compare memory with Redis; see PersistentLRU."""
        raise NotImplementedError("AsyncPersistentLRU.verify")

    async def close(self, timeout: float = 5.0) -> None:
        """Flush and let go of everything; see PersistentLRU. May be called twice."""
        raise NotImplementedError("AsyncPersistentLRU.close")

    async def __aenter__(self) -> Self:
        raise NotImplementedError("AsyncPersistentLRU.__aenter__")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        raise NotImplementedError("AsyncPersistentLRU.__aexit__")

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key and make it the most recently used; else `default`."""
        raise NotImplementedError("AsyncPersistentLRU.get")

    def peek(self, key: Hashable, default: Any = None) -> Any:
        """Return the value of a key, else `default`; the order does not change."""
        raise NotImplementedError("AsyncPersistentLRU.peek")

    def touch(self, key: Hashable) -> bool:
        """Make a key the most recently used; tell whether it is there."""
        raise NotImplementedError("AsyncPersistentLRU.touch")

    def __contains__(self, key: object) -> bool:
        raise NotImplementedError("AsyncPersistentLRU.__contains__")

    def __len__(self) -> int:
        raise NotImplementedError("AsyncPersistentLRU.__len__")

    def items_lru(self) -> Iterator[tuple[Any, Any]]:
        """Return key and value of each entry, from the one used longest ago to the last one."""
        raise NotImplementedError("AsyncPersistentLRU.items_lru")

    def stats(self) -> Stats:
        """Return what has happened so far in this process."""
        raise NotImplementedError("AsyncPersistentLRU.stats")

    def health(self) -> Health:
        """Return how it is; asks nobody."""
        raise NotImplementedError("AsyncPersistentLRU.health")

    async def put(self, key: Hashable, value: Any, *, ttl: float | None = None) -> None:
        """Write an entry; raises as PersistentLRU does."""
        raise NotImplementedError("AsyncPersistentLRU.put")

    async def pop(self, key: Hashable, default: Any = None) -> Any:
        """Remove an entry and return its value; else return `default`."""
        raise NotImplementedError("AsyncPersistentLRU.pop")

    async def clear(self) -> None:
        """Remove all entries."""
        raise NotImplementedError("AsyncPersistentLRU.clear")

    async def resize(self, maxsize: int | None) -> None:
        """Change what the entries may weigh; those used longest ago go."""
        raise NotImplementedError("AsyncPersistentLRU.resize")
