"""Chains of nodes and binary trees, made of the classes of the program under test.

A node of a chain has `value` and `next`, and may have `jump`; one of a tree has `value`, `left` and
`right`. Nothing here recurses, and a structure that runs back into itself ends nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from challenges.shared.testing.counting import Tally
from challenges.shared.testing.verdicts import WrongAnswer

_WIDTH = 80
"""Longest text of a structure's values, in characters."""


def chain(node: Callable[[Any], Any], *values: object) -> Any:
    """Return the first node of a chain that has the values, in order; None for no value.

    Args:
        node: the class of the nodes, called with a value.
        *values: what the nodes hold.
    """
    head = None
    for value in reversed(values):
        made = node(value)
        made.next = head
        head = made
    return head


def nodes(head: Any) -> list[Any]:
    """Return the nodes of a chain, each once, up to its end or to where it runs into itself."""
    found: list[Any] = []
    seen: set[int] = set()
    while head is not None and id(head) not in seen:
        seen.add(id(head))
        found.append(head)
        head = head.next
    return found


def values(head: Any) -> list[Any]:
    """Return the values of a chain.

    Raises:
        WrongAnswer: if the chain runs back into itself.
    """
    found = nodes(head)
    if found and found[-1].next is not None:
        raise WrongAnswer(call="", expected="a chain that ends", got=structure_text(head))
    return [node.value for node in found]


def tree(node: Callable[[Any], Any], spec: Sequence[object]) -> Any:
    """Return the root of a tree.

    Args:
        node: the class of the nodes, called with a value.
        spec: values in level order; None is a child that is missing, and has no children itself.
            Missing children at the end may be left out.

    Raises:
        ValueError: if a value has no parent.
    """
    given = iter(spec)
    first = next(given, None)
    if first is None:
        return None
    root = node(first)
    parents = deque([root])
    while parents:
        parent = parents.popleft()
        for side in ("left", "right"):
            value = next(given, None)
            child = None if value is None else node(value)
            setattr(parent, side, child)
            if child is not None:
                parents.append(child)
    if (orphan := next(given, None)) is not None:
        raise ValueError(f"{orphan!r} has no parent in {spec!r}")
    return root


def levels(root: Any) -> list[Any]:
    """Return the values of a tree in level order, as `tree` takes them.

    Raises:
        WrongAnswer: if a node is reached twice.
    """
    found, twice = _levels(root)
    if twice:
        raise WrongAnswer(call="", expected="a tree", got=structure_text(root))
    return found


def _levels(root: Any) -> tuple[list[Any], bool]:
    """Return the values of a tree in level order, and whether a node is reached twice."""
    found: list[Any] = []
    seen: set[int] = set()
    twice = False
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        found.append(None if node is None else node.value)
        if node is None:
            continue
        if id(node) in seen:
            twice = True
            continue
        seen.add(id(node))
        waiting += (node.left, node.right)
    while found and found[-1] is None:
        found.pop()
    return found, twice


def counting_links(node: type[Any], tally: Tally, *links: str) -> type[Any]:
    """Return a class of nodes that adds each read of a link to a tally; to set one is free.

    Args:
        node: the class of the nodes, whose objects have a `__dict__`.
        tally: what counts the reads.
        *links: names of the attributes that are links, such as "next".
    """

    def link(name: str) -> property:
        def read(self: Any) -> Any:
            tally.add()
            return vars(self)[name]

        def write(self: Any, other: Any) -> None:
            vars(self)[name] = other

        return property(read, write)

    return type(node.__name__, (node,), {name: link(name) for name in links})


def is_chain(value: object) -> bool:
    """Tell whether a value is a node of a chain."""
    return _has(value, "value", "next")


def is_tree(value: object) -> bool:
    """Tell whether a value is a node of a tree."""
    return _has(value, "value", "left", "right")


def _has(value: object, *names: str) -> bool:
    # Not by hasattr: a proxy or a mock says yes to any name, and has no end.
    try:
        own: dict[str, object] = object.__getattribute__(value, "__dict__")
    except AttributeError:
        own = {}
    return all(name in own or hasattr(type(value), name) for name in names)


def layout(value: Any) -> object:
    """Return what can be compared of a structure: its values, and where its links lead."""
    if is_tree(value):
        found, twice = _levels(value)
        return {"levels": found, "a node is reached twice": twice}
    linked = nodes(value)
    return {
        "values": [node.value for node in linked],
        "the last leads to": _place(linked[-1].next, linked),
        "jumps": _jumps(linked),
    }


def structure_text(value: Any) -> str:
    """Return a structure as the call that makes it, shortened where it is long."""
    if is_tree(value):
        found, twice = _levels(value)
        text = f"tree([{_shortened(found)}])"
        return f"{text} that reaches a node twice" if twice else text
    linked = nodes(value)
    text = f"chain({_shortened([node.value for node in linked])})"
    if (place := _place(linked[-1].next, linked)) is not None:
        text += f" whose last node leads to node {place}"
    if jumps := _jumps(linked):
        text += f" with jumps to [{_shortened(jumps)}]"
    return text


def _jumps(linked: Sequence[Any]) -> list[object]:
    if not _has(linked[0], "jump"):
        return []
    places = {id(node): place for place, node in enumerate(linked)}
    return [
        None if node.jump is None else places.get(id(node.jump), "a node outside")
        for node in linked
    ]


def _place(node: object, linked: Sequence[Any]) -> int | None:
    return next((place for place, other in enumerate(linked) if other is node), None)


def _shortened(shown: Sequence[object]) -> str:
    """Return values as one writes them between brackets, or the first and how many there are."""
    text = ""
    for place, value in enumerate(shown):
        longer = f"{text}, {value!r}" if place else repr(value)
        if len(longer) > _WIDTH:
            return f"{text}, … <{len(shown):,} values>"
        text = longer
    return text
