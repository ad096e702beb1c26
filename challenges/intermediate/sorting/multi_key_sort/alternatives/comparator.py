"""Table sort by comparing two rows, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cmp_to_key
from typing import Any


def multi_key_sort(
    rows: Iterable[Mapping[str, Any]], spec: Sequence[tuple[str, bool, bool]]
) -> list[Mapping[str, Any]]:
    """Sort rows by several columns.

    Args:
        rows: the rows; a value is missing if its column is not there or holds None.
        spec: entries (column, descending, nulls_last), the most significant first. Missing values
            go behind the others if nulls_last is true, else before them.

    Returns:
        A new list of the same rows. Those that agree in all columns stay in their order.

    Complexity:
        O(columns * n log n) time for n rows.
    """

    def compare(left: Mapping[str, Any], right: Mapping[str, Any]) -> int:
        for column, descending, nulls_last in spec:
            one, other = left.get(column), right.get(column)
            if one is None or other is None:
                if one is not other:
                    return 1 if (one is None) == nulls_last else -1
            elif one < other:
                return 1 if descending else -1
            elif other < one:
                return -1 if descending else 1
        return 0

    return sorted(rows, key=cmp_to_key(compare))
