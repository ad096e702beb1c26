"""Each item is compared a few times and moved a few times, and no second list is made."""

from __future__ import annotations

import random
from types import ModuleType

import pytest

from challenges.intermediate.sorting.flag_partition.tests.oracle import count_borders
from challenges.shared.testing import Counted, Tally, at_most, cpu_growth, peak_bytes

SIZE = 2**13
SOURCE = random.Random(26)
SHUFFLED = SOURCE.sample(range(SIZE), SIZE)
FEW_VALUES = [SOURCE.randrange(3) for _ in range(SIZE)]


@pytest.mark.parametrize(
    ("numbers", "pivot"),
    [
        pytest.param(SHUFFLED, SIZE // 2, id="all different"),
        pytest.param(SHUFFLED, -1, id="all larger"),
        pytest.param(FEW_VALUES, 1, id="a third of them level"),
    ],
)
def test_comparisons(subject: ModuleType, numbers: list[int], pivot: int) -> None:
    """At most 3 n comparisons are made, and the borders are right."""
    call = f"flag_partition(numbers, {pivot}), with {SIZE:,} numbers"
    why = "two comparisons tell of an item where it belongs"
    tally = Tally(3 * SIZE, "comparisons", call=call, why=why)
    items = [Counted(number, tally) for number in numbers]
    found = subject.flag_partition(items, Counted(pivot, tally))
    assert found == count_borders(numbers, pivot)


def test_the_list_is_partitioned_where_it_stands(subject: ModuleType) -> None:
    """Five thousand items take no more memory than ten."""
    items = SHUFFLED[:5_000]
    at_most(
        peak_bytes(subject.flag_partition, items, SIZE // 2),
        4_000,
        "bytes at the peak",
        call="flag_partition(items, pivot), with 5,000 items",
        why="items can change places without a second list",
        verdict="MLE",
    )


def test_no_item_makes_the_others_move(subject: ModuleType) -> None:
    """Twice as many items take about twice the time."""

    def small_ones_last(size: int) -> tuple[list[int], int]:
        return [*range(size // 2, size), *range(size // 2)], size // 2

    at_most(
        cpu_growth(small_ones_last, subject.flag_partition, [8_000, 16_000, 32_000]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="flag_partition(items, pivot), for lists of 8,000 to 32,000 items",
        why="to insert or to delete an item moves all that stand behind it",
    )
