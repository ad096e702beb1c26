"""Depth is no problem, and no token is moved to reach another one."""

from __future__ import annotations

from types import ModuleType
from typing import Any, SupportsIndex

import pytest

from challenges.shared.testing import Tally, check, live, traced_lines

DEEP = 3_000
NODES = 400
LINES_PER_NODE = 60
"""Either way, a plain solution executes about fifteen lines for a node and a mark."""

sides = pytest.mark.parametrize("side", ["left", "right"])


def branch(node: type[Any], side: str, depth: int) -> Any:
    """Return the root of a tree in which each node is the left or right child of the one before."""
    root = last = node(0)
    for value in range(1, depth):
        child = node(value)
        setattr(last, side, child)
        last = child
    return root


def text_of_branch(side: str, depth: int) -> str:
    """Return the text of that tree."""
    if side == "left":
        return " ".join([*map(str, range(depth)), *["#"] * (depth + 1)])
    return " ".join([*(f"{value} #" for value in range(depth)), "#"])


@sides
def test_dump_a_deep_tree(subject: ModuleType, side: str) -> None:
    """A branch of three thousand nodes is written."""
    check(subject.dump_tree, live(branch(subject.TreeNode, side, DEEP))).returns(
        text_of_branch(side, DEEP), why="a branch may be longer than calls can be nested"
    )


@sides
def test_load_a_deep_tree(subject: ModuleType, side: str) -> None:
    """A branch of three thousand nodes is read."""
    check(subject.load_tree, text_of_branch(side, DEEP)).returns(
        branch(subject.TreeNode, side, DEEP), why="a branch may be longer than calls can be nested"
    )


@sides
def test_steps_to_dump(subject: ModuleType, side: str) -> None:
    """Writing four hundred nodes takes at most sixty lines each."""
    traced_lines(
        subject,
        subject.dump_tree,
        branch(subject.TreeNode, side, NODES),
        limit=LINES_PER_NODE * NODES,
        why="each node is written once",
    )


@sides
def test_steps_to_load(subject: ModuleType, side: str) -> None:
    """Reading four hundred nodes takes at most sixty lines each."""
    traced_lines(
        subject,
        subject.load_tree,
        text_of_branch(side, NODES),
        limit=LINES_PER_NODE * NODES,
        why="each token is read once",
    )


@sides
def test_tokens_stay_where_they_are(subject: ModuleType, side: str) -> None:
    """Reading copies or moves each token and each character at most twenty times."""
    text = text_of_branch(side, NODES)
    tally = Tally(
        20 * len(text),
        "tokens or characters that are moved",
        call=f"load_tree(the text of {NODES} nodes, each the {side} child of the one before)",
        why="taking the first item off a list or a text moves all that follow",
    )
    subject.load_tree(Text(text, tally))


class Text(str):
    """A text that adds to a tally what its slices and rests copy, and whose tokens do likewise."""

    tally: Tally

    def __new__(cls, text: str, tally: Tally) -> Text:
        self = super().__new__(cls, text)
        self.tally = tally
        return self

    def _counted(self, text: str) -> Text:
        self.tally.add(len(text))
        return Text(text, self.tally)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        return self._counted(super().__getitem__(key))

    def lstrip(self, chars: str | None = None) -> str:
        return self._counted(super().lstrip(chars))

    def partition(self, sep: str) -> tuple[str, str, str]:
        before, found, after = super().partition(sep)
        return before, found, self._counted(after)

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        parts = super().split(sep, maxsplit)
        self.tally.add(sum(map(len, parts)))
        return Tokens(parts, self.tally)


class Tokens(list[str]):
    """A list that adds to a tally how many items it copies and moves."""

    def __init__(self, items: list[str], tally: Tally) -> None:
        super().__init__(items)
        self.tally = tally

    def pop(self, index: SupportsIndex = -1) -> str:
        self.tally.add(len(self) - range(len(self))[index])
        return super().pop(index)

    def insert(self, index: SupportsIndex, item: str) -> None:
        self.tally.add(len(self))
        super().insert(index, item)

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, slice):
            return super().__getitem__(key)
        items = super().__getitem__(key)
        self.tally.add(len(items))
        return Tokens(items, self.tally)

    def __delitem__(self, key: SupportsIndex | slice) -> None:
        self.tally.add(len(self))
        super().__delitem__(key)
