"""What a merged list is: all nodes, sorted by Python's own stable sort."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, chain, check, live, nodes


class Stamp:
    """A value that has `<` and no other comparison."""

    def __init__(self, minute: int, author: str) -> None:
        self.minute = minute
        self.author = author

    def __lt__(self, other: Stamp) -> bool:
        return self.minute < other.minute

    def __repr__(self) -> str:
        return f"Stamp({self.minute}, {self.author!r})"


def check_merge(subject: ModuleType, feeds: Sequence[Sequence[Any]], why: str = "") -> None:
    """Require all nodes of some lists in their stable order.

    Args:
        subject: the module under test.
        feeds: the values of each list, in order.
        why: one line for the learner.
    """
    heads = [chain(subject.Node, *feed) for feed in feeds]
    names = {
        id(node): f"node {place} of list {number}"
        for number, head in enumerate(heads)
        for place, node in enumerate(nodes(head))
    }
    # One list after the other, so that a stable sort leaves equal values in that order.
    ordered = sorted((node for head in heads for node in nodes(head)), key=lambda node: node.value)
    expected = chain(subject.Node, *(node.value for node in ordered))
    given = list(heads)

    checked = check(subject.merge_feeds, live(given))
    checked.returns(expected, why)
    for place, (node, own) in enumerate(zip(nodes(checked.value), ordered, strict=True)):
        if node is not own:
            raise WrongAnswer(
                call=checked.call,
                expected=f"at place {place}: {names[id(own)]}",
                got=names.get(id(node), "a new node"),
                why=why or "the nodes of the lists are linked anew",
            )
    if [*map(id, given)] != [*map(id, heads)]:
        raise WrongAnswer(
            call=checked.call,
            expected="the sequence of heads stays as it was",
            got="another sequence",
            why="the nodes are yours, the sequence is the caller's",
        )
