"""Any list and size against slices of a Python list."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.linked_lists.reverse_blocks.tests.oracle import (
    check_blocks,
    in_blocks,
)


@given(values=st.lists(st.integers(0, 9), max_size=25), size=st.integers(1, 9))
def test_it_orders_nodes_as_slices_do(subject: ModuleType, values: list[int], size: int) -> None:
    """The nodes come in the order that reversing slices of a list of them gives."""
    check_blocks(subject, values, size, in_blocks(values, size), why="")
