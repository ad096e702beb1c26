"""What a cache tells of itself."""

from __future__ import annotations

from typing import NamedTuple


class Stats(NamedTuple):
    """What has happened so far.

    Attributes:
        hits: Lookups that found an entry.
        misses: Lookups that found none, or an expired one.
        evictions: Entries removed for want of room.
        expirations: Entries removed because their time was over.
        weight: What the entries weigh now; their number, if nothing weighs them.
        callback_errors: Exceptions that `on_evict` has raised.
    """

    hits: int
    misses: int
    evictions: int
    expirations: int
    weight: float
    callback_errors: int = 0


class CacheInfo(NamedTuple):
    """What a cached function tells of itself; equal to what `functools.lru_cache` says.

    Attributes:
        hits: Calls that were answered from the cache, or by a computation under way.
        misses: Calls that computed.
        maxsize: Results that are kept at most; None is without bound.
        currsize: Results that are kept now.
    """

    hits: int
    misses: int
    maxsize: int | None
    currsize: int
