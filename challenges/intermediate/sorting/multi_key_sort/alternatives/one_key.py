"""Table sort by one key, in which a wrapper turns the comparison of descending columns round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


class _Descending:
    """A value that is less than another when it is greater."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: _Descending) -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Descending) and bool(self.value == other.value)

    __hash__ = None  # type: ignore[assignment]


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

    def key(row: Mapping[str, Any]) -> list[tuple[int, Any]]:
        parts: list[tuple[int, Any]] = []
        for column, descending, nulls_last in spec:
            value = row.get(column)
            if value is None:
                parts.append((2 if nulls_last else 0, None))
            else:
                parts.append((1, _Descending(value) if descending else value))
        return parts

    return sorted(rows, key=key)
