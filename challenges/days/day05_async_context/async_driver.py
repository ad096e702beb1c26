"""Resources made of an async generator: `async with` runs it in the task, `with` in a loop."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from contextvars import Token
from types import TracebackType
from typing import Any, TypeVar

from .blocking import BlockingUse
from .driver import is_wrapped
from .errors import DidNotStop, DidNotYield
from .manager import Resource, name_of
from .origins import Origin
from .tasks import mark, take_back
from .tracking import watching

T = TypeVar("T")


class AsyncGeneratorResource(Resource[T]):
    """Drives an async generator. What enters it must leave it, unless it is not task-bound."""

    __slots__ = ("_blocking", "_entered", "_task_bound", "_token")

    _generator: AsyncGenerator[T, Any]
    _token: Token[None]
    _entered: Origin

    def __init__(self, generator: AsyncGenerator[T, Any], call: Any, task_bound: bool) -> None:
        """Take an async generator that does not run yet.

        Args:
            generator: what is run.
            call: factory and arguments, to make another one.
            task_bound: whether it must be left in the task that has entered it.
        """
        self._generator = generator
        self._call = call
        self._task_bound = task_bound

    async def __aenter__(self) -> T:
        """Run up to the `yield`.

        Raises:
            AlreadyEntered: the second time.
            DidNotYield: the generator ends instead.
        """
        try:
            del self._call
        except AttributeError:
            raise self._entered_twice() from None
        if self._task_bound:
            self._token = mark.set(None)
            # What `origin(1, 1)` returns, without the call.
            frame = sys._getframe(1)
            self._entered = [(frame.f_code, frame.f_lasti)]
        try:
            value = await anext(self._generator)
        except StopAsyncIteration:
            raise DidNotYield(f"{self!r}: generator didn't yield", self._generator) from None
        watch = watching.get()
        self._opened = None if watch is None else watch.open(name_of(self._generator), 1)
        return value

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`.

        Args:
            kind: class of the error that ended the block, None if there was none.
            error: that error, which the `yield` raises; None: it is made of `kind`.
            trace: its traceback.

        Returns:
            Whether the generator has swallowed the error.

        Raises:
            WrongTask: another task has entered it; nothing was run, and it can still be left there.
            DidNotStop: the generator yields again; it is closed.
        """
        if self._task_bound:
            try:
                mark.reset(self._token)
            except ValueError:
                take_back(self._token, repr(self), self._entered)
        if self._opened is not None:
            self._opened.closed()
        if kind is None:
            try:
                await anext(self._generator)
            except StopAsyncIteration:
                return False
            return await self._close("generator didn't stop")
        return await self._throw(kind() if error is None else error, trace)

    async def _throw(self, error: BaseException, trace: TracebackType | None) -> bool:
        """Raise an error at the `yield`, and tell whether it is swallowed."""
        try:
            await self._generator.athrow(error)
        except StopAsyncIteration:
            return True
        except BaseException as raised:
            ends = (StopIteration, StopAsyncIteration)
            if raised is not error and not is_wrapped(error, raised, ends):
                raise
            error.__traceback__ = trace
            return False
        return await self._close("generator didn't stop after athrow()")

    async def _close(self, message: str) -> bool:
        try:
            raise DidNotStop(f"{self!r}: {message}", self._generator)
        finally:
            await self._generator.aclose()

    def __enter__(self) -> T:
        """Run up to the `yield` in an event loop of this thread, which stays until the exit.

        Raises:
            BlockingInLoop: a loop runs here; `async with` is what is meant.
        """
        self._blocking = BlockingUse(self)
        return self._blocking.enter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Run what follows the `yield`, in the same loop and the same task."""
        return self._blocking.leave(kind, error, trace)
