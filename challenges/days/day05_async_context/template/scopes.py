"""Blocks that can be cancelled from outside, and blocks that may take only so long.

All of it is what asyncio has: `Task.cancel` interrupts, and the count of `Task.cancelling` tells
whether it was only the scope that has asked for it, or somebody else as well.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self


class CancelScope:
    """A block that `cancel` or its deadline ends. One is for one `async with`.

    Attributes:
        cancelled: Whether the block was cancelled by this scope.
    """

    def __init__(self, when: float, *, raises: bool) -> None:
        """Prepare a block.

        Args:
            when: time of the event loop at which it is cancelled; infinite: never.
            raises: whether the end of time is an error, or only the end of the block.
        """
        raise NotImplementedError("CancelScope.__init__")

    @property
    def deadline(self) -> float:
        """Time of the event loop at which the block is cancelled."""
        raise NotImplementedError("CancelScope.deadline")

    def reschedule(self, when: float) -> None:
        """Move the deadline of an open block.

        Args:
            when: time of the event loop; one that is over cancels as soon as the block waits.
        """
        raise NotImplementedError("CancelScope.reschedule")

    def cancel(self) -> None:
        """End the block where it waits next, without an error. May be called again."""
        raise NotImplementedError("CancelScope.cancel")

    async def __aenter__(self) -> Self:
        """Begin the block.

        Raises:
            AlreadyEntered: the second time.
        """
        raise NotImplementedError("CancelScope.__aenter__")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """End the block.

        Returns:
            True for the cancellation that this scope has asked for, unless another one is behind.

        Raises:
            DeadlineExceeded: the time is over, for scopes that raise.
            BaseExceptionGroup: what else a group held beside the cancellation.
            WrongTask: another task has entered.
        """
        raise NotImplementedError("CancelScope.__aexit__")


def cancel_scope() -> CancelScope:
    """Return a block that `cancel()` ends without an error.

    Cancellations from elsewhere pass through it.
    """
    raise NotImplementedError("cancel_scope")


def deadline_at(when: float) -> CancelScope:
    """Return a block that must end by a moment; the nearest of nested ones wins.

    Args:
        when: time of the event loop, as `loop.time()` tells it.
    """
    raise NotImplementedError("deadline_at")


def deadline(seconds: float) -> CancelScope:
    """Return a block that may take so long from now on, and raises DeadlineExceeded if it does not.

    Args:
        seconds: what is left for it; 0 or less cancels it where it waits first.

    Raises:
        ValueError: it is not a number.
        RuntimeError: no event loop runs.
    """
    raise NotImplementedError("deadline")


def remaining() -> float:
    """Return the seconds until the nearest deadline around; at least 0, infinite if there is none.

    A task inherits the deadlines of the block that has started it.
    """
    raise NotImplementedError("remaining")
