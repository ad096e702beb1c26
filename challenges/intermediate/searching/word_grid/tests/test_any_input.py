"""Any small grid against an oracle that looks for each word by itself."""

from __future__ import annotations

from itertools import product
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

Square = tuple[int, int]


def can_be_traced(word: str, grid: list[str], used: tuple[Square, ...] = ()) -> bool:
    """Try every square that may come next."""
    if not word:
        return True
    for row, line in enumerate(grid):
        for col, letter in enumerate(line):
            near = not used or abs(used[-1][0] - row) + abs(used[-1][1] - col) == 1
            fits = letter == word[0] and near and (row, col) not in used
            if fits and can_be_traced(word[1:], grid, (*used, (row, col))):
                return True
    return False


ROWS = ["".join(row) for length in range(4) for row in product("ab", repeat=length)]
WORDS = ["".join(word) for length in range(1, 6) for word in product("ab", repeat=length)]


@given(
    st.lists(st.sampled_from(ROWS), max_size=4),
    st.lists(st.sampled_from(WORDS), max_size=6),
)
def test_each_word_is_found_as_if_alone(
    subject: ModuleType, grid: list[str], words: list[str]
) -> None:
    """The words found are those that a search for each of them finds."""
    expected = sorted(word for word in set(words) if can_be_traced(word, grid))
    check(subject.word_grid, grid, words).returns(expected)
