"""From the store into memory, and the two held against each other."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple


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
