"""Table sort: rows by several columns, each up or down, with missing values at either end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    raise NotImplementedError("multi_key_sort")
