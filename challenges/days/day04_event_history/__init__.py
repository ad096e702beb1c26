"""Commands with undo and redo, kept as events in a log that survives a crash.

`History` does, undoes and redoes commands on an `Aggregate`; `SegmentLog`, `SqliteStore` and
`MemoryStore` keep their events; `Projection` makes views of them.
"""

from .aggregate import Aggregate, applies, load
from .commands import Command
from .errors import (
    CorruptSegment,
    EventHistoryError,
    GroupOpen,
    NothingToRedo,
    NothingToUndo,
    StoreBroken,
    StoreLocked,
    UndoConflict,
    UnknownEventType,
    UnknownVersion,
    UpcastError,
    VersionConflict,
)
from .events import Event, Metadata, NewEvent, Position, Recorded
from .history import History
from .projection import Projection
from .segment_log import SegmentLog, Verified
from .sqlite_store import SqliteStore
from .store import ANY, NO_STREAM, EventStore, MemoryStore, Snapshot
from .undo_tree import Branch, Entry
from .upcasting import Upcasters

__all__ = [
    "ANY",
    "NO_STREAM",
    "Aggregate",
    "Branch",
    "Command",
    "CorruptSegment",
    "Entry",
    "Event",
    "EventHistoryError",
    "EventStore",
    "GroupOpen",
    "History",
    "MemoryStore",
    "Metadata",
    "NewEvent",
    "NothingToRedo",
    "NothingToUndo",
    "Position",
    "Projection",
    "Recorded",
    "SegmentLog",
    "Snapshot",
    "SqliteStore",
    "StoreBroken",
    "StoreLocked",
    "UndoConflict",
    "UnknownEventType",
    "UnknownVersion",
    "UpcastError",
    "Upcasters",
    "Verified",
    "VersionConflict",
    "applies",
    "load",
]
