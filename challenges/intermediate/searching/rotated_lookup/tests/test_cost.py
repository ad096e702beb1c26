"""Few items are read, wherever the cut is and whatever is wanted, and none are copied."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import CountedSequence, WrongAnswer, at_most, peak_bytes

LONG = 2**17


class Shelf(Sequence[int]):
    """The even numbers below 2 * size, cut and put back, without a list of them."""

    def __init__(self, size: int, cut: int) -> None:
        self._size = size
        self._cut = cut

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[place] for place in range(self._size)[index]]
        return 2 * ((range(self._size)[index] + self._cut) % self._size)

    def __repr__(self) -> str:
        start = 2 * self._cut
        return f"[*range({start}, {2 * self._size}, 2), *range(0, {start}, 2)]"


@pytest.mark.parametrize(
    ("size", "cut"),
    [
        pytest.param(LONG, 0, id="not cut"),
        pytest.param(LONG, 1, id="cut after the first"),
        pytest.param(LONG, LONG - 1, id="cut before the last"),
        pytest.param(LONG, LONG // 2, id="cut in the middle"),
        pytest.param(LONG, 43_210, id="cut at a third"),
        pytest.param(1_000_000, 777_777, id="a million items"),
        pytest.param(7, 3, id="seven items"),
        pytest.param(2, 1, id="two items"),
        pytest.param(1, 0, id="one item"),
    ],
)
def test_a_lookup_reads_few_items(subject: ModuleType, size: int, cut: int) -> None:
    """At most 3 log2(n) + 4 reads, for what is there and for what is not."""
    shelf = Shelf(size, cut)
    limit = int(3 * log2(size) + 4)
    spread = {size * part // 9 for part in range(9)} | {0, 1, cut - 1, cut, cut + 1, size - 1}
    for place in sorted(place for place in spread if 0 <= place < size):
        for wanted in (2 * place, 2 * place + 1, 2 * place - 1):
            call = f"rotated_lookup({shelf}, {wanted})"
            why = "two or three reads rule out half of what is left, if what was read is kept"
            counted = CountedSequence(shelf, limit, call=call, why=why)
            found = subject.rotated_lookup(counted, wanted)
            at_most(counted.reads, limit, "reads", call=call, why=why)
            expected = -1 if wanted % 2 else (place - cut) % size
            if found != expected:
                raise WrongAnswer(call=call, expected=f"{expected}", got=f"{found!r}")


def test_no_part_is_copied(subject: ModuleType) -> None:
    """A lookup among a hundred thousand items takes hardly any memory."""
    at_most(
        peak_bytes(subject.rotated_lookup, Shelf(100_000, 33_333), 4_242),
        4_000,
        "bytes at the peak",
        call=f"rotated_lookup({Shelf(100_000, 33_333)}, 4242)",
        why="a few indices are all that needs to be kept",
        verdict="MLE",
    )
