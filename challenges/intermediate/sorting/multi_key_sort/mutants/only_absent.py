"""Takes only columns that are not there for missing, and compares None with values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any


def multi_key_sort(
    rows: Iterable[Mapping[str, Any]], spec: Sequence[tuple[str, bool, bool]]
) -> list[Mapping[str, Any]]:
    ordered = list(rows)
    for column, descending, nulls_last in reversed(spec):
        missing = [row for row in ordered if column not in row]
        present = [row for row in ordered if column in row]
        present.sort(key=itemgetter(column), reverse=descending)
        ordered = present + missing if nulls_last else missing + present
    return ordered
