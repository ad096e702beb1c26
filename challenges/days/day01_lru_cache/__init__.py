"""An LRU cache whose entries and order of use survive a restart, in Redis.

`LRUCache` is the bounded mapping, `lru_cached` a decorator on it, `PersistentLRU` the one that
begins where the last process has ended.

    >>> cache = LRUCache(2)
    >>> cache["a"], cache["b"], cache["c"] = 1, 2, 3
    >>> list(cache)
    ['b', 'c']
"""

from .async_cache import AsyncPersistentLRU
from .cache import LRUCache
from .cli import main
from .errors import (
    CorruptEntry,
    JournalBusy,
    LruCacheError,
    NotSerializable,
    OwnerChanged,
    PendingLimit,
    ReentrantCall,
    SchemaMismatch,
    StoreUnavailable,
    ValueTooLarge,
)
from .follower import FollowerLRU
from .journal import Journal
from .loading import Diff, Loaded
from .memoize import CachedFunction, Policy, lru_cached
from .persistent import PersistentLRU
from .serializers import MsgpackSerializer, Serializer, SignedPickle
from .session import Health
from .stats import CacheInfo, Stats
from .store import Store

__all__ = [
    "AsyncPersistentLRU",
    "CacheInfo",
    "CachedFunction",
    "CorruptEntry",
    "Diff",
    "FollowerLRU",
    "Health",
    "Journal",
    "JournalBusy",
    "LRUCache",
    "Loaded",
    "LruCacheError",
    "MsgpackSerializer",
    "NotSerializable",
    "OwnerChanged",
    "PendingLimit",
    "PersistentLRU",
    "Policy",
    "ReentrantCall",
    "SchemaMismatch",
    "Serializer",
    "SignedPickle",
    "Stats",
    "Store",
    "StoreUnavailable",
    "ValueTooLarge",
    "lru_cached",
    "main",
]
