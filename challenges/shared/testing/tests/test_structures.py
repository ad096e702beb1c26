"""Chains and trees are built, read, compared and shown, also when they run back into themselves."""

from __future__ import annotations

import pytest

from challenges.shared.testing import (
    Tally,
    WrongAnswer,
    chain,
    check,
    counting_links,
    difference,
    levels,
    live,
    nodes,
    tree,
    values,
)
from challenges.shared.testing.rendering import short_repr

MANY = 100_000


class Link:
    """A node as challenges about chains define it."""

    __slots__ = ("next", "value")

    def __init__(self, value: object) -> None:
        self.value = value
        self.next: Link | None = None


class Jumper(Link):
    """A node that also points anywhere."""

    def __init__(self, value: object) -> None:
        super().__init__(value)
        self.jump: Jumper | None = None


class Branch:
    """A node as challenges about trees define it."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.left: Branch | None = None
        self.right: Branch | None = None


def ring(*items: object, back_to: int) -> Link:
    """Return a chain whose last node leads to an earlier one."""
    head: Link = chain(Link, *items)
    linked = nodes(head)
    linked[-1].next = linked[back_to]
    return head


def test_a_chain_has_the_values_in_order() -> None:
    """What is built is read back, however long it is; no value makes no node."""
    assert values(chain(Link, *range(MANY))) == list(range(MANY))
    assert chain(Link) is None
    assert values(None) == []
    assert [node.value for node in nodes(chain(Link, 1, None, 3))] == [1, None, 3]


def test_a_chain_without_an_end_is_refused() -> None:
    """A chain that runs back into itself has no list of values, and each node only once."""
    head = ring(1, 2, 3, back_to=1)
    assert len(nodes(head)) == 3
    with pytest.raises(WrongAnswer) as caught:
        values(head)
    assert caught.value.got == "chain(1, 2, 3) whose last node leads to node 1"


@pytest.mark.parametrize(
    "spec", [[], [5], [5, 3, 8, None, 6], [1, None, 2, None, 3], [0, 0, None, None, 0]]
)
def test_a_tree_is_read_back_in_level_order(spec: list[object]) -> None:
    """`levels` gives what `tree` got."""
    assert levels(tree(Branch, spec)) == spec


def test_the_places_of_a_tree_are_those_of_the_values() -> None:
    """A child that is missing has no children in the list."""
    root = tree(Branch, [1, None, 2, 3])
    assert (root.left, root.right.value, root.right.left.value) == (None, 2, 3)


def test_a_deep_tree_is_read() -> None:
    """A tree of one long branch needs no recursion."""
    spec: list[object] = [0]
    for value in range(1, MANY):
        spec += [None, value]
    assert levels(tree(Branch, spec)) == spec


def test_a_value_without_a_parent_is_refused() -> None:
    """A list that is no tree in level order is the author's mistake."""
    with pytest.raises(ValueError, match=r"7 has no parent in \[1, None, None, 7\]"):
        tree(Branch, [1, None, None, 7])


def test_a_tree_with_a_node_in_two_places_is_refused() -> None:
    """A node that is reached twice makes no tree, and nothing runs for ever."""
    root = tree(Branch, [1, 2, 3])
    root.right.left = root
    with pytest.raises(WrongAnswer) as caught:
        levels(root)
    assert caught.value.got == "tree([1, 2, 3, None, None, 1]) that reaches a node twice"


@pytest.mark.parametrize(
    ("expected", "got", "said"),
    [
        pytest.param(chain(Link, 1, 2), chain(Link, 1, 2), None, id="equal chains"),
        pytest.param(
            chain(Link, 1, 2),
            chain(Link, 1, 3),
            "at ['values'][1]: expected 2, got 3",
            id="another value",
        ),
        pytest.param(
            chain(Link, 1, 2), chain(Link, 1), "at ['values'][1]: 2 is missing", id="a lost node"
        ),
        pytest.param(
            chain(Link, 1, 2),
            ring(1, 2, back_to=0),
            "at ['the last leads to']: expected NoneType None, got int 0",
            id="no end",
        ),
        pytest.param(tree(Branch, [2, 1]), tree(Branch, [2, 1]), None, id="equal trees"),
        pytest.param(
            tree(Branch, [2, 1]),
            tree(Branch, [2, None, 1]),
            "at ['levels'][1]: expected int 1, got NoneType None",
            id="the other side",
        ),
    ],
)
def test_structures_compare_by_values_and_links(
    expected: object, got: object, said: str | None
) -> None:
    """Two chains or trees are the same when values and links are."""
    assert difference(expected, got) == said


def test_jumps_are_compared_by_place() -> None:
    """A jump into the wrong chain, or to the wrong node, is a difference."""
    right, wrong, outside = (chain(Jumper, "a", "b") for _ in range(3))
    right.jump, wrong.jump, outside.jump = right.next, wrong, right.next
    assert difference(right, wrong) == "at ['jumps'][0]: expected 1, got 0"
    assert difference(right, outside) == (
        "at ['jumps'][0]: expected int 1, got str 'a node outside'"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (chain(Link, "a", "b"), "chain('a', 'b')"),
        ([chain(Link, 1), None], "[chain(1), None]"),
        ((chain(Link, 1), 3), "(chain(1), 3)"),
        (tree(Branch, [5, 3, 8, None, 6]), "tree([5, 3, 8, None, 6])"),
        (chain(Jumper, "a", "b"), "chain('a', 'b') with jumps to [None, None]"),
    ],
)
def test_structures_are_shown_as_the_call_that_makes_them(value: object, text: str) -> None:
    """A failure shows what the statement writes."""
    assert short_repr(value) == text


def test_a_long_chain_is_shown_shortened() -> None:
    """Of a long chain the beginning is shown."""
    text = short_repr(chain(Link, *range(MANY)))
    assert text.startswith("chain(0, 1, 2")
    assert text.endswith(", … <100,000 values>)")
    assert len(text) < 200


def test_a_chain_that_is_relinked_is_shown_as_it_was() -> None:
    """The call shows the argument from before it, though the function works in place."""

    def cut(head: Link) -> Link:
        head.next = None
        return head

    with pytest.raises(WrongAnswer) as caught:
        check(cut, live(chain(Link, 1, 2))).returns(chain(Link, 1, 2))
    assert caught.value.call == "cut(chain(1, 2))"
    assert caught.value.got == "chain(1)"


def test_a_long_live_argument_is_shortened_once() -> None:
    """How long the argument was is said of the argument, not of its text."""

    def first(items: list[int]) -> int:
        return items[0]

    with pytest.raises(WrongAnswer) as caught:
        check(first, live(list(range(2_000)))).returns(1)
    assert caught.value.call.endswith("… <2,000 items>)")


def test_what_has_every_attribute_is_no_structure() -> None:
    """A proxy that answers to any name is shown by its own text."""

    class Anything:
        def __getattr__(self, name: str) -> Anything:
            return Anything()

        def __repr__(self) -> str:
            return "anything"

    assert short_repr(Anything()) == "anything"


def test_reads_of_links_are_counted() -> None:
    """Reading a named link counts, setting one does not, nor does anything else of a node."""
    tally = Tally()
    node = counting_links(Branch, tally, "left")
    root = node(1)
    root.left = node(2)
    assert (root.value, root.right, tally.count) == (1, None, 0)
    assert root.left.left is None
    assert tally.count == 2
    assert isinstance(root, Branch)
