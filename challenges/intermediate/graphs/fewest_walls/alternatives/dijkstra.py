"""Dijkstra's algorithm as the books have it, with a heap, that stops at the goal."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    """Find the least number of rock squares on a way from the upper left to the lower right."""
    cost = {
        (row, col): int(square == "#")
        for row, line in enumerate(grid)
        for col, square in enumerate(line)
    }
    goal = len(grid) - 1, len(grid[0]) - 1
    best = {(0, 0): cost[0, 0]}
    heap = [(cost[0, 0], (0, 0))]
    while True:
        blows, square = heapq.heappop(heap)
        if square == goal:
            return blows
        if blows > best[square]:
            continue
        row, col = square
        for near in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if near in cost and (near not in best or blows + cost[near] < best[near]):
                best[near] = blows + cost[near]
                heapq.heappush(heap, (best[near], near))
