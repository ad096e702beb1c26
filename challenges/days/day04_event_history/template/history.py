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
from typing import Any, Generic

from challenges.shared.clock import SYSTEM, Clock

from .aggregate import AggregateType
from .commands import Command
from .store import EventStore
from .undo_tree import Branch
from .upcasting import Upcasters


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
        raise NotImplementedError("History")

    @property
    def state(self) -> AggregateType:
        """The state now. Look at it, do not change it."""
        raise NotImplementedError("state")

    @property
    def version(self) -> int:
        """The version of the stream that the state is of."""
        raise NotImplementedError("version")

    @property
    def limit(self) -> int | None:
        """How many commands can be undone; None for any number."""
        raise NotImplementedError("limit")

    @property
    def can_undo(self) -> bool:
        """Whether there is a command to undo."""
        raise NotImplementedError("can_undo")

    @property
    def can_redo(self) -> bool:
        """Whether there is a command to redo."""
        raise NotImplementedError("can_redo")

    @property
    def is_clean(self) -> bool:
        """Whether the state is the marked one: on opening, or at the last `mark_clean`."""
        raise NotImplementedError("is_clean")

    def mark_clean(self) -> None:
        """Remember this state as the one that was saved elsewhere.

        Raises:
            GroupOpen: inside a group.
        """
        raise NotImplementedError("mark_clean")

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
        raise NotImplementedError("do")

    @contextmanager
    def group(self, label: str) -> Iterator[None]:
        """Make the commands of a `with` block one: stored together and undone together.

        If the block raises, none of them has happened. In a group inside a group the same holds
        for the inner one; what is stored is the outermost.

        Args:
            label: the name of the whole for people; the outermost counts.
        """
        raise NotImplementedError("group")

    def undo(self, n: int = 1) -> int:
        """Take back the last commands, by storing the inverse of what they did.

        Returns:
            The version after it.

        Raises:
            NothingToUndo: there are fewer; none was undone.
            VersionConflict: the stream has got other events.
            GroupOpen: inside a group.
        """
        raise NotImplementedError("undo")

    def redo(self, n: int = 1) -> int:
        """Do again what was undone last, by storing the same events once more.

        Returns:
            The version after it.

        Raises:
            NothingToRedo: there is less; nothing was redone.
            VersionConflict: the stream has got other events.
            GroupOpen: inside a group.
        """
        raise NotImplementedError("redo")

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
        raise NotImplementedError("goto")

    def branches(self) -> list[Branch]:
        """Return all ways through the commands that are remembered, the oldest first."""
        raise NotImplementedError("branches")

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
        raise NotImplementedError("undo_only")

    def at(self, version: int | None = None, *, time: float | None = None) -> AggregateType:
        """Return the state as it was at a version, or at a time.

        Args:
            version: any version from 0 on.
            time: wall time in seconds since 1970, UTC: after the last event that is not later.

        Raises:
            UnknownVersion: the stream is shorter.
            TypeError: both are given, or none.
        """
        raise NotImplementedError("at")

    def diff(self, before: int, after: int) -> dict[str, tuple[Any, Any]]:
        """Return the attributes that differ between two versions, each with both values."""
        raise NotImplementedError("diff")

    def refresh(self) -> int:
        """Take in what others have appended to the stream, and return the version.

        Raises:
            GroupOpen: inside a group.
        """
        raise NotImplementedError("refresh")

    def snapshot(self) -> None:
        """Store state and undo, so that opening the stream reads only what comes after.

        Raises:
            GroupOpen: inside a group.
            TypeError: an attribute of the state cannot be stored without loss.
        """
        raise NotImplementedError("snapshot")
