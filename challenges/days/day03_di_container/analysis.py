"""Finds out of a graph how long objects can live, which need a coroutine, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .components import components, shortest_cycle
from .errors import (
    AmbiguousBinding,
    CaptiveDependency,
    CircularDependency,
    ContainerError,
    MissingDependency,
)
from .keys import type_text
from .missing import missing_text
from .scopes import Scope

if TYPE_CHECKING:
    from .graph import Edge, Graph, Node


def analyse(graph: Graph, nodes: Sequence[Node]) -> list[ContainerError]:
    """Set what follows from the edges of new nodes, and return what is wrong: O(V + E)."""
    for group in components(nodes, lambda node: node.targets()):
        set_lifetime(group)
        if len(group) > 1 or group[0] in group[0].targets():
            for node in group:
                node.circular = True
    for group in components(nodes, lambda node: node.targets(direct=True)):
        set_async(group)
        if len(group) > 1 or group[0] in group[0].targets(direct=True):
            _note(group, cycle_error(group))
    for node in nodes:
        for edge in node.edges:
            error = _edge_error(graph, node, edge)
            if error is not None:
                _note([node], error)
    return list(dict.fromkeys(node.problem for node in nodes if node.problem is not None))


def _note(group: Sequence[Node], error: ContainerError) -> None:
    if not error.file:
        error.file, error.line = group[0].binding.place
    for node in group:
        node.problem = node.problem or error


def set_lifetime(group: list[Node]) -> None:
    """A TRANSIENT object lives no longer than the shortest-lived of what it needs."""
    needed = [target.lifetime for node in group for target in node.targets()]
    shortest = max((scope for scope in needed), default=Scope.APP)
    for node in group:
        own = node.binding.scope
        node.lifetime = shortest if own is Scope.TRANSIENT else own


def set_async(group: list[Node]) -> None:
    """What needs a coroutine to be made, needs one for all that need it directly."""
    needs_async = any(
        node.binding.kind.is_async or any(t.needs_async for t in node.targets(direct=True))
        for node in group
    )
    for node in group:
        node.needs_async = needs_async


def _edge_error(graph: Graph, node: Node, edge: Edge) -> ContainerError | None:
    need = edge.dependency.need
    if need is None:
        return None
    if edge.target is None:
        rivals = graph.rivals(need.key)
        if rivals is not None:
            if rivals.file:
                return rivals  # wrong whoever wants it, and told already
            return AmbiguousBinding(f"{wanted_text(node, edge)}: {rivals}")
        if need.optional or edge.dependency.has_default:
            return None
        return MissingDependency(missing_text(graph, need.key, (node, edge)))
    own, other = node.binding.scope, edge.target.lifetime
    if own is not Scope.TRANSIENT and other > own:
        return CaptiveDependency(
            f"{wanted_text(node, edge)}, which lives no longer than a {other} scope,"
            f" but {node.binding.key} lives in {own}; it would use it after its end"
        )
    return None


def wanted_text(node: Node, edge: Edge) -> str:
    """Return who wants what by which parameter."""
    need = edge.dependency.need
    wanted = need.key if need else ""
    who = f"{node.binding.key} ({node.binding.place})"
    return f"{who} wants {wanted} as {edge.dependency.parameter}"


def cycle_error(group: Sequence[Node]) -> CircularDependency:
    """Return the error that draws a cycle among some nodes."""
    inside = {id(node) for node in group}

    def successors(node: Node) -> Iterator[Node]:
        return (target for target in node.targets(direct=True) if id(target) in inside)

    first = min(group, key=lambda node: node.index)
    return CircularDependency(cycle_text(shortest_cycle(first, successors)))


def cycle_text(cycle: Sequence[Node]) -> str:
    """Return a cycle as a drawing."""
    lines = [f"{n.binding.key} ({type_text(n.binding.factory)}, {n.binding.place})" for n in cycle]
    if len(lines) == 1:
        drawn = [f"╭→ {lines[0]}", "╰──╯"]
    else:
        drawn = [f"╭→ {lines[0]}", *(f"│  {line}" for line in lines[1:-1]), f"╰─ {lines[-1]}"]
    text = "\n  ".join(drawn)
    return f"each of these needs the next one to be made:\n  {text}\n  Lazy or Provider breaks it"
