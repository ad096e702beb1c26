"""Shows that one list is a copy of another: by places, since a node has no name."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, chain, check, live, nodes


def linked(node: type[Any], values: Sequence[object], jumps: Sequence[int | None]) -> list[Any]:
    """Return the nodes of a list in which each node jumps to the one at the place given for it."""
    made = nodes(chain(node, *values))
    for one, place in zip(made, jumps, strict=True):
        one.jump = None if place is None else made[place]
    return made


def check_clone(
    subject: ModuleType, values: Sequence[object], jumps: Sequence[int | None], why: str = ""
) -> None:
    """Require a copy of the list that shares its values and no node, and a list left as it was.

    Args:
        subject: the module under test.
        values: what the nodes hold, in order.
        jumps: for each node the place to which it jumps, or None.
        why: one line for the learner.
    """
    made = linked(subject.Node, values, jumps)
    before = [(node.value, node.next, node.jump) for node in made]
    checked = check(subject.clone_with_jumps, live(made[0] if made else None))
    clone = checked.value

    def refuse(expected: str, got: str, reason: str) -> None:
        raise WrongAnswer(call=checked.call, expected=expected, got=got, why=reason)

    for place, (node, old) in enumerate(zip(made, before, strict=True)):
        for name, now, then in zip(
            ("value", "next", "jump"), (node.value, node.next, node.jump), old, strict=True
        ):
            if now is not then:
                refuse(
                    "the list itself stays as it was",
                    f"node {place} of the list has another {name}",
                    "whoever uses the list goes on using it",
                )
    originals = {id(node): place for place, node in enumerate(made)}
    for place, node in enumerate(nodes(clone)):
        if id(node) in originals:
            refuse(
                "a copy made of new nodes",
                f"node {place} of the copy is node {originals[id(node)]} of the list",
                "a change of the copy must not change the list",
            )
    expected = linked(subject.Node, values, jumps)
    checked.returns(expected[0] if expected else None, why)
    for place, (node, value) in enumerate(zip(nodes(clone), values, strict=True)):
        if node.value is not value:
            refuse(
                "the values of the list in the copy",
                f"node {place} of the copy holds another object that looks the same",
                "nodes are copied, values are shared",
            )
