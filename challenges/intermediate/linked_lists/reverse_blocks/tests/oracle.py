"""What the nodes of a list are in their new order, by slices of the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, chain, check, live, nodes


def in_blocks(items: Sequence[Any], size: int) -> list[Any]:
    """Return the items with each full block of `size` reversed."""
    blocks = [list(items[start : start + size]) for start in range(0, len(items), size)]
    return [item for block in blocks for item in (block[::-1] if len(block) == size else block)]


def check_blocks(
    subject: ModuleType, values: Sequence[object], size: int, expected: Sequence[object], why: str
) -> None:
    """Require the values in the expected order, and that nodes were moved and not values.

    Args:
        subject: the module under test.
        values: what the nodes hold, in order.
        size: the size of a block.
        expected: the values in their new order.
        why: one line for the learner.
    """
    made = nodes(chain(subject.Node, *values))
    checked = check(subject.reverse_blocks, live(made[0] if made else None), size)
    checked.returns(chain(subject.Node, *expected), why)
    # The order of the values is right; now each node must have come along with its value.
    for place, (node, own) in enumerate(
        zip(nodes(checked.value), in_blocks(made, size), strict=True)
    ):
        if node is not own:
            known = next((old for old, other in enumerate(made) if other is node), None)
            raise WrongAnswer(
                call=checked.call,
                expected=f"at place {place} the node that was at place {made.index(own)}",
                got="a new node" if known is None else f"the node that was at place {known}",
                why="nodes are moved; values stay in their nodes",
            )
