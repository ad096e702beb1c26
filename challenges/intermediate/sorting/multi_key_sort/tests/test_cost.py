"""The cost is that of a sort for each column: values are not compared with all others."""

from __future__ import annotations

import random
from math import log2
from types import ModuleType

import pytest

from challenges.shared.testing import Counted, Tally

SIZE = 1_024
SOURCE = random.Random(28)
SHUFFLED: list[int | None] = [*SOURCE.sample(range(SIZE), SIZE)]
FEW: list[int | None] = [SOURCE.randrange(4) for _ in range(SIZE)]
WITH_GAPS = [None if place % 3 == 0 else value for place, value in enumerate(SHUFFLED)]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"a": SHUFFLED}, id="one column"),
        pytest.param({"a": WITH_GAPS}, id="every third value missing"),
        pytest.param({"a": FEW, "b": SHUFFLED}, id="two columns, few values in the first"),
    ],
)
@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
def test_comparisons_of_values(
    subject: ModuleType, columns: dict[str, list[int | None]], descending: bool
) -> None:
    """At most 4 * columns * n * log2 n comparisons of values are made."""
    spec = [(column, descending, True) for column in columns]
    tally = Tally(
        int(4 * len(columns) * SIZE * log2(SIZE)),
        "comparisons of values",
        call=f"multi_key_sort(rows, {spec}), with {SIZE:,} rows",
        why="a sort needs n log n comparisons for each column",
    )
    rows = [
        {
            column: None if values[place] is None else Counted(values[place], tally)
            for column, values in columns.items()
        }
        for place in range(SIZE)
    ]
    found = subject.multi_key_sort(rows, spec)
    tally.limit = None
    assert sorted(map(id, found)) == sorted(map(id, rows))
