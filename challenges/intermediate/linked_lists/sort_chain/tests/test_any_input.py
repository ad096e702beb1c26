"""Any chain against Python's own stable sort."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.linked_lists.sort_chain.tests.oracle import check_sorted


# Few values and three ways to write some of them, so that ties are frequent and can be seen.
@given(st.lists(st.sampled_from([0, False, 1, True, 1.0, 2, 3]), max_size=36))
def test_it_orders_nodes_as_sorted_does(subject: ModuleType, values: list[float]) -> None:
    """The nodes come in the order that a stable sort of a list of them gives."""
    check_sorted(subject, values)
