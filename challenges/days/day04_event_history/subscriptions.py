"""Subscriptions: what is there, then what comes, without a gap and without a duplicate.

There is one source, the store, and one place, the next position. Catching up and waiting are the
same loop, so there is no moment at which one hands over to the other.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .events import Recorded
    from .store import EventStore


class Bell:
    """Tells who waits, in whatever thread or event loop, that there is something new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[Callable[[], None]] = set()

    def ring(self) -> None:
        """Call all listeners; one whose event loop was closed is forgotten."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener()
            except RuntimeError:
                self.forget(listener)

    def hear(self, listener: Callable[[], None]) -> None:
        """Call a function at each ring, in the thread of who rings."""
        with self._lock:
            self._listeners.add(listener)

    def forget(self, listener: Callable[[], None]) -> None:
        """Call it no more."""
        with self._lock:
            self._listeners.discard(listener)


async def follow(store: EventStore, bell: Bell, from_position: int) -> AsyncIterator[Recorded]:
    """Yield the events of a store from a position on, for ever."""
    loop = asyncio.get_running_loop()
    news = asyncio.Event()

    def wake() -> None:
        loop.call_soon_threadsafe(news.set)

    bell.hear(wake)
    try:
        following = max(from_position, 1)
        while True:
            # Cleared before the look: what is written after the look sets it again.
            news.clear()
            for event in store.read_all(following):
                yield event
                following = event.position + 1
            await news.wait()
    finally:
        bell.forget(wake)
