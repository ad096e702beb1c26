"""Write the tests: find out whether ring buffers keep their contract."""

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
    raise NotImplementedError("judge")
