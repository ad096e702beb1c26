"""Which commands were done after which: a tree, and a place in it.

Undo goes up, redo goes down, a new command after an undo begins a branch. The tree holds numbers
of events, not events: what a command did is read from the store when it is undone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(eq=False, slots=True)
class Entry:
    """A command that was done, as one step of undo.

    Attributes:
        id: the version of its first event, by which the tree knows it.
        label: its name for people.
        spans: versions of its events, first and last of each piece; several where commands were
            merged into one.
        parent: the command before it; None for the root, which is no command.
        children: the commands that were done after it, the latest last.
        redo: the child that redo leads to: the one visited last.
        undoes: the id of the older command that it has undone alone, or None.
    """

    id: int
    label: str
    spans: list[tuple[int, int]]
    parent: Entry | None = field(default=None, repr=False)
    children: list[Entry] = field(default_factory=list, repr=False)
    redo: Entry | None = field(default=None, repr=False)
    undoes: int | None = None

    @property
    def version(self) -> int:
        """The version of the stream when it was done; 0 for the root."""
        return self.spans[-1][1] if self.spans else 0


class Branch(NamedTuple):
    """One way through the commands, from the oldest that is remembered to the last one.

    Attributes:
        version: of its last command; `goto` leads there.
        labels: of its commands, the oldest first.
        is_current: whether the last command that was done, and redo from there, is on it.
    """

    version: int
    labels: tuple[str, ...]
    is_current: bool
