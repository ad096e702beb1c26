"""Any sequence of operations against a plain oracle."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


class PlainQueue:
    """The definition written down: a dict, and min() over priority and arrival."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[int, int]] = {}
        self.arrivals = 0

    def push(self, key: str, priority: int) -> None:
        if key in self.entries:
            raise KeyError(key)
        self.arrivals += 1
        self.entries[key] = priority, self.arrivals

    def update(self, key: str, priority: int) -> None:
        self.entries[key] = priority, self.entries[key][1]

    def remove(self, key: str) -> int:
        return self.entries.pop(key)[0]

    def peek(self) -> tuple[str, int]:
        if not self.entries:
            raise IndexError
        key = min(self.entries, key=self.entries.__getitem__)
        return key, self.entries[key][0]

    def pop(self) -> tuple[str, int]:
        key, priority = self.peek()
        del self.entries[key]
        return key, priority


keys = st.sampled_from("abcdefghijkl")
priorities = st.integers(0, 9)
# Pushes are named twice so that queues grow, and have ties at several depths.
operations = st.one_of(
    st.tuples(st.sampled_from(["push", "push", "update"]), keys, priorities),
    st.tuples(st.just("remove"), keys),
    st.tuples(st.sampled_from(["peek", "pop"])),
)


@given(st.lists(operations, max_size=60))
def test_like_a_dict_with_min(subject: ModuleType, script: list[tuple[Any, ...]]) -> None:
    """Every operation returns or raises what the plain queue does, and so does draining."""
    heap, plain = subject.IndexedHeap(), PlainQueue()
    done = "a new queue"
    for name, *arguments in script:
        call = check(getattr(heap, name), *arguments)
        try:
            expected = getattr(plain, name)(*arguments)
        except (KeyError, IndexError) as error:
            call.raises(type(error), why=f"after {done}")
        else:
            call.returns(expected, why=f"after {done}")
        done += f", {name}({', '.join(map(repr, arguments))})"
        check(len, heap).returns(len(plain.entries), why=f"after {done}")
    rest = [heap.pop() for _ in range(len(heap))]
    check(lambda: rest).returns(
        [plain.pop() for _ in range(len(rest))], why=f"what is left after {done}"
    )


@given(
    st.lists(priorities, min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), priorities), max_size=20),
)
def test_updates_of_a_full_queue(
    subject: ModuleType, pushed: list[int], updates: list[tuple[int, int]]
) -> None:
    """After any updates the queue drains in the order of priority and insertion."""
    heap = subject.IndexedHeap()
    last = dict(enumerate(pushed))
    for key, priority in last.items():
        heap.push(key, priority)
    for key, priority in updates:
        if key in last:
            last[key] = priority
            heap.update(key, priority)
    left = [heap.pop()[0] for _ in pushed]
    check(lambda: left).returns(
        sorted(last, key=lambda key: (last[key], key)),
        why=f"pushed {pushed}, then updated {updates}",
    )
