"""Sorts by one tuple, in which what goes down has its sign changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def multi_key_sort(
    rows: Iterable[Mapping[str, Any]], spec: Sequence[tuple[str, bool, bool]]
) -> list[Mapping[str, Any]]:
    def key(row: Mapping[str, Any]) -> list[tuple[bool, Any]]:
        parts: list[tuple[bool, Any]] = []
        for column, descending, nulls_last in spec:
            value = row.get(column)
            if value is None:
                parts.append((nulls_last, 0))
            else:
                parts.append((not nulls_last, -value if descending else value))
        return parts

    return sorted(rows, key=key)
