"""Who waits for something, in the order of arrival; what is handed over is never lost."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Generic, TypeVar

from .errors import PoolClosed, PoolTimeout

T = TypeVar("T")


class WaitingLine(Generic[T]):
    """A queue of tasks. To join, to leave and to hand over take O(1) each.

    Attributes:
        places: Those that wait, in order; some may be cancelled or late and not know it yet.
    """

    def __init__(self) -> None:
        """Start with nobody."""
        self.places: OrderedDict[asyncio.Future[T], None] = OrderedDict()

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self.places)

    def join(self, *, first: bool) -> asyncio.Future[T]:
        """Return a new place, the last or the first one."""
        place: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.places[place] = None
        if first:
            self.places.move_to_end(place, last=False)
        return place

    async def wait(self, place: asyncio.Future[T], end: float | None) -> T:
        """Wait until something is handed over.

        Args:
            place: what `join` has returned.
            end: time of the event loop after which it is in vain, None for never.

        Raises:
            PoolTimeout: nothing came in time.
            PoolClosed: nothing will come any more.
            BaseException: what `fail` was given.
        """
        timer = None
        if end is not None:
            timer = asyncio.get_running_loop().call_at(end, self._expire, place)
        try:
            return await place
        finally:
            self.places.pop(place, None)
            if timer is not None:
                timer.cancel()

    def won(self, place: asyncio.Future[T]) -> T | None:
        """Return what was handed over to somebody who was cancelled before taking it."""
        if place.done() and not place.cancelled() and place.exception() is None:
            return place.result()
        return None

    def hand_over(self, thing: T) -> bool:
        """Give something to the first in the line, and tell whether there was anybody."""
        place = self._next()
        if place is None:
            return False
        place.set_result(thing)
        return True

    def fail(self, error: BaseException) -> bool:
        """Raise an error at the first in the line, and tell whether there was anybody."""
        place = self._next()
        if place is None:
            return False
        place.set_exception(error)
        return True

    def close(self) -> None:
        """Send everybody away."""
        while (place := self._next()) is not None:
            place.set_exception(PoolClosed("the pool was drained while a borrower has waited"))

    def _next(self) -> asyncio.Future[T] | None:
        while self.places:
            place, _ = self.places.popitem(last=False)
            # One that is cancelled or late is still here until its task runs.
            if not place.done():
                return place
        return None

    def _expire(self, place: asyncio.Future[T]) -> None:
        if not place.done():
            self.places.pop(place, None)
            place.set_exception(PoolTimeout("no connection became free in time"))
