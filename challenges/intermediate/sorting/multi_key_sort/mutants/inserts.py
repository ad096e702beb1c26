"""Puts each row before the first one that it must precede, found from the left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def multi_key_sort(
    rows: Iterable[Mapping[str, Any]], spec: Sequence[tuple[str, bool, bool]]
) -> list[Mapping[str, Any]]:
    ordered: list[Mapping[str, Any]] = []
    for row in rows:
        place = 0
        while place < len(ordered) and not _precedes(row, ordered[place], spec):
            place += 1
        ordered.insert(place, row)
    return ordered


def _precedes(
    row: Mapping[str, Any], other: Mapping[str, Any], spec: Sequence[tuple[str, bool, bool]]
) -> bool:
    for column, descending, nulls_last in spec:
        mine, its = row.get(column), other.get(column)
        if mine is None or its is None:
            if (mine is None) != (its is None):
                return (its is None) == nulls_last
        elif mine < its:
            return not descending
        elif its < mine:
            return descending
    return False
