"""Strongly connected components, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

V = TypeVar("V")


def components(vertices: Sequence[V], successors: Callable[[V], Iterable[V]]) -> Iterator[list[V]]:
    """Yield the strongly connected components, each after those that it leads to.

    Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972), with a stack
    of iterators in place of recursion. Time O(V + E). Successors that are no vertices are left out.
    """
    inside = {id(vertex) for vertex in vertices}
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    open_: list[V] = []
    is_open: set[int] = set()
    for root in vertices:
        if id(root) in number:
            continue
        path = [(root, iter(successors(root)))]
        while path:
            vertex, rest = path[-1]
            me = id(vertex)
            if me not in number:
                number[me] = low[me] = len(number)
                open_.append(vertex)
                is_open.add(me)
            for other in rest:
                it = id(other)
                if it not in inside:
                    continue
                if it not in number:
                    path.append((other, iter(successors(other))))
                    break
                if it in is_open:
                    low[me] = min(low[me], number[it])
            else:
                path.pop()
                if path:
                    above = id(path[-1][0])
                    low[above] = min(low[above], low[me])
                if low[me] == number[me]:
                    yield _closed(vertex, open_, is_open)


def _closed(first: V, open_: list[V], is_open: set[int]) -> list[V]:
    found: list[V] = []
    while not found or found[-1] is not first:
        found.append(open_.pop())
        is_open.discard(id(found[-1]))
    return found[::-1]


def shortest_cycle(start: V, successors: Callable[[V], Iterable[V]]) -> list[V]:
    """Return the vertices of a shortest way from a vertex back to itself, or none."""
    came_from: dict[int, V] = {}
    level = [start]
    while level:
        following: list[V] = []
        for vertex in level:
            for other in successors(vertex):
                if other is start:
                    way = [vertex]
                    while way[-1] is not start:
                        way.append(came_from[id(way[-1])])
                    return way[::-1]
                if id(other) not in came_from:
                    came_from[id(other)] = vertex
                    following.append(other)
        level = following
    return []
