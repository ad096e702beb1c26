"""Write the tests: find out whether ring buffers keep their contract."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

_ITEMS = (None, "", (), "a", "a", "b", "b")
"""What is pushed: much that is false, and much that is equal."""


def judge(make_ring: Callable[[int], Any]) -> None:
    """Accept a factory of right rings, and refuse any other.

    Args:
        make_ring: makes a ring of a capacity; what it must do is the contract of the statement.

    Raises:
        AssertionError: if the rings do not keep the contract.
    """
    try:
        for capacity in (0, -1):
            _must_raise(ValueError, make_ring, capacity)
        for capacity in range(1, 4):
            _compare_with_lists(make_ring, capacity)
    except AssertionError:
        raise
    except Exception as error:
        raise AssertionError(f"a ring has raised {error!r}") from error


def _compare_with_lists(make_ring: Callable[[int], Any], capacity: int) -> None:
    """Use two rings at random, and two lists likewise; all must be the same after each step."""
    random = Random(capacity)
    pairs: list[tuple[Any, list[Any]]] = [(make_ring(capacity), []), (make_ring(capacity), [])]
    for _ in range(200):
        ring, model = random.choice(pairs)
        if random.random() < 0.6:  # a little more is pushed than popped, so rings are often full
            item = random.choice(_ITEMS)
            dropped = model.pop(0) if len(model) == capacity else None
            model.append(item)
            assert ring.push(item) == dropped, f"push must return {dropped!r}"
        elif model:
            oldest = model.pop(0)
            assert ring.pop() == oldest, f"pop must return {oldest!r}"
        else:
            _must_raise(IndexError, ring.pop)
        for ring, model in pairs:
            assert len(ring) == len(model), f"len must be {len(model)}"
            assert list(ring) == model, f"iteration must give {model}"


def _must_raise(
    error_type: type[Exception], function: Callable[..., object], *arguments: object
) -> None:
    try:
        function(*arguments)
    except error_type:
        return
    raise AssertionError(f"{error_type.__name__} must be raised")
