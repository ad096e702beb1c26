"""What a clock is, and the real one."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> float:
        """Return the wall time in seconds since 1970, UTC; it may be set, also backwards."""

    def monotonic(self) -> float:
        """Return seconds since an unknown moment, which only grow: for durations."""

    def sleep(self, seconds: float) -> None:
        """Let the calling thread wait."""

    async def sleep_async(self, seconds: float) -> None:
        """Let the calling task wait."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Return the wall time in seconds since 1970, UTC."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds since an unknown moment, which only grow."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Let the calling thread wait."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Let the calling task wait."""
        await asyncio.sleep(seconds)


SYSTEM = SystemClock()
