"""`with` for what is async: an event loop of the thread, that runs only while it is needed."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_blocking(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in the loop of the innermost `with` on an async resource.

    Args:
        coroutine: what is run, for instance a method of what the `with` has handed out.

    Raises:
        BlockingInLoop: an event loop runs in this thread.
    """
    raise NotImplementedError("run_blocking")
