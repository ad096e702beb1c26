"""Write the tests: scenes by hand, a sentence of the contract each, and no chance in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def judge(make_ring: Callable[[int], Any]) -> None:
    """Accept a factory of right rings, and refuse any other.

    Args:
        make_ring: makes a ring of a capacity; what it must do is the contract of the statement.

    Raises:
        AssertionError: if the rings do not keep the contract.
    """
    for scene in (refuses_no_room, starts_empty, drops_the_oldest, keeps_any_item, is_alone, turns):
        try:
            scene(make_ring)
        except AssertionError:
            raise
        except Exception as error:
            raise AssertionError(f"{scene.__name__}: {type(error).__name__}") from error


def holds(ring: Any, *items: Any) -> None:
    """Require these items, and that looking twice changes nothing."""
    for _ in range(2):
        assert len(ring) == len(items)
        found = [item for item in ring]  # noqa: C416
        assert len(found) == len(items)
        assert all(one is other for one, other in zip(found, items, strict=True))


def raises(error_type: type[Exception], call: Callable[[], object]) -> None:
    """Require that a call raises an error."""
    raised = False
    try:
        call()
    except error_type:
        raised = True
    assert raised, error_type.__name__


def refuses_no_room(make_ring: Callable[[int], Any]) -> None:
    """A capacity below one is refused."""
    for capacity in (0, -1, -7):
        raises(ValueError, lambda capacity=capacity: make_ring(capacity))  # type: ignore[misc]


def starts_empty(make_ring: Callable[[int], Any]) -> None:
    """What was emptied is as good as new."""
    for capacity in (1, 2, 3):
        ring = make_ring(capacity)
        for _ in range(3):
            holds(ring)
            raises(IndexError, ring.pop)
            for number in range(capacity):
                assert ring.push(number) is None
            holds(ring, *range(capacity))
            for number in range(capacity):
                assert ring.pop() == number


def drops_the_oldest(make_ring: Callable[[int], Any]) -> None:
    """A full ring stays full, lap after lap."""
    for capacity in (1, 2, 3, 4):
        ring = make_ring(capacity)
        for number in range(6 * capacity):
            dropped = ring.push(number)
            assert dropped == (number - capacity if number >= capacity else None)
            holds(ring, *range(max(0, number - capacity + 1), number + 1))


def keeps_any_item(make_ring: Callable[[int], Any]) -> None:
    """What is false, and what is equal to others, is an item like others."""
    items = [0, "", None, False, None, 0, 0, [], [], ()]
    for capacity in (1, 3):
        ring = make_ring(capacity)
        for place, item in enumerate(items):
            dropped = ring.push(item)
            assert dropped is (items[place - capacity] if place >= capacity else None)
            holds(ring, *items[max(0, place - capacity + 1) : place + 1])


def is_alone(make_ring: Callable[[int], Any]) -> None:
    """Rings have nothing to do with each other."""
    one, other = make_ring(2), make_ring(2)
    one.push("a")
    other.push("b")
    holds(one, "a")
    assert other.pop() == "b"
    holds(one, "a")
    holds(other)


def turns(make_ring: Callable[[int], Any]) -> None:
    """Pushes and pops by turns, so that the oldest item is at every place."""
    for capacity in (2, 3, 4):
        for kept in range(1, capacity + 1):
            ring, inside = make_ring(capacity), []
            for number in range(5 * capacity):
                ring.push(number)
                inside.append(number)
                holds(ring, *inside)
                if len(inside) == kept:
                    assert ring.pop() == inside.pop(0)
                    holds(ring, *inside)
