"""A few walks along the list, and nothing that grows with it."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.cycle_entry.tests.oracle import check_entry, linked
from challenges.shared.testing import at_most, peak_bytes

MANY = 3_000


@pytest.mark.parametrize(
    "back_to",
    [
        pytest.param(None, id="no loop"),
        pytest.param(0, id="all in the loop"),
        pytest.param(1_500, id="half in the loop"),
        pytest.param(2_999, id="a loop of one"),
    ],
)
def test_steps_are_linear(subject: ModuleType, back_to: int | None) -> None:
    """Three thousand nodes take at most twenty reads of `next` each, and a hundred in all."""
    check_entry(subject, range(MANY), back_to)


@pytest.mark.parametrize("back_to", [pytest.param(None, id="no loop"), pytest.param(7, id="loop")])
def test_no_record_of_the_nodes_is_kept(subject: ModuleType, back_to: int | None) -> None:
    """Memory stays the same however long the list is."""
    head, *_ = linked(subject.Node, range(MANY), back_to)
    at_most(
        peak_bytes(subject.cycle_entry, head),
        8_000,
        "bytes at the peak",
        call=f"cycle_entry(a list of {MANY:,} nodes)",
        why="a few references to nodes are enough",
        verdict="MLE",
    )
