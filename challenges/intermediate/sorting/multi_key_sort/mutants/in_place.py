"""Sorts the list of the caller when a list is what comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any


def multi_key_sort(
    rows: Iterable[Mapping[str, Any]], spec: Sequence[tuple[str, bool, bool]]
) -> list[Mapping[str, Any]]:
    ordered = rows if isinstance(rows, list) else list(rows)
    for column, descending, nulls_last in reversed(spec):
        present = [row for row in ordered if row.get(column) is not None]
        missing = [row for row in ordered if row.get(column) is None]
        present.sort(key=itemgetter(column), reverse=descending)
        ordered[:] = present + missing if nulls_last else missing + present
    return ordered
