"""What was when, and what has changed."""

from __future__ import annotations

from typing import Any

from .aggregate import Aggregate
from .store import EventStore

_MISSING = object()


def version_at(store: EventStore, stream: str, time: float) -> int:
    """Return the version of the last event of a stream that is not later than a time; 0 if none.

    A clock that was set back makes later events look earlier. Order is that of versions, so the
    last event in that order decides.

    Args:
        store: where the stream is.
        stream: its name.
        time: wall time in seconds since 1970, UTC.

    Complexity: O(events after that time).
    """
    for recorded in store.read(stream, backwards=True):
        if recorded.metadata.time <= time:
            return recorded.version
    return 0


def differences(before: Aggregate, after: Aggregate) -> dict[str, tuple[Any, Any]]:
    """Return the attributes that differ, by name, each with both values; None where it is not."""
    one, other = before.state(), after.state()
    return {
        name: (one.get(name), other.get(name))
        for name in [*one, *(name for name in other if name not in one)]
        if one.get(name, _MISSING) != other.get(name, _MISSING)
    }
