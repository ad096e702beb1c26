"""Which later commands need an older one: what can be exchanged, can be undone alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from .events import Event
from .undo_tree import Entry


def in_force(entries: Iterable[Entry]) -> list[Entry]:
    """Return the commands that have an effect: without those undone alone, and without their undo.

    Args:
        entries: commands one after the other, the latest first.
    """
    later = list(entries)
    ids = {entry.id for entry in later}
    cancelled: set[int] = set()
    found = []
    for entry in later:
        if entry.id in cancelled:
            continue
        if entry.undoes in ids:
            cancelled.add(entry.undoes)
        else:
            found.append(entry)
    return found


def dependents(
    events: Sequence[Event],
    later: Iterable[Entry],
    events_of: Callable[[Entry], Sequence[Event]],
) -> list[Entry]:
    """Return the commands that need what these events did, also by way of others.

    Args:
        events: of the older command.
        later: the commands after it, the latest first.
        events_of: returns the events of a command.

    Returns:
        Those to undo before it, the latest first.
    """
    touched = _touched(events)
    found: list[Entry] = []
    for entry in reversed(in_force(later)):
        also = _touched(events_of(entry))
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
