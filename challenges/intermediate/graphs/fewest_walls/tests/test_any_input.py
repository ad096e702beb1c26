"""Any small plan against an oracle that tries until nothing gets better."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def blows_by_definition(grid: list[str]) -> int:
    """Let each square be as good as its best neighbour allows, until that holds everywhere."""
    cost = {
        (row, col): int(square == "#")
        for row, line in enumerate(grid)
        for col, square in enumerate(line)
    }
    best = dict.fromkeys(cost, len(cost) + 1)
    best[0, 0] = cost[0, 0]
    changed = True
    while changed:
        changed = False
        for row, col in best:
            around = [(row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)]
            here = min((best[place] for place in around if place in best), default=len(cost))
            if here + cost[row, col] < best[row, col]:
                best[row, col] = here + cost[row, col]
                changed = True
    return best[len(grid) - 1, len(grid[0]) - 1]


@given(rows=st.integers(1, 5), cols=st.integers(1, 6), rock=st.integers(0, 2**30 - 1))
def test_no_way_is_better(subject: ModuleType, rows: int, cols: int, rock: int) -> None:
    """The number is the least of all ways, for any plan of up to five rows and six columns."""
    squares = "".join(".#"[rock >> place & 1] for place in range(rows * cols))
    grid = [squares[row * cols : (row + 1) * cols] for row in range(rows)]
    check(subject.fewest_walls, grid).returns(blows_by_definition(grid))
