"""From the store into memory, and the two held against each other."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

from .cache import LRUCache
from .errors import CorruptEntry
from .redis_store import unseal
from .serializers import Serializer, decode_key
from .session import Session
from .store import Operation, Store, Stored

_logger = logging.getLogger("challenges.days.day01_lru_cache")


class Loaded(NamedTuple):
    """What `load` has found.

    Attributes:
        entries: That are in memory now.
        replayed: Writes of the journal that Redis had not acknowledged.
        missing: Keys in the order of use whose entries were gone, by expiry or `maxmemory`.
        corrupt: Entries that could not be read, and were removed.
    """

    entries: int
    replayed: int
    missing: int
    corrupt: int


class Diff(NamedTuple):
    """Where memory and Redis differ; false if nowhere.

    Attributes:
        missing: Keys that Redis has not.
        extra: Keys that only Redis has.
        different: Keys with other values there, or ones that cannot be read.
        misordered: Keys at the first place where the order of use differs: in memory, in Redis.
    """

    missing: tuple[Hashable, ...]
    extra: tuple[Hashable, ...]
    different: tuple[Hashable, ...]
    misordered: tuple[Hashable, ...]

    def __bool__(self) -> bool:
        return any(self)


def read_into(
    memory: LRUCache[Any, Any],
    store: Store,
    serializer: Serializer,
    session: Session,
    strict: bool,
) -> Loaded:
    """Read entries from the one used last on, while there is room; what does not fit is removed.

    What memory has already is newer. Memory needed: what fits, and one batch.

    Raises:
        CorruptEntry: `strict`, and an entry cannot be read.
    """
    with session.lock:
        present = [key for key, _ in memory.items_lru()]
        room = memory.room()
        written = session.pending.keys()
    found: list[tuple[Hashable, Any, float | None]] = []
    superfluous: list[bytes] = []
    missing = corrupt = 0
    full = False
    for batch in store.entries():
        for stored in batch:
            if stored.key in written:
                continue
            try:
                key, value = read_entry(stored, serializer)
            except KeyError:
                missing += 1
                superfluous.append(stored.key)
                continue
            except CorruptEntry as error:
                if strict:
                    raise
                _logger.warning("%s; it is removed", error)
                corrupt += 1
                superfluous.append(stored.key)
                continue
            if key in memory:
                continue
            weight = memory.weight_of(key, value)
            full = full or weight > room
            if full:
                superfluous.append(stored.key)
            else:
                room -= weight
                found.append((key, value, stored.ttl))
    with session.lock:
        _put_below(memory, present, found)
        for encoded in superfluous:
            session.pending.add(Operation(session.pending.sequence + 1, "delete", encoded))
        return Loaded(len(memory), 0, missing, corrupt)


def _put_below(
    memory: LRUCache[Any, Any],
    present: list[Hashable],
    found: list[tuple[Hashable, Any, float | None]],
) -> None:
    for key, value, ttl in reversed(found):
        memory.put(key, value, ttl=float("inf") if ttl is None else max(ttl, 0.001))
    for key in present:
        memory.touch(key)


def read_entry(stored: Stored, serializer: Serializer) -> tuple[Hashable, Any]:
    """Return key and value of an entry.

    Raises:
        KeyError: It is gone.
        CorruptEntry: It cannot be read.
    """
    key = decode_key(stored.key)
    if stored.problem:
        raise CorruptEntry(f"the entry of {key!r} cannot be read: {stored.problem}")
    if stored.value is None:
        raise KeyError(key)
    data = unseal(stored.key, stored.value)
    try:
        return key, serializer.loads(data)
    except Exception as error:
        raise CorruptEntry(f"the value of {key!r} cannot be read: {error}") from error


def compare(memory: Iterable[Operation], store: Store) -> Diff:
    """Return where memory, given as writes from the oldest on, differs from the store."""
    expected = {write.key: write.value for write in memory}
    order = list(reversed(expected))
    seen: list[bytes] = []
    extra: list[Hashable] = []
    different: list[Hashable] = []
    for batch in store.entries():
        for stored in batch:
            if stored.key not in expected:
                if stored.value is not None or stored.problem:
                    extra.append(decode_key(stored.key))
            elif stored.problem:
                different.append(decode_key(stored.key))
                seen.append(stored.key)
            elif stored.value is not None:
                if stored.value != expected[stored.key]:
                    different.append(decode_key(stored.key))
                seen.append(stored.key)
    there = set(seen)
    missing = tuple(decode_key(key) for key in order if key not in there)
    pairs = zip((key for key in order if key in there), seen, strict=True)
    misordered: tuple[Hashable, ...] = next(
        ((decode_key(ours), decode_key(theirs)) for ours, theirs in pairs if ours != theirs), ()
    )
    return Diff(missing, tuple(extra), tuple(different), misordered)
