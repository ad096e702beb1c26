"""Any table, sorted by any columns, against a comparison of two rows at a time."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.sorting.multi_key_sort.tests.oracle import table_by_the_rule
from challenges.shared.testing import check

cells = {
    "a": st.none() | st.integers(0, 2),
    "b": st.none() | st.sampled_from(["", "x", "y"]),
}
# Few values, so that rows often agree; their number tells apart those that do.
tables = st.lists(st.fixed_dictionaries({}, optional=cells), max_size=12).map(
    lambda rows: [{"n": number, **row} for number, row in enumerate(rows)]
)
specs = st.lists(st.tuples(st.sampled_from("abz"), st.booleans(), st.booleans()), max_size=3)


@given(tables, specs)
def test_any_table_by_any_columns(
    subject: ModuleType, rows: list[dict[str, Any]], spec: list[tuple[str, bool, bool]]
) -> None:
    """Every table comes out as the rule orders its rows two by two."""
    check(subject.multi_key_sort, rows, spec).returns(table_by_the_rule(rows, spec))
