"""Wakes threads, and tasks of any event loop, from any thread."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable


class Bell:
    """What threads and tasks wait for.

    Who waits hangs something first, then looks whether it must wait at all: whoever changes what
    it looks at, rings afterwards, so no ring is missed.
    """

    def __init__(self) -> None:
        """Begin with nobody waiting; `waiting` is true while somebody is."""
        self.waiting: deque[Callable[[], None]] = deque()

    def hang(self) -> asyncio.Future[None]:
        """Return a future of the running loop that is done after the next ring."""
        loop = asyncio.get_running_loop()
        future = loop.create_future()

        def wake() -> None:
            # A loop that has ended has nobody to wake.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_finish, future)

        self.waiting.append(wake)
        return future

    def hang_thread(self) -> threading.Event:
        """Return an event that is set at the next ring."""
        event = threading.Event()
        self.waiting.append(event.set)
        return event

    def ring(self) -> None:
        """Wake all who wait."""
        with contextlib.suppress(IndexError):
            while True:
                self.waiting.popleft()()


def _finish(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
