"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_an_updated_key_overtakes_and_ties_keep_their_order(subject: ModuleType) -> None:
    """Three keys leave by priority; the two with equal priority leave as they came."""
    heap = subject.IndexedHeap()
    heap.push("a", 2)
    heap.push("b", 2)
    heap.push("c", 9)
    heap.update("c", 1)
    check(heap.pop).returns(("c", 1), why="the update made 'c' the smallest")
    check(heap.pop).returns(("a", 2), why="'a' was inserted before 'b'")
    check(heap.pop).returns(("b", 2), why="it is the last one left")


def test_a_removed_key_is_gone(subject: ModuleType) -> None:
    """`remove` returns the priority, and the queue is empty after it."""
    heap = subject.IndexedHeap()
    heap.push("d", 5)
    check(heap.remove, "d").returns(5, why="remove returns the priority")
    check(lambda: "d" in heap).returns(False, why="it was removed")
    check(len, heap).returns(0, why="it was the only key")
    check(heap.pop).raises(IndexError, why="nothing is left to pop")
