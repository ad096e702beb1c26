"""Each movement is looked at once, and no balance but two is kept."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import CountedSequence, at_most, peak_bytes

MOVES = 2_000


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        pytest.param([-1] * MOVES, MOVES, id="a loss each time"),
        pytest.param([1] * MOVES, 0, id="a gain each time"),
        pytest.param([1, -2] * (MOVES // 2), MOVES // 2, id="two steps down, one up"),
    ],
)
def test_reads_of_movements(subject: ModuleType, moves: list[int], expected: int) -> None:
    """2,000 movements are read at most twice each."""
    counted = CountedSequence(
        moves,
        2 * MOVES,
        call=f"opening_float({str(moves[:4])[:-1]}, …]), {MOVES:,} movements",
        why="the balance after a movement is the one before it, and the movement",
    )
    assert subject.opening_float(counted) == expected


def test_balances_are_not_kept(subject: ModuleType) -> None:
    """10,000 movements take no more memory than a few."""
    moves = range(-10_000, 0)
    at_most(
        peak_bytes(subject.opening_float, moves),
        20_000,
        "bytes at the peak",
        call="opening_float(range(-10_000, 0))",
        why="the balance and the lowest one so far are all that needs to be kept",
        verdict="MLE",
    )
