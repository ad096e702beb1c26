"""The corners of the statement, one sentence each."""

from __future__ import annotations

import operator
from itertools import permutations
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live


class Rank:
    """A priority as the statement promises it: `<` and nothing else."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __lt__(self, other: Rank) -> bool:
        return self.value < other.value

    def __eq__(self, other: object) -> bool:
        raise AssertionError("priorities were compared with ==; they support only <")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Rank({self.value})"


def filled(subject: ModuleType, **priorities: int) -> Any:
    """Make a queue with these keys, pushed in this order."""
    heap = subject.IndexedHeap()
    for key, priority in priorities.items():
        heap.push(key, priority)
    return heap


def drained(heap: Any) -> list[Any]:
    """Pop everything, and return the keys in the order in which they left."""
    return [heap.pop()[0] for _ in range(len(heap))]


@pytest.mark.parametrize("action", ["peek", "pop"])
def test_an_empty_queue_has_no_first_key(subject: ModuleType, action: str) -> None:
    """peek and pop on an empty queue raise IndexError."""
    check(getattr(subject.IndexedHeap(), action)).raises(IndexError)


def test_peek_leaves_the_key_in_place(subject: ModuleType) -> None:
    """peek returns what pop will return, and changes nothing."""
    heap = filled(subject, a=2, b=1)
    check(heap.peek).returns(("b", 1), why="'b' has the smaller priority")
    check(len, heap).returns(2, why="peek takes nothing out")
    check(heap.pop).returns(("b", 1), why="peek has shown it")


def test_a_present_key_is_not_pushed_again(subject: ModuleType) -> None:
    """push of a present key raises KeyError, and the key keeps its priority."""
    heap = filled(subject, a=2, b=1)
    check(heap.push, "a", 0).raises(KeyError, why="'a' is in the queue")
    check(drained, live(heap)).returns(["b", "a"], why="the refused push changed nothing")


def test_an_absent_key_is_not_updated(subject: ModuleType) -> None:
    """update of an absent key raises KeyError, and does not insert it."""
    heap = filled(subject, a=2)
    check(heap.update, "zz", 0).raises(KeyError, why="'zz' was never pushed")
    check(drained, live(heap)).returns(["a"], why="the refused update changed nothing")


def test_an_absent_key_is_not_removed(subject: ModuleType) -> None:
    """remove of an absent key raises KeyError, for a key that has left as well."""
    heap = filled(subject, a=2)
    check(heap.remove, "zz").raises(KeyError, why="'zz' was never pushed")
    heap.pop()
    check(heap.remove, "a").raises(KeyError, why="'a' has been popped")


def test_in_says_whether_a_key_is_there(subject: ModuleType) -> None:
    """`in` finds keys that are in the queue, and none that has left or never came."""
    heap = filled(subject, a=1, b=2)
    heap.pop()
    check(operator.contains, live(heap), "b").returns(True, why="'b' is in the queue")
    check(operator.contains, live(heap), "a").returns(False, why="'a' has been popped")
    check(operator.contains, live(heap), "zz").returns(False, why="'zz' was never pushed")


def test_an_update_may_raise_a_priority(subject: ModuleType) -> None:
    """A key whose priority grows sinks behind the others."""
    heap = filled(subject, a=1, b=2, c=3, d=4)
    heap.update("a", 9)
    check(drained, live(heap)).returns(["b", "c", "d", "a"], why="'a' went from 1 to 9")


def test_an_update_may_lower_a_priority(subject: ModuleType) -> None:
    """A key whose priority shrinks rises before the others."""
    heap = filled(subject, a=1, b=2, c=3, d=4)
    heap.update("d", 0)
    check(drained, live(heap)).returns(["d", "a", "b", "c"], why="'d' went from 4 to 0")


def test_a_key_that_was_overtaken_is_still_found(subject: ModuleType) -> None:
    """Keys are found where they are now, not where they once were."""
    heap = filled(subject, a=1, b=2, c=3)
    heap.update("c", 0)
    check(heap.remove, "a").returns(1, why="'a' made room for 'c', and is still in the queue")
    check(drained, live(heap)).returns(["c", "b"], why="'a' was removed, and only 'a'")


def test_an_update_keeps_the_order_of_insertion(subject: ModuleType) -> None:
    """A key that comes back to a tie stands where its insertion puts it."""
    heap = filled(subject, a=5, b=5, c=5)
    heap.update("a", 9)
    heap.update("a", 5)
    heap.update("b", 5)
    check(drained, live(heap)).returns(
        ["a", "b", "c"], why="an update does not count as an insertion"
    )


def test_a_key_that_returns_counts_as_new(subject: ModuleType) -> None:
    """A key that left and is pushed again stands behind its equals."""
    heap = filled(subject, a=5, b=5)
    heap.remove("a")
    heap.push("a", 5)
    check(drained, live(heap)).returns(["b", "a"], why="'a' was inserted again, after 'b'")


def test_the_key_pushed_last_can_be_removed(subject: ModuleType) -> None:
    """Removing the entry at the end of the array leaves the others alone."""
    heap = filled(subject, a=1, b=2, c=3)
    check(heap.remove, "c").returns(3, why="its priority comes back")
    check(heap.remove, "b").returns(2, why="its priority comes back")
    check(drained, live(heap)).returns(["a"], why="two of three were removed")


def test_the_first_key_can_be_removed(subject: ModuleType) -> None:
    """Removing the root leaves the rest in order."""
    heap = filled(subject, a=1, b=2, c=3, d=4, e=5)
    check(heap.remove, "a").returns(1, why="its priority comes back")
    check(drained, live(heap)).returns(["b", "c", "d", "e"], why="'a' was removed")


def test_what_fills_a_hole_may_have_to_rise(subject: ModuleType) -> None:
    """The last entry can be smaller than the parent of the hole it moves into."""
    # As pushed: the root, its children big and small, and the children of each from left to right.
    heap = filled(subject, root=0, big=4, small=1, hole=6, five=5, three=3, two=2)
    heap.remove("hole")
    check(drained, live(heap)).returns(
        ["root", "small", "two", "three", "big", "five"],
        why="the entry that filled the hole was smaller than the parent there",
    )


def test_any_order_of_pushes_leaves_sorted(subject: ModuleType) -> None:
    """Five keys leave in the order of their priorities, in whichever order they came."""
    for order in permutations("abcde"):
        heap = filled(subject, **{key: "abcde".index(key) for key in order})
        check(drained, live(heap)).returns(list("abcde"), why=f"pushed as {', '.join(order)}")


def test_updates_in_several_branches(subject: ModuleType) -> None:
    """An update moves a key along its own branch, and the others still leave in order."""
    heap = filled(subject, a=6, b=5, c=0, d=0, e=2, f=8, g=9)
    heap.update("c", 6)
    heap.update("a", 4)
    check(drained, live(heap)).returns(
        ["d", "e", "a", "b", "c", "f", "g"], why="'c' went from 0 to 6, then 'a' from 6 to 4"
    )


def test_a_key_with_a_long_history_is_one_key(subject: ModuleType) -> None:
    """A thousand updates of one key leave one entry with the last priority."""
    heap = filled(subject, a=0, b=500)
    for priority in range(1, 1001):
        heap.update("a", priority)
    check(len, heap).returns(2, why="updates add no entries")
    check(drained, live(heap)).returns(["b", "a"], why="the last update counts")


def test_priorities_need_only_less_than(subject: ModuleType) -> None:
    """Ties are found without `==`, and ties are still served in the order of insertion."""
    heap = subject.IndexedHeap()
    for key, value in (("a", 1), ("b", 0), ("c", 1), ("d", 0)):
        heap.push(key, Rank(value))
    heap.update("c", Rank(1))
    check(drained, live(heap)).returns(
        ["b", "d", "a", "c"], why="neither is smaller means that they are equal"
    )


def test_keys_need_only_a_hash(subject: ModuleType) -> None:
    """Keys of kinds that cannot be compared with each other share a queue."""
    heap = subject.IndexedHeap()
    keys: list[Any] = [None, "a", 1, ("a", 1), frozenset()]
    for key in keys:
        heap.push(key, 7)
    heap.update(None, 7)
    check(drained, live(heap)).returns(keys, why="all priorities are equal")
