"""The graph for people: as text with what became of it, as Mermaid, for Graphviz."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .bindings import Kind
from .keys import type_text
from .parameters import How

if TYPE_CHECKING:
    from .graph import Edge, Node


@dataclass(frozen=True, slots=True)
class Creation:
    """When an object was made, and for whom.

    Attributes:
        seconds: The wall time, in seconds since 1970.
        thread: Name of the thread.
        path: What was being made at that moment, from what was asked for to the object.
    """

    seconds: float
    thread: str
    path: tuple[str, ...]

    def __str__(self) -> str:
        """Return it as `explain` shows it."""
        when = datetime.fromtimestamp(self.seconds, UTC).isoformat(timespec="milliseconds")
        return f"made at {when} in {self.thread} for {' → '.join(self.path)}"


Story = Callable[[int], Creation | None]
"""Tells by the number of a node what became of it, if anything."""


def explain(node: Node, story: Story | None) -> str:
    """Return the tree of what a node needs; what was shown before is not shown again."""
    lines: list[str] = []
    shown: set[int] = set()
    todo: list[tuple[str, str, Node]] = [("", "", node)]
    while todo:
        indent, how, one = todo.pop()
        again = one.index in shown and bool(one.edges)
        lines.append(f"{indent}{how}{_line(one)}{' (as above)' if again else ''}")
        creation = story(one.index) if story is not None else None
        if creation is not None and one.index not in shown:
            lines.append(f"{indent}  {creation}")
        if not again:
            shown.add(one.index)
            for edge in reversed(one.edges):
                if edge.target is not None:
                    todo.append((f"{indent}  ", _parameter(edge), edge.target))
    return "\n".join(lines)


def _line(node: Node) -> str:
    binding = node.binding
    provider = "" if binding.kind is Kind.CONTEXT else f" by {factory_text(node)}"
    place = f" ({binding.place})" if binding.place.line else ""
    return f"{binding.key}: {binding.scope} {binding.kind.value}{provider}{place}"


def factory_text(node: Node) -> str:
    """Return who provides an object."""
    factory = node.binding.factory
    return type(factory).__name__ if node.binding.kind is Kind.VALUE else type_text(factory)


def _parameter(edge: Edge) -> str:
    need = edge.dependency.need
    how = "" if need is None or need.how is How.ITSELF else f" ({need.how.value})"
    return f"{edge.dependency.parameter}{how}: "


def mermaid_text(nodes: Sequence[Node]) -> str:
    """Return a flowchart with a subgraph for each scope; dotted arrows are lazy."""
    lines = ["flowchart LR"]
    for scope in sorted({node.binding.scope for node in nodes}):
        lines.append(f"  subgraph {scope}")
        lines += [
            f'    n{n.index}["{html.escape(str(n.binding.key))}"]'
            for n in nodes
            if n.binding.scope == scope
        ]
        lines.append("  end")
    lines += [
        f"  n{node.index} {'-->' if edge.direct else '-.->'} n{target.index}"
        for node, edge, target in _arrows(nodes)
    ]
    return "\n".join(lines) + "\n"


def dot_text(nodes: Sequence[Node]) -> str:
    """Return a digraph; dashed arrows are lazy."""
    lines = ["digraph {", "  rankdir=LR;", "  node [shape=box];"]
    for node in nodes:
        label = f"{node.binding.key}\\n{node.binding.scope}"
        quoted = label.replace('"', '\\"')
        lines.append(f'  n{node.index} [label="{quoted}"];')
    for node, edge, target in _arrows(nodes):
        style = "" if edge.direct else " [style=dashed]"
        lines.append(f"  n{node.index} -> n{target.index}{style};")
    return "\n".join([*lines, "}", ""])


def _arrows(nodes: Sequence[Node]) -> Iterable[tuple[Node, Edge, Node]]:
    return (
        (node, edge, edge.target)
        for node in nodes
        for edge in node.edges
        if edge.target is not None
    )
