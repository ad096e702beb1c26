"""Any fills against an oracle that looks at the whole map after each."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

ROWS, COLS = 4, 5


def islands_on(land: set[tuple[int, int]]) -> int:
    """Count the groups on a map: let each square take the least name around it, until all agree."""
    name = {square: number for number, square in enumerate(sorted(land))}
    changed = True
    while changed:
        changed = False
        for row, col in name:
            around = [(row, col), (row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)]
            least = min(name[square] for square in around if square in name)
            changed = changed or least < name[row, col]
            name[row, col] = least
    return len(set(name.values()))


@given(st.lists(st.integers(0, ROWS * COLS - 1), max_size=20))
def test_each_count_is_that_of_the_map(subject: ModuleType, places: list[int]) -> None:
    """After each fill the number is that of the groups on the map."""
    fills = [divmod(place, COLS) for place in places]
    expected = [islands_on(set(fills[:done])) for done in range(1, len(fills) + 1)]
    check(subject.growing_islands, ROWS, COLS, fills).returns(expected)
