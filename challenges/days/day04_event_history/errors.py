"""What can go wrong, each with the facts that a caller needs to go on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .events import Recorded
    from .undo_tree import Entry


class EventHistoryError(Exception):
    """The base of all errors of this package."""


class VersionConflict(EventHistoryError):
    """A stream is not at the version that the writer has decided upon.

    Attributes:
        stream: its name.
        expected: what the writer said; NO_STREAM is 0.
        actual: the version it has.
        events_since: the events that the writer has not seen.
    """

    def __init__(
        self, stream: str, expected: int, actual: int, events_since: Sequence[Recorded]
    ) -> None:
        super().__init__(f"stream {stream!r} is at version {actual}, expected {expected}")
        self.stream = stream
        self.expected = expected
        self.actual = actual
        self.events_since = tuple(events_since)


class NothingToUndo(EventHistoryError):
    """Fewer commands can be undone than asked for; none was."""


class NothingToRedo(EventHistoryError):
    """Fewer commands can be redone than asked for; none was."""


class GroupOpen(EventHistoryError):
    """Undo, redo and jumps have no place inside a group."""


class UnknownVersion(EventHistoryError, LookupError):
    """There is no such version, or it is inside a command, where no state of its own was."""


class UndoConflict(EventHistoryError):
    """An older command cannot be undone alone, because later ones depend on it.

    Attributes:
        entry: the command.
        dependents: the commands to undo before it, the latest first.
    """

    def __init__(self, entry: Entry, dependents: Sequence[Entry]) -> None:
        names = ", ".join(f"{one.version} {one.label!r}" for one in dependents)
        super().__init__(f"command {entry.version} {entry.label!r} is needed by {names}")
        self.entry = entry
        self.dependents = tuple(dependents)


class UnknownEventType(EventHistoryError):
    """A stored event has a type that nobody here has declared.

    Attributes:
        type: its name.
    """

    def __init__(self, type: str, where: str) -> None:
        super().__init__(f"event type {type!r} is unknown to {where}")
        self.type = type


class UpcastError(EventHistoryError):
    """A stored event cannot be brought to the schema of today."""


class CorruptSegment(EventHistoryError):
    """A log file holds bytes that were never written so.

    Attributes:
        file: the segment.
        offset: of the first byte that cannot be right.
    """

    def __init__(self, file: str | os.PathLike[str], offset: int, why: str) -> None:
        super().__init__(f"{os.fspath(file)} at byte {offset}: {why}")
        self.file = os.fspath(file)
        self.offset = offset


class StoreLocked(EventHistoryError):
    """Another process, or another object of this one, has the store open.

    Attributes:
        pid: who, or None if it has not said.
    """

    def __init__(self, path: str | os.PathLike[str], pid: int | None) -> None:
        super().__init__(f"{os.fspath(path)} is open in process {pid if pid else 'unknown'}")
        self.pid = pid


class StoreBroken(EventHistoryError):
    """A sync has failed, so nobody knows what is on the disk; open the store anew."""
