"""Builds lists that may run back into themselves, and judges what `cycle_entry` says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from challenges.shared.testing import Tally, WrongAnswer, chain, check, counting_links, live, nodes

READS_PER_NODE = 20
"""Two walkers at different speeds and a last round read `next` five to eight times a node."""

SPARE_READS = 100


@dataclass(frozen=True)
class NodeAt:
    """A node of the list, by the number of steps from its head."""

    place: int

    def __repr__(self) -> str:
        return f"node {self.place}"


def check_entry(
    subject: ModuleType, values: Sequence[object], back_to: int | None, why: str = ""
) -> None:
    """Require the entry and length of a list, within a number of reads, and nodes left alone.

    Args:
        subject: the module under test.
        values: what the nodes hold, in order.
        back_to: the place where the last node leads; None when the list ends.
        why: one line for the learner.
    """
    limit = READS_PER_NODE * len(values) + SPARE_READS
    tally = Tally(limit, "reads of next", why=f"{len(values):,} nodes need no more steps than that")
    made = linked(counting_links(subject.Node, tally, "next"), values, back_to)
    before = [dict(vars(node)) for node in made]

    def cycle_entry(head: Any) -> Any:
        found = subject.cycle_entry(head)
        if not isinstance(found, tuple):
            return found
        places = {id(node): NodeAt(place) for place, node in enumerate(made)}
        return tuple(places.get(id(item), item) for item in found)

    checked = check(cycle_entry, live(made[0] if made else None))
    entry = None if back_to is None else (NodeAt(back_to), len(values) - back_to)
    checked.returns(entry, why)
    for place, (node, old) in enumerate(zip(made, before, strict=True)):
        for name, value in vars(node).items():
            if name not in old or old[name] is not value:
                raise WrongAnswer(
                    call=checked.call,
                    expected="each node keeps its value and its next, and gets nothing new",
                    got=f"node {place} has another {name}"
                    if name in old
                    else f"node {place} has got an attribute {name!r}",
                    why="the list belongs to the caller",
                )


def linked(node: type[Any], values: Sequence[object], back_to: int | None) -> list[Any]:
    """Return the nodes of a list whose last node leads to the one at `back_to`, or nowhere."""
    made = nodes(chain(node, *values))
    if back_to is not None:
        made[-1].next = made[back_to]
    return made
