"""A clock that a test moves."""

from __future__ import annotations

import asyncio
import heapq
import threading
from collections.abc import Callable
from itertools import count

_Sleeper = tuple[float, int, Callable[[], object]]  # moment, order of arrival, how to wake


class FakeClock:
    """Stands still until `advance`; who sleeps is woken in the order of the moments waited for.

    Safe to use from several threads and event loops.
    """

    def __init__(self, now: float = 1_700_000_000.0, monotonic: float = 0.0) -> None:
        """Start at a moment.

        Args:
            now: wall time in seconds since 1970, UTC.
            monotonic: what `monotonic` returns.
        """
        self._changed = threading.Condition()
        self._wall_offset = now - monotonic
        self._monotonic = monotonic
        self._sleepers: list[_Sleeper] = []
        self._order = count()

    def now(self) -> float:
        """Return the wall time in seconds since 1970, UTC."""
        with self._changed:
            return self._wall_offset + self._monotonic

    def monotonic(self) -> float:
        """Return the seconds that the clock was advanced."""
        with self._changed:
            return self._monotonic

    def sleep(self, seconds: float) -> None:
        """Let the calling thread wait until the clock was advanced so far."""
        if seconds > 0:
            woken = threading.Event()
            self._enter(seconds, woken.set)
            woken.wait()

    async def sleep_async(self, seconds: float) -> None:
        """Let the calling task wait until the clock was advanced so far."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        loop = asyncio.get_running_loop()
        woken = asyncio.Event()
        sleeper = self._enter(seconds, lambda: loop.call_soon_threadsafe(woken.set))
        try:
            await woken.wait()
        finally:
            self._leave(sleeper)  # who was cancelled is not woken

    def advance(self, seconds: float) -> None:
        """Move both times forwards, and wake whose moment has come, each at its moment.

        Raises:
            ValueError: if `seconds` is negative; `set_wall` turns the wall clock back.
        """
        if seconds < 0:
            raise ValueError(f"seconds is {seconds}, must be at least 0")
        with self._changed:
            target = self._monotonic + seconds
            while self._sleepers and self._sleepers[0][0] <= target:
                moment, _, wake = heapq.heappop(self._sleepers)
                self._monotonic = max(self._monotonic, moment)
                wake()
            self._monotonic = target
            self._changed.notify_all()

    def set_wall(self, now: float) -> None:
        """Set the wall time, as an administrator or NTP does; monotonic time does not notice."""
        with self._changed:
            self._wall_offset = now - self._monotonic

    def wait_for_sleepers(self, number: int, timeout: float = 10.0) -> None:
        """Block until that many threads and tasks sleep, so that `advance` finds them.

        Args:
            number: of sleepers.
            timeout: real seconds.

        Raises:
            TimeoutError: if they do not come.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._sleepers) >= number, timeout):
                raise TimeoutError(f"{len(self._sleepers)} of {number} sleepers came")

    def _enter(self, seconds: float, wake: Callable[[], object]) -> _Sleeper:
        with self._changed:
            sleeper = (self._monotonic + seconds, next(self._order), wake)
            heapq.heappush(self._sleepers, sleeper)
            self._changed.notify_all()
        return sleeper

    def _leave(self, sleeper: _Sleeper) -> None:
        with self._changed:
            if sleeper in self._sleepers:
                self._sleepers.remove(sleeper)
                heapq.heapify(self._sleepers)
