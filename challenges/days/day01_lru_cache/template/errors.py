"""What can go wrong, each as a class of its own below one base."""

from __future__ import annotations


class LruCacheError(Exception):
    """The base of all errors of this package."""


class ReentrantCall(LruCacheError, RuntimeError):
    """A cached function waits, perhaps through others, for a result that it is computing itself."""


class NotSerializable(LruCacheError, TypeError):
    """A key or value cannot be written to Redis; nothing was changed."""


class ValueTooLarge(LruCacheError, ValueError):
    """A value takes more bytes than an entry may have; nothing was changed."""


class StoreUnavailable(LruCacheError, ConnectionError):
    """Redis does not answer, or answers that it cannot work now; the cache keeps what it had."""


class PendingLimit(LruCacheError):
    """So many writes wait for Redis that no more are taken; nothing was changed."""


class CorruptEntry(LruCacheError, ValueError):
    """What lies in Redis under a name of this cache was not written by it, or was damaged."""


class OwnerChanged(LruCacheError):
    """Another cache has taken the namespace over; this one may not write any more."""


class NamespaceLost(LruCacheError):
    """The namespace is gone from Redis, as after FLUSHALL; the cache writes it anew by itself."""


class SchemaMismatch(LruCacheError):
    """The namespace or the journal was written with another `schema_version`, or another format."""


class JournalBusy(LruCacheError):
    """The journal is open in another process."""
