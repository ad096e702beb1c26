"""The order of two rows as the statement tells it, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cmp_to_key
from typing import Any

Row = Mapping[str, Any]
Spec = Sequence[tuple[str, bool, bool]]


def table_by_the_rule(rows: Sequence[Row], spec: Spec) -> list[Row]:
    """Sort by comparing two rows at a time; where they agree, by their places."""

    def compare(left: int, right: int) -> int:
        for column, descending, nulls_last in spec:
            one, other = rows[left].get(column), rows[right].get(column)
            if one is None and other is None:
                continue
            if one is None or other is None:
                return -1 if (one is None) != nulls_last else 1
            if one < other:
                return 1 if descending else -1
            if other < one:
                return -1 if descending else 1
        return left - right

    return [rows[place] for place in sorted(range(len(rows)), key=cmp_to_key(compare))]
