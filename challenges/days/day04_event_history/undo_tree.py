"""Which commands were done after which: a tree, and a place in it.

Undo goes up, redo goes down, a new command after an undo begins a branch. The tree holds numbers
of events, not events: what a command did is read from the store when it is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple


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


class UndoTree:
    """All commands that can be undone or redone, and the one that was done last."""

    def __init__(self, limit: int | None = None) -> None:
        """Start empty.

        Args:
            limit: how many commands can be undone; older ones are forgotten, with the branches
                that begin before them. None for any number.
        """
        self.limit = limit
        self.root = Entry(0, "", [])
        self.current = self.root
        self._entries = {0: self.root}
        self._depth = 0

    def get(self, id: int) -> Entry | None:
        """Return the entry of an id, or None if it was forgotten."""
        return self._entries.get(id)

    def do(self, id: int, label: str, span: tuple[int, int], undoes: int | None = None) -> None:
        """Take in a command that was done, or a piece more of the current one."""
        if id == self.current.id:
            self.current.spans.append(span)
            self.current.label = label
            return
        entry = Entry(id, label, [span], self.current, undoes=undoes)
        self.current.children.append(entry)
        self._entries[id] = entry
        self.move(entry)
        self._forget()

    def move(self, entry: Entry) -> None:
        """Make an entry the current one, and the path to it the one that redo takes."""
        undone, done = self.path(entry)
        self._depth += len(done) - len(undone)
        for one in done:
            assert one.parent is not None
            one.parent.redo = one
        self.current = entry

    def path(self, target: Entry) -> tuple[list[Entry], list[Entry]]:
        """Return the entries to undo and those to redo, in order, to get to another one."""
        here, there = list(_upwards(self.current)), list(_upwards(target))
        while here and there and here[-1] is there[-1]:
            here.pop()
            there.pop()
        return here, there[::-1]

    def undoable(self) -> Iterator[Entry]:
        """Return the entries that undo would take back, the next one first."""
        return self._to_root(self.current)

    def redoable(self) -> Iterator[Entry]:
        """Yield the entries that redo would do again, the next one first."""
        entry = self.current.redo
        while entry is not None:
            yield entry
            entry = entry.redo

    def branches(self) -> list[Branch]:
        """Return the way to the end of each branch, the oldest branch first."""
        *_, current = self.current, *self.redoable()
        return [
            Branch(
                leaf.version, tuple(one.label for one in self._to_root(leaf))[::-1], leaf is current
            )
            for leaf in self._entries.values()
            if not leaf.children and leaf is not self.root
        ]

    def arrive(self, id: int) -> None:
        """Make the entry of an id the current one; if it was forgotten, everything is."""
        entry = self._entries.get(id)
        if entry is not None:
            self.move(entry)
            return
        self.root = self.current = Entry(id, "", [])
        self._entries = {id: self.root}
        self._depth = 0

    def _to_root(self, entry: Entry) -> Iterator[Entry]:
        while entry.parent is not None:
            yield entry
            entry = entry.parent

    def _forget(self) -> None:
        """Let the root come down until no more than `limit` entries are above the current one."""
        while self.limit is not None and self._depth > self.limit:
            kept = self.root.redo
            assert kept is not None
            for child in self.root.children:
                if child is not kept:
                    self._drop(child)
            del self._entries[self.root.id]
            # Who still has the old root, as the clean mark does, must not hold all since then.
            self.root.children, self.root.redo, kept.parent = [], None, None
            self.root = kept
            self._depth -= 1

    def _drop(self, entry: Entry) -> None:
        dropped = [entry]
        while dropped:
            one = dropped.pop()
            dropped += one.children
            del self._entries[one.id]

    def data(self) -> dict[str, Any]:
        """Return the tree as plain values, for a snapshot."""
        rows = [
            [
                one.id,
                one.label,
                one.spans,
                one.parent.id if one.parent else None,
                one.redo.id if one.redo else None,
                one.undoes,
            ]
            for one in self._entries.values()
        ]
        return {"rows": rows, "current": self.current.id}

    @classmethod
    def from_data(cls, data: dict[str, Any], limit: int | None) -> UndoTree:
        """Return the tree of such values, with a limit that may have become another one."""
        tree = cls(limit)
        tree._entries = {
            id: Entry(id, label, [(first, last) for first, last in spans], undoes=undoes)
            for id, label, spans, _, _, undoes in data["rows"]
        }
        for id, _, _, parent, redo, _ in data["rows"]:
            entry = tree._entries[id]
            entry.redo = tree._entries[redo] if redo is not None else None
            if parent is None:
                tree.root = entry
            else:
                entry.parent = tree._entries[parent]
                entry.parent.children.append(entry)
        tree.current = tree._entries[data["current"]]
        tree._depth = sum(1 for _ in tree.undoable())
        tree._forget()
        return tree


def _upwards(entry: Entry | None) -> Iterator[Entry]:
    while entry is not None:
        yield entry
        entry = entry.parent
