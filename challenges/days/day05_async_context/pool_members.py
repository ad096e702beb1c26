"""A connection of a pool: one task enters it, keeps it, and leaves it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from .async_stacks import AsyncResourceStack

T = TypeVar("T")


class Member(Generic[T]):
    """Whoever borrows it comes and goes; its own task is there from its entry to its exit.

    So a borrower that is cancelled while the connection is made leaves nothing half open, and a
    manager that is bound to its task may be pooled.

    Attributes:
        loop: The event loop that it belongs to.
        value: The connection, once it is there.
        made: When it was there, in seconds of the event loop.
        since: When it was lent or given back the last time.
        there: Whether it was entered.
        used: Whether it was lent before.
    """

    def __init__(
        self,
        factory: Callable[[], Any],
        arrived: Callable[[Member[T]], None],
        ended: Callable[[Member[T], BaseException | None], None],
    ) -> None:
        """Start to enter a manager.

        Args:
            factory: makes what `async with` or `with` takes.
            arrived: called when it is entered.
            ended: called when it is left, or could not be entered, with the error if there was one.
        """
        self.value: T
        self.made = self.since = 0.0
        self.there = self.used = False
        self.loop = asyncio.get_running_loop()
        self._end = self.loop.create_future()
        self._ended = ended
        self.task = self.loop.create_task(self._live(factory, arrived))
        self.task.add_done_callback(self._done)

    def leave(self) -> None:
        """Let it be left; one that is not there yet is left as soon as it is."""
        if not self._end.done():
            self._end.set_result(None)

    @property
    def leaving(self) -> bool:
        """Whether it is given up, or its task was ended from outside."""
        return self._end.done() or self.task.done()

    async def _live(self, factory: Callable[[], Any], arrived: Callable[[Member[T]], None]) -> None:
        async with AsyncResourceStack() as stack:
            self.value = await stack.enter(factory())
            self.made = self.since = self.loop.time()
            self.there = True
            arrived(self)
            await self._end

    def _done(self, task: asyncio.Task[None]) -> None:
        self._ended(self, asyncio.CancelledError() if task.cancelled() else task.exception())
