"""The message about what nobody provides: who wants it, for whom, and what is similar."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, get_origin

from .keys import Key, type_text

if TYPE_CHECKING:
    from .graph import Edge, Graph, Node

_MOST = 3


def missing_text(graph: Graph, key: Key, wanted_by: tuple[Node, Edge] | None) -> str:
    """Return the message; `wanted_by` is None where it was asked for from outside."""
    text = f"nobody provides {key}"
    if wanted_by is not None:
        node, edge = wanted_by
        path = [str(one.binding.key) for one in _path_to(graph, node)]
        factory = type_text(node.binding.factory)
        text += f", which {factory} ({node.binding.place}) wants as {edge.dependency.parameter}"
        text += f"\n  path: {' → '.join([*path, str(key)])}"
    near = list(islice(dict.fromkeys(_nearest(graph, key)), _MOST))
    return f"{text}\n  nearest: {', '.join(near)}" if near else text


def _path_to(graph: Graph, node: Node) -> list[Node]:
    """Return a shortest way to a node from one that nobody needs."""
    parents: dict[int, list[Node]] = {}
    for one in graph.nodes:
        for target in one.targets():
            parents.setdefault(target.index, []).append(one)
    leads_to: dict[int, Node | None] = {node.index: None}
    level = [node]
    while level:
        following: list[Node] = []
        for one in level:
            above = parents.get(one.index, [])
            if not above:
                return _way(one, leads_to)
            for parent in above:
                if parent.index not in leads_to:
                    leads_to[parent.index] = one
                    following.append(parent)
        level = following
    return [node]


def _way(start: Node, leads_to: dict[int, Node | None]) -> list[Node]:
    way = [start]
    while (following := leads_to[way[-1].index]) is not None:
        way.append(following)
    return way


def _nearest(graph: Graph, key: Key) -> Iterator[str]:
    """Yield keys that may have been meant: another name, a subclass, a base, a similar word."""
    keys = list(graph.keys())
    yield from (str(other) for other in keys if other.type == key.type)
    wanted = get_origin(key.type) or key.type
    for other in keys:
        provided = get_origin(other.type) or other.type
        if isinstance(wanted, type) and isinstance(provided, type) and provided is not object:
            if _derives(provided, wanted):
                yield f"{other} (a subclass)"
            elif provided is wanted or _derives(wanted, provided):
                yield str(other)
    by_text = {type_text(other.type): str(other) for other in keys}
    for text in difflib.get_close_matches(type_text(key.type), by_text, n=_MOST):
        yield by_text[text]


def _derives(one: type, other: type) -> bool:
    # Not issubclass: of a protocol it asks for methods, or raises.
    return one is not other and other in one.__mro__
