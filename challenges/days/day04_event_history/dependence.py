"""Which later commands need an older one: what can be exchanged, can be undone alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from .events import Event
from .undo_tree import Entry


def dependents(
    events: Sequence[Event], later: Iterable[tuple[Entry, Sequence[Event]]]
) -> list[Entry]:
    """Return the commands that need what these events did, also by way of others.

    Args:
        events: of the older command.
        later: the commands after it with their events, the oldest first.

    Returns:
        Those to undo before it, the latest first.
    """
    touched = _touched(events)
    found: list[Entry] = []
    for entry, its_events in later:
        also = _touched(its_events)
        if touched is None or also is None or touched & also:
            found.append(entry)
            touched = None if touched is None or also is None else touched | also
    return found[::-1]


def _touched(events: Sequence[Event]) -> frozenset[Hashable] | None:
    """Return all parts of the state that events touch; None for the whole of it."""
    touched: frozenset[Hashable] = frozenset()
    for event in events:
        also = event.touches()
        if also is None:
            return None
        touched |= also
    return touched
