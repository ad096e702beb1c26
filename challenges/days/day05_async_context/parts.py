"""One named resource of a lifespan: its task waits for what it needs, holds it, and leaves it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .async_stacks import AsyncResourceStack
from .errors import DeadlineExceeded


@dataclass(frozen=True, slots=True)
class Definition:
    """What was said about a part.

    Attributes:
        name: Its name.
        factory: Makes its manager of the values that it needs.
        needs: Names of the parts that must be ready before.
        start_timeout: Seconds that it may take to be ready, None for any.
        stop_timeout: Seconds that it may take to be left, None for any.
    """

    name: str
    factory: Callable[..., Any]
    needs: tuple[str, ...]
    start_timeout: float | None
    stop_timeout: float | None


class Part:
    """A part that is being started, is ready, or is being stopped.

    One task has it from its entry to its exit, as for everything that is bound to its task.

    Attributes:
        ready: Set when it is entered.
        gone: Set when it is left, or never was entered.
        value: What its manager has handed out.
        state: "waiting", "starting", "ready", "stopping", "stopped" or "failed".
    """

    def __init__(self, definition: Definition) -> None:
        """Prepare; nothing runs."""
        self.definition = definition
        self.ready = asyncio.Event()
        self.gone = asyncio.Event()
        self.value: Any = None
        self.state = "waiting"
        self._stop = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._late: DeadlineExceeded | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self, needs: Mapping[str, Part]) -> None:
        """Wait for what it needs, and enter it.

        Raises:
            DeadlineExceeded: it was not ready in time.
            BaseException: what entering it has raised.
        """
        for name in self.definition.needs:
            await needs[name].ready.wait()
        values = [needs[name].value for name in self.definition.needs]
        self.state = "starting"
        self._task = asyncio.get_running_loop().create_task(
            self._live(values), name=f"part {self.definition.name}"
        )
        self._limit(self.definition.start_timeout, "was not ready")
        ready = asyncio.ensure_future(self.ready.wait())
        try:
            await asyncio.wait({self._task, ready}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            # It ends in its own task; whoever stops the lifespan waits for that.
            if not self.ready.is_set():
                self._task.cancel()
            raise
        finally:
            ready.cancel()
            if self.ready.is_set():
                self._unlimit()
        if not self.ready.is_set():
            await self._result()

    async def stop(self, dependants: Iterable[Part]) -> None:
        """Wait until nothing needs it any more, and leave it.

        Raises:
            DeadlineExceeded: it took too long.
            BaseException: what leaving it has raised.
        """
        for part in dependants:
            await part.gone.wait()
        if self._task is None or not self.ready.is_set():
            if self._task is not None:
                await asyncio.wait({self._task})
            self._end("stopped")
            return
        self.state = "stopping"
        self._limit(self.definition.stop_timeout, "was not left")
        self._stop.set()
        await asyncio.wait({self._task})
        await self._result()

    def kill(self) -> None:
        """Cancel what it is doing, whatever that is."""
        if self._task is not None:
            self._task.cancel()

    async def _live(self, values: list[Any]) -> None:
        try:
            async with AsyncResourceStack() as stack:
                self.value = await stack.enter(self.definition.factory(*values))
                self.state = "ready"
                self.ready.set()
                await self._stop.wait()
        except BaseException:
            self._end("failed")
            raise
        self._end("stopped")

    def _end(self, state: str) -> None:
        self._unlimit()
        if self.state not in ("stopped", "failed"):
            self.state = state
        self.gone.set()

    async def _result(self) -> None:
        assert self._task is not None
        if self._late is not None:
            cause = None if self._task.cancelled() else self._task.exception()
            raise self._late from cause
        if self._task.cancelled():
            raise asyncio.CancelledError
        if (error := self._task.exception()) is not None:
            raise error

    def _limit(self, seconds: float | None, what: str) -> None:
        if seconds is not None:
            loop = asyncio.get_running_loop()
            error = DeadlineExceeded(f"{self.definition.name} {what} within {seconds:g} s")
            self._timer = loop.call_later(seconds, self._expire, error, seconds)

    def _unlimit(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _expire(self, error: DeadlineExceeded, seconds: float) -> None:
        assert self._task is not None
        self._late = error
        self._task.cancel()
        # What will not be cancelled is cancelled again and again, so that it cannot wait for ever.
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(seconds, self._expire, error, seconds)
