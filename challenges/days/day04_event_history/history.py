"""A history of commands: do, undo, redo, groups, branches. Each of these is stored as events.

Undo appends the inverse of what was done, so a reader of the stream needs to know nothing about
undo; what the history itself needs to know, it writes into the headers of the events:

    action  "do", "undo" or "redo"
    entry   the command, by the version of its first event
    at      the command that is the last one done after this batch; 0 for none
    end     the version of the last event of the batch
    label   the command's name, where it is done
    undoes  the older command that this one undoes alone
    actor   who did it, where somebody has said so
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Generic

from challenges.shared.clock import SYSTEM, Clock

from .aggregate import AggregateType
from .commands import Command, label_of, merged
from .dependence import dependents
from .errors import GroupOpen, NothingToRedo, NothingToUndo, UndoConflict, UnknownVersion
from .events import Recorded, new_id
from .store import EventStore, check_version
from .time_travel import differences, version_at
from .undo_tree import Branch, Entry, UndoTree
from .upcasting import Upcasters
from .working_state import Change, WorkingState


class History(Generic[AggregateType]):
    """The commands of one stream. Not for several threads at once: each opens its own."""

    def __init__(
        self,
        store: EventStore,
        stream: str,
        aggregate_type: type[AggregateType],
        *,
        limit: int | None = None,
        upcasters: Upcasters | None = None,
        actor: str = "",
        clock: Clock = SYSTEM,
    ) -> None:
        """Open a stream, at the state and with the undo that it was left with.

        Args:
            store: where the events are.
            stream: the name of the stream.
            aggregate_type: the state that the events make.
            limit: how many commands can be undone, at least 1; None for any number. What is
                forgotten stays in the store.
            upcasters: for events of older schemas.
            actor: who works with it; stored with each event, "" is not.
            clock: where the time of the events comes from.

        Raises:
            ValueError: the limit is below 1.
            UnknownEventType, UpcastError: an event of the stream cannot be understood.

        Complexity: O(events since the snapshot).
        """
        if limit is not None and limit < 1:
            raise ValueError(f"limit is {limit}, must be at least 1")
        self._work = WorkingState(store, stream, aggregate_type, upcasters, actor, clock)
        self._store = store
        self._stream = stream
        self._tree = UndoTree(limit)
        self._previous: Command[Any] | None = None  # what the next command may merge with
        self._groups = 0
        if (tree := self._work.open()) is not None:
            self._tree = UndoTree.from_data(tree, limit)
        self.refresh()
        self._clean: Entry | None = self._tree.current

    @property
    def state(self) -> AggregateType:
        """The state now. Look at it, do not change it."""
        return self._work.state

    @property
    def version(self) -> int:
        """The version of the stream that the state is of."""
        return self._work.version

    @property
    def limit(self) -> int | None:
        """How many commands can be undone; None for any number."""
        return self._tree.limit

    @property
    def can_undo(self) -> bool:
        """Whether there is a command to undo."""
        return self._tree.current is not self._tree.root

    @property
    def can_redo(self) -> bool:
        """Whether there is a command to redo."""
        return self._tree.current.redo is not None

    @property
    def is_clean(self) -> bool:
        """Whether the state is the marked one: on opening, or at the last `mark_clean`."""
        return self._tree.current is self._clean and not self._work.pending

    def mark_clean(self) -> None:
        """Remember this state as the one that was saved elsewhere.

        Raises:
            GroupOpen: inside a group.
        """
        self._refuse_in_group("mark_clean")
        self._clean = self._tree.current

    def do(
        self,
        command: Command[AggregateType],
        expected_version: int | None = None,
        command_id: str | None = None,
    ) -> int:
        """Execute a command, store its events, and make it what undo takes back next.

        A command without events is not stored, and undo does not know of it. If anything raises,
        state, version and undo are as before.

        Args:
            command: what to do.
            expected_version: the version that the user has seen; None for that of this history.
            command_id: a command whose id was stored already is not executed again.

        Returns:
            The version after it; with an id that is known, the version after the first time.

        Raises:
            VersionConflict: the stream has got other events; `refresh` takes them in.
            ValueError: a command in a group has an id; only whole batches have one.
            Exception: what the command, the aggregate or the store raises.

        Complexity: O(its own events), amortised.
        """
        if command_id is not None:
            if self._groups:
                raise ValueError(f"command_id is {command_id!r}, must be None inside a group")
            if known := self._store.find(self._stream, command_id):
                self.refresh()
                return known.version
        if expected_version is not None:
            check_version(self._store, self._stream, expected_version, self._work.version)
        causation = command_id or new_id()
        events = command.execute(self._work.state)
        changes = [Change(event, causation, {}) for event in events]
        if self._groups:
            self._work.apply(changes)
            self._work.pending += changes
        elif changes:
            # Where the state was saved, undo must be able to come back to.
            previous = None if self._tree.current is self._clean else self._previous
            both = merged(command, previous)
            self._work.apply(changes)
            self._write(
                changes, label_of(both or command), merge=both is not None, command_id=command_id
            )
            self._previous = both or command
        return self._work.version

    @contextmanager
    def group(self, label: str) -> Iterator[None]:
        """Make the commands of a `with` block one: stored together and undone together.

        If the block raises, none of them has happened. In a group inside a group the same holds
        for the inner one; what is stored is the outermost.

        Args:
            label: the name of the whole for people; the outermost counts.
        """
        kept = len(self._work.pending)
        self._groups += 1
        try:
            yield
        except BaseException:
            taken = self._work.pending[kept:]
            del self._work.pending[kept:]
            self._work.take_back(taken)
            raise
        finally:
            self._groups -= 1
        if not self._groups and self._work.pending:
            changes, self._work.pending = self._work.pending, []
            self._write(changes, label)
            self._previous = None

    def undo(self, n: int = 1) -> int:
        """Take back the last commands, by storing the inverse of what they did.

        Returns:
            The version after it.

        Raises:
            NothingToUndo: there are fewer; none was undone.
            VersionConflict: the stream has got other events.
            GroupOpen: inside a group.
        """
        entries = self._entries(self._tree.undoable(), n, NothingToUndo)
        target = entries[-1].parent
        assert target is not None
        return self._jump(target)

    def redo(self, n: int = 1) -> int:
        """Do again what was undone last, by storing the same events once more.

        Returns:
            The version after it.

        Raises:
            NothingToRedo: there is less; nothing was redone.
            VersionConflict: the stream has got other events.
            GroupOpen: inside a group.
        """
        return self._jump(self._entries(self._tree.redoable(), n, NothingToRedo)[-1])

    def goto(self, version: int) -> int:
        """Undo and redo until the state is that of an earlier version, on whatever branch.

        Args:
            version: after a command, an undo or a redo; 0 for the beginning.

        Returns:
            The version after it.

        Raises:
            UnknownVersion: there is none, it is inside a command, or it was forgotten.
            GroupOpen: inside a group.

        Complexity: O(events between here and there in the tree).
        """
        self._refuse_in_group("goto")
        entry = self._tree.get(self._entry_at(version))
        if entry is None:
            raise UnknownVersion(f"version {version} of {self._stream!r} was forgotten")
        return self._jump(entry) if entry is not self._tree.current else self._work.version

    def branches(self) -> list[Branch]:
        """Return all ways through the commands that are remembered, the oldest first."""
        return self._tree.branches()

    def undo_only(self, version: int) -> int:
        """Undo one older command and keep the later ones, as a new command.

        Args:
            version: after the command.

        Returns:
            The version after it.

        Raises:
            UndoConflict: later commands touch what it touches; they are named.
            UnknownVersion: no command that is done ended there.
            GroupOpen: inside a group.

        Complexity: O(events since the command).
        """
        self._refuse_in_group("undo_only")
        later: list[Entry] = []
        for entry in self._tree.undoable():
            if entry.version == version:
                break
            later.append(entry)
        else:
            raise UnknownVersion(f"no command that is done ends at version {version}")
        work = self._work
        events = work.events_of(entry)
        if needed := dependents(events, later, work.events_of):
            raise UndoConflict(entry, needed)
        causation = new_id()
        changes = [Change(event.inverse(), causation, {}) for event in reversed(events)]
        self._work.apply(changes)
        self._write(changes, f"undo {entry.label}", undoes=entry.id)
        self._previous = None
        return self._work.version

    def at(self, version: int | None = None, *, time: float | None = None) -> AggregateType:
        """Return the state as it was at a version, or at a time.

        Args:
            version: any version from 0 on.
            time: wall time in seconds since 1970, UTC: after the last event that is not later.

        Raises:
            UnknownVersion: the stream is shorter.
            TypeError: both are given, or none.
        """
        if (version is None) == (time is None):
            raise TypeError("at() takes a version or a time")
        if version is None:
            assert time is not None
            version = version_at(self._store, self._stream, time)
        state, reached = self._work.load(version)
        if reached != version:
            raise UnknownVersion(f"{self._stream!r} has no version {version}")
        return state

    def diff(self, before: int, after: int) -> dict[str, tuple[Any, Any]]:
        """Return the attributes that differ between two versions, each with both values."""
        return differences(self.at(before), self.at(after))

    def refresh(self) -> int:
        """Take in what others have appended to the stream, and return the version.

        Raises:
            GroupOpen: inside a group.
        """
        self._refuse_in_group("refresh")
        for batch in self._work.news():
            self._take_in(batch)
        return self._work.version

    def snapshot(self) -> None:
        """Store state and undo, so that opening the stream reads only what comes after.

        Raises:
            GroupOpen: inside a group.
            TypeError: an attribute of the state cannot be stored without loss.
        """
        self._refuse_in_group("snapshot")
        self._work.snapshot(self._tree.data())

    def _refuse_in_group(self, what: str) -> None:
        if self._groups:
            raise GroupOpen(f"{what} has no place inside a group")

    def _entries(
        self, found: Iterator[Entry], n: int, error: type[NothingToUndo | NothingToRedo]
    ) -> list[Entry]:
        self._refuse_in_group("undo and redo")
        if n < 1:
            raise ValueError(f"n is {n}, must be at least 1")
        entries = list(islice(found, n))
        if len(entries) < n:
            raise error(f"{len(entries)} commands of {self._stream!r} are left, {n} asked for")
        return entries

    def _entry_at(self, version: int) -> int:
        """Return the id of the command that was the last one done at a version."""
        if version == 0:
            return 0
        recorded = next(self._store.read(self._stream, version, version), None)
        if recorded is None:
            raise UnknownVersion(f"{self._stream!r} has no version {version}")
        headers = recorded.metadata.headers
        id: int = headers.get("at", version)
        entry = self._tree.get(id)
        inside = headers.get("end", version) != version
        merged_later = headers.get("action") == "do" and entry and entry.version != version
        if inside or merged_later:
            raise UnknownVersion(f"version {version} of {self._stream!r} is inside a command")
        return id

    def _jump(self, target: Entry) -> int:
        undone, done = self._tree.path(target)
        causation = new_id()
        changes = [
            Change(event.inverse(), causation, {"action": "undo", "entry": entry.id})
            for entry in undone
            for event in reversed(self._work.events_of(entry))
        ] + [
            Change(event, causation, {"action": "redo", "entry": entry.id})
            for entry in done
            for event in self._work.events_of(entry)
        ]
        self._work.apply(changes)
        self._previous = None
        self._work.append(changes, {"at": target.id})
        self._tree.move(target)
        return self._work.version

    def _write(
        self,
        changes: list[Change],
        label: str,
        *,
        merge: bool = False,
        undoes: int | None = None,
        command_id: str | None = None,
    ) -> None:
        """Store what was done, and put it into the tree."""
        first = self._work.version + 1
        entry = self._tree.current.id if merge else first
        headers = {"action": "do", "entry": entry, "at": entry, "label": label}
        if undoes is not None:
            headers["undoes"] = undoes
        if self._work.append(changes, headers, command_id):
            self._tree.do(entry, label, (first, self._work.version), undoes)
        else:  # another process has done the same command meanwhile
            self.refresh()

    def _take_in(self, batch: list[Recorded]) -> None:
        """Follow in the tree what a batch of the stream has done."""
        first, last = batch[0], batch[-1]
        headers = last.metadata.headers
        self._previous = None
        if headers.get("action", "do") == "do":
            self._tree.do(
                headers.get("entry", first.version),
                headers.get("label", last.type),
                (first.version, last.version),
                headers.get("undoes"),
            )
        else:
            self._tree.arrive(headers["at"])
