"""Blocks that can be cancelled from outside, and blocks that may take only so long.

All of it is what asyncio has: `Task.cancel` interrupts, and the count of `Task.cancelling` tells
whether it was only the scope that has asked for it, or somebody else as well.
"""

from __future__ import annotations

import asyncio
import math
from contextvars import ContextVar
from types import TracebackType
from typing import Self

from .errors import AlreadyEntered, DeadlineExceeded
from .origins import Origin, origin
from .tasks import Task, owner_of, wrong_task

_innermost: ContextVar[CancelScope | None] = ContextVar("_innermost", default=None)


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
        self.cancelled = False
        self._when = when
        self._raises = raises
        self._expired = False
        self._task: Task | None = None
        self._entered: Origin = []
        self._timer: asyncio.Handle | None = None
        self._outer: CancelScope | None = None

    @property
    def deadline(self) -> float:
        """Time of the event loop at which the block is cancelled."""
        return self._when

    def reschedule(self, when: float) -> None:
        """Move the deadline of an open block.

        Args:
            when: time of the event loop; one that is over cancels as soon as the block waits.
        """
        self._when = when
        if self._task is None or self.cancelled:
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when != math.inf:
            self._timer = self._task.get_loop().call_at(when, self._expire)

    def cancel(self) -> None:
        """End the block where it waits next, without an error. May be called again."""
        if self._task is None or self.cancelled:
            return
        if self._timer is not None:
            self._timer.cancel()
        # Not at once: a task that cancels itself and leaves the block before it waits again would
        # take the cancellation with it.
        self._timer = self._task.get_loop().call_soon(self._interrupt)

    def _expire(self) -> None:
        self._expired = True
        self._interrupt()

    def _interrupt(self) -> None:
        assert self._task is not None
        self._timer = None
        self.cancelled = True
        self._task.cancel()

    async def __aenter__(self) -> Self:
        """Begin the block.

        Raises:
            AlreadyEntered: the second time.
        """
        if self._entered:
            raise AlreadyEntered("a cancel scope serves one block only")
        self._entered = origin(1, 2)
        self._task = asyncio.current_task()
        assert self._task is not None, "asyncio runs no block outside of a task"
        self._cancelling = self._task.cancelling()
        self._outer = _innermost.get()
        _innermost.set(self)
        self.reschedule(self._when)
        return self

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
        current = asyncio.current_task()
        task = None if current is None else owner_of(current)
        if task is None or task is not self._task:
            raise wrong_task("a cancel scope", self._entered, current, 1)
        _innermost.set(self._outer)
        if self._timer is not None:
            self._timer.cancel()
        self._task = None
        if not self.cancelled:
            return False
        others = task.uncancel() > self._cancelling
        if others or error is None:
            # Somebody else wants the task to end, so the cancellation goes on; or the block has
            # ended by itself in spite of it.
            return False
        return self._caught(error)

    def _caught(self, error: BaseException) -> bool:
        if isinstance(error, asyncio.CancelledError):
            if self._expired and self._raises:
                raise self._late() from error
            return True
        if not isinstance(error, BaseExceptionGroup):
            return False
        ours, rest = error.split(asyncio.CancelledError)
        if ours is None:
            return False
        if self._expired and self._raises:
            left = [] if rest is None else list(rest.exceptions)
            raise BaseExceptionGroup(error.message, [self._late(), *left]) from error
        if rest is not None:
            raise rest
        return True

    def _late(self) -> DeadlineExceeded:
        return DeadlineExceeded(f"the block has not ended by {self._when:g} s of its event loop")


def cancel_scope() -> CancelScope:
    """Return a block that `cancel()` ends without an error.

    Cancellations from elsewhere pass through it.
    """
    return CancelScope(math.inf, raises=False)


def deadline_at(when: float) -> CancelScope:
    """Return a block that must end by a moment; the nearest of nested ones wins.

    Args:
        when: time of the event loop, as `loop.time()` tells it.
    """
    return CancelScope(when, raises=True)


def deadline(seconds: float) -> CancelScope:
    """Return a block that may take so long from now on, and raises DeadlineExceeded if it does not.

    Args:
        seconds: what is left for it; 0 or less cancels it where it waits first.

    Raises:
        ValueError: it is not a number.
        RuntimeError: no event loop runs.
    """
    if math.isnan(seconds):
        raise ValueError(f"seconds is {seconds}, must be a number")
    return deadline_at(asyncio.get_running_loop().time() + seconds)


def remaining() -> float:
    """Return the seconds until the nearest deadline around; at least 0, infinite if there is none.

    A task inherits the deadlines of the block that has started it.
    """
    nearest = math.inf
    scope = _innermost.get()
    while scope is not None:
        nearest = min(nearest, scope.deadline)
        scope = scope._outer
    if nearest == math.inf:
        return nearest
    return max(0.0, nearest - asyncio.get_running_loop().time())
