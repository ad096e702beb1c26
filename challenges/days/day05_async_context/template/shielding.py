"""Clean-up that a cancellation cannot interrupt, and that has a limit of its own."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def shield(awaitable: Awaitable[T], timeout: float) -> T:
    """Wait for clean-up to end, however often the waiting task is cancelled meanwhile.

    It runs in a task of its own, so that time limits inside it work, and may leave what the
    waiting task has entered. What it sets in context variables is seen afterwards.

    Args:
        awaitable: the clean-up, for instance `connection.close()`.
        timeout: seconds until it is cancelled. It has as many again to end, and then goes on alone.

    Returns:
        Its result, if the task was not cancelled.

    Raises:
        asyncio.CancelledError: the task was cancelled meanwhile; raised when the clean-up is over.
        DeadlineExceeded: it took longer.
        BaseExceptionGroup: both, or the cancellation and the error of the clean-up.
    """
    raise NotImplementedError("shield")
