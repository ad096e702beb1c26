"""Write the tests: all short sequences of pushes and pops, and a long one for each capacity."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import cycle, islice, product
from typing import Any


def judge(make_ring: Callable[[int], Any]) -> None:
    """Accept a factory of right rings, and refuse any other.

    Args:
        make_ring: makes a ring of a capacity; what it must do is the contract of the statement.

    Raises:
        AssertionError: if the rings do not keep the contract.
    """
    problem = None
    try:
        problem = _problem(make_ring)
    except Exception as error:
        problem = f"{type(error).__name__} came out of a ring"
    if problem is not None:
        raise AssertionError(problem)


def _problem(make_ring: Callable[[int], Any]) -> str | None:
    """Return what is wrong, None if nothing is."""
    for capacity in (-1, 0):
        try:
            make_ring(capacity)
        except ValueError:
            continue
        return f"there is a ring for {capacity} items"
    for capacity in (1, 2, 3):
        for script in product("+-", repeat=6):
            if problem := _follow(make_ring, capacity, script):
                return problem
        for pattern in ("+", "++-", "+-", "+++--"):
            if problem := _follow(make_ring, capacity, islice(cycle(pattern), 25)):
                return problem
    return None


def _follow(make_ring: Callable[[int], Any], capacity: int, script: Iterable[str]) -> str | None:
    """Follow a script; a second ring is pushed to, and must not matter."""
    ring, bystander = make_ring(capacity), make_ring(capacity)
    bystander.push("not yours")
    model: deque[Any] = deque()
    items = cycle([0, 0, None, "", 2, 2])
    done = f"capacity {capacity}: "
    for step in script:
        done += step
        if step == "+":
            item = next(items)
            model.append(item)
            wanted = model.popleft() if len(model) > capacity else None
            if ring.push(item) != wanted:
                return f"{done} does not return {wanted}"
        else:
            try:
                found = [ring.pop()]
            except IndexError:
                found = []
            if found != ([model.popleft()] if model else []):
                return f"{done} gives {found}"
        if list(ring) != list(model) or list(ring) != list(model) or len(ring) != len(model):
            return f"{done} leaves other items than {list(model)}"
    return None
