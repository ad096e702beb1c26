"""Any feeds against a stable sort of all nodes."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.linked_lists.merge_feeds.tests.oracle import check_merge


# Few values, so that ties are frequent.
@given(st.lists(st.lists(st.integers(0, 4), max_size=6).map(sorted), max_size=7))
def test_it_orders_nodes_as_a_stable_sort_does(subject: ModuleType, feeds: list[list[int]]) -> None:
    """The nodes come in the order that a stable sort of all of them gives."""
    check_merge(subject, feeds)
