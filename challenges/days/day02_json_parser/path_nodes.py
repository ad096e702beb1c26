"""Nodes of a document, and the selectors that lead from one to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .fast_writer import escaped


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it is.

    Attributes:
        steps: Keys and indexes on the way from the root.
        value: The value.
    """

    steps: tuple[str | int, ...]
    value: Any

    @property
    def path(self) -> str:
        """The normalized path (RFC 9535, 2.7)."""
        return "$" + "".join(
            f"[{step if isinstance(step, int) else _quoted(step)}]" for step in self.steps
        )

    def children(self) -> Iterator[Node]:
        """Yields the members or elements, in their order."""
        value = self.value
        if isinstance(value, dict):
            for key, member in value.items():
                yield Node((*self.steps, key), member)
        elif isinstance(value, list):
            for index, element in enumerate(value):
                yield Node((*self.steps, index), element)


Selector = Callable[[Node, Any], Iterable[Node]]  # the second argument is the root


@dataclass(frozen=True, slots=True)
class Segment:
    """Selectors, applied to a node or to it and all its descendants.

    Attributes:
        selectors: What is selected.
        descendants: Whether to look below as well.
        singular: Whether at most one node is selected, by name or index.
    """

    selectors: tuple[Selector, ...]
    descendants: bool
    singular: bool


def run(segments: Iterable[Segment], start: Node, root: Any) -> list[Node]:
    """Returns the nodes that segments lead to."""
    nodes = [start]
    for segment in segments:
        sources = (
            (below for node in nodes for below in _descendants(node))
            if segment.descendants
            else nodes
        )
        nodes = [
            found
            for node in sources
            for select in segment.selectors
            for found in select(node, root)
        ]
    return nodes


def _descendants(node: Node) -> Iterator[Node]:
    """Yields a node and what is below it, each before its children; does not recurse."""
    open_ = [node]
    while open_:
        node = open_.pop()
        yield node
        open_.extend(reversed(list(node.children())))


def by_name(name: str) -> Selector:
    """Selects the member of a key."""

    def select(node: Node, _: Any) -> Iterable[Node]:
        if isinstance(node.value, dict) and name in node.value:
            yield Node((*node.steps, name), node.value[name])

    return select


def by_index(index: int) -> Selector:
    """Selects an element, from the end if negative."""

    def select(node: Node, _: Any) -> Iterable[Node]:
        if isinstance(node.value, list) and -len(node.value) <= index < len(node.value):
            place = index % len(node.value)
            yield Node((*node.steps, place), node.value[place])

    return select


def by_slice(start: int | None, end: int | None, step: int) -> Selector:
    """Selects elements of a range; with a step of 0, none."""

    def select(node: Node, _: Any) -> Iterable[Node]:
        if isinstance(node.value, list) and step:
            for place in range(*slice(start, end, step).indices(len(node.value))):
                yield Node((*node.steps, place), node.value[place])

    return select


def all_children(node: Node, _: Any) -> Iterable[Node]:
    """Selects all members or elements."""
    return node.children()


def by_filter(holds: Callable[[Any, Any], bool]) -> Selector:
    """Selects the members or elements for which an expression holds."""

    def select(node: Node, root: Any) -> Iterable[Node]:
        return (child for child in node.children() if holds(child.value, root))

    return select


def _quoted(name: str) -> str:
    text = escaped(name).replace('\\"', '"').replace("'", "\\'")
    return f"'{text}'"
