"""The graph of what a unit requires and builds on, drawn in layers.

Each connected part is a picture of its own, so that the page can set them side by side. A unit
stands one column to the right of all that it needs; within a column, units are ordered by the
mean position of their neighbours (the barycentre heuristic of Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Needs = Mapping[str, Sequence[str]]
_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """One connected part: its layers from left to right, each from top to bottom."""

    layers: tuple[tuple[str, ...], ...]

    def places(self) -> dict[str, tuple[int, float]]:
        """Returns column and row of each node; shorter columns are centred."""
        tallest = max(map(len, self.layers))
        return {
            node: (column, row + (tallest - len(layer)) / 2)
            for column, layer in enumerate(self.layers)
            for row, node in enumerate(layer)
        }


def layouts(needs: Needs) -> list[Layout]:
    """Returns the parts of a graph, the largest first.

    Args:
        needs: For each node those that come before it. A node without any connection is left out,
            and so is an edge that closes a cycle.
    """
    needs = _without_cycles(needs)
    parts = sorted(_parts(needs), key=len, reverse=True)
    return [_layout(part, needs) for part in parts if len(part) > 1]


def _without_cycles(needs: Needs) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for node, before in needs.items():
        kept.setdefault(node, [])
        for other in before:
            kept.setdefault(other, [])
            if not _reaches(other, node, kept):
                kept[node].append(other)
    return kept


def _reaches(start: str, goal: str, needs: Needs) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            waiting += needs.get(node, ())
    return False


def _parts(needs: Needs) -> list[list[str]]:
    near: dict[str, list[str]] = {node: list(before) for node, before in needs.items()}
    for node, before in needs.items():
        for other in before:
            near[other].append(node)
    parts: list[list[str]] = []
    seen: set[str] = set()
    for start in needs:
        part: list[str] = []
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                part.append(node)
                waiting += near[node]
        if part:
            parts.append(part)
    return parts


def _layout(part: Sequence[str], needs: Needs) -> Layout:
    column: dict[str, int] = {}

    def place(node: str) -> int:
        if node not in column:
            column[node] = max((place(other) + 1 for other in needs[node]), default=0)
        return column[node]

    layers: list[list[str]] = [[] for _ in range(max(map(place, part)) + 1)]
    for node in sorted(part):
        layers[column[node]].append(node)
    near = {node: [*needs[node], *(o for o in part if node in needs[o])] for node in part}
    for _ in range(_SWEEPS):
        for layer in layers:
            row = _rows(layers)
            layer.sort(key=lambda node: sum(row[o] for o in near[node]) / len(near[node]))
    return Layout(tuple(map(tuple, layers)))


def _rows(layers: Sequence[Sequence[str]]) -> dict[str, float]:
    return {node: (row + 0.5) / len(layer) for layer in layers for row, node in enumerate(layer)}
