"""`with` for what is async: an event loop of the thread, that runs only while it is needed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from contextvars import Context, ContextVar, copy_context
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

from .errors import BlockingInLoop

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_Raised = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class AsyncManager(Protocol[T_co]):
    """What `async with` takes."""

    async def __aenter__(self) -> T_co:
        """Enter."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> bool | None:
        """Leave; True swallows the error."""


class _ThreadLoop:
    """A loop for all blocks of a thread that are nested: what they hold may meet in it."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.runner = asyncio.Runner()
        self.users = 0

    def enter(self) -> None:
        self.users += 1

    def leave(self) -> None:
        self.users -= 1
        if self.users == 0:
            self.runner.close()


_thread_loop: ContextVar[_ThreadLoop | None] = ContextVar("_thread_loop", default=None)


def run_blocking(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in the loop of the innermost `with` on an async resource.

    Args:
        coroutine: what is run, for instance a method of what the `with` has handed out.

    Raises:
        BlockingInLoop: an event loop runs in this thread.
    """
    loop = _loop_here(coroutine)
    loop.enter()
    try:
        return _run(loop, coroutine)
    finally:
        loop.leave()


class BlockingUse(Generic[T]):
    """One `with` on an async manager: a task enters, waits for the block to end, and leaves."""

    def __init__(self, manager: AsyncManager[T]) -> None:
        """Find a loop.

        Raises:
            BlockingInLoop: an event loop runs in this thread.
        """
        self._manager = manager
        self._thread_loop = _loop_here()
        self._outside = _thread_loop.get()

    def enter(self) -> T:
        """Enter, and hold the loop until `leave`."""
        self._thread_loop.enter()
        loop = self._thread_loop.runner.get_loop()
        self._context = copy_context()
        self._entered: asyncio.Future[T] = loop.create_future()
        self._ended: asyncio.Future[_Raised] = loop.create_future()
        self._life = loop.create_task(self._live(), context=self._context)
        try:
            value: T = self._until(self._entered)
        except BaseException:
            self._thread_loop.leave()
            raise
        _thread_loop.set(self._thread_loop)
        return value

    def leave(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Leave; the loop goes with the last one that needs it."""
        # What the block has set is seen by what leaves, as in one piece of code.
        self._context.run(carry, copy_context())
        self._ended.set_result((kind, error, trace))
        try:
            return bool(self._until(self._life))
        finally:
            if _thread_loop.get() is self._thread_loop:
                _thread_loop.set(self._outside)
            self._thread_loop.leave()

    async def _live(self) -> bool:
        self._entered.set_result(await self._manager.__aenter__())
        return bool(await self._manager.__aexit__(*await self._ended))

    def _until(self, future: asyncio.Future[Any]) -> Any:
        try:
            return _run(self._thread_loop, self._wait(future))
        finally:
            carry(self._context)

    async def _wait(self, future: asyncio.Future[Any]) -> Any:
        try:
            await asyncio.wait({future, self._life}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            # Ctrl-C, by asyncio.Runner: what is half entered is left before it goes on.
            self._life.cancel()
            await asyncio.wait({self._life})
            raise
        return future.result() if future.done() else self._life.result()


def _loop_here(coroutine: Coroutine[Any, Any, Any] | None = None) -> _ThreadLoop:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        found = _thread_loop.get()
        if found is None or found.users == 0 or found.thread != threading.get_ident():
            return _ThreadLoop()
        return found
    if coroutine is not None:
        coroutine.close()
    raise BlockingInLoop("an event loop runs in this thread: use `async with` or `await`")


def _run(loop: _ThreadLoop, coroutine: Coroutine[Any, Any, T]) -> T:
    context = copy_context()
    try:
        return loop.runner.run(coroutine, context=context)
    finally:
        carry(context)


def carry(context: Context) -> None:
    """Set here what is set differently in another context."""
    missing = object()
    for variable, value in context.items():
        if variable.get(missing) is not value:
            variable.set(value)
