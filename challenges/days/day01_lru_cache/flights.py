"""One computation for all who want its result at the same time.

A flight is a computation under way. Who comes later waits for it instead of computing the same. It
knows which flights it waits for itself: when the circle would close, waiting would never end, so
the last one gets an error instead. Threads and tasks wait in the same way.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import Any

from .errors import ReentrantCall

FAILED: Any = object()
"""What those who wait get when a computation gave no result: one of them computes again."""

# A task inherits it from the one that started it, so a task that waits for its own parent's
# flight is found as well.
_inside: ContextVar[tuple[Flight, ...]] = ContextVar("inside", default=())
_waiting = threading.Lock()  # guards `waits_for` of all flights


class Flight:
    """A computation under way; as a context manager, the time it takes.

    Attributes:
        key: Of what is computed.
        waits_for: The flights that its own computation waits for.
    """

    __slots__ = ("_inside_before", "_result", "key", "waits_for")

    def __init__(self, key: Hashable) -> None:
        """Begin without anybody who waits."""
        self.key = key
        self.waits_for: set[Flight] = set()
        self._result: Future[Any] | None = None
        self._inside_before: Token[tuple[Flight, ...]]

    def __enter__(self) -> Flight:
        self._inside_before = _inside.set((*_inside.get(), self))
        return self

    def __exit__(self, *error: object) -> None:
        _inside.reset(self._inside_before)

    def expect(self) -> None:
        """Say that somebody will wait. Must not run together with `land`."""
        if self._result is None:
            self._result = Future()

    def land(self, value: Any) -> None:
        """Give the result, or FAILED, to those who wait; nobody may expect it any more."""
        if self._result is not None:
            self._result.set_result(value)

    def wait(self) -> Any:
        """Return the result, or FAILED; blocks the thread. `expect` was called before.

        Raises:
            ReentrantCall: It waits for the caller.
        """
        assert self._result is not None
        with self._waited_for():
            return self._result.result()

    async def wait_async(self) -> Any:
        """Return the result, or FAILED; the task waits. `expect` was called before.

        Raises:
            ReentrantCall: It waits for the caller.
        """
        assert self._result is not None
        with self._waited_for():
            # Who is cancelled while waiting does not cancel the flight.
            return await asyncio.shield(asyncio.wrap_future(self._result))

    @contextmanager
    def _waited_for(self) -> Iterator[None]:
        mine = _inside.get()
        with _waiting:
            assert self._result is not None
            if not self._result.done() and self._comes_back_to(mine):
                raise ReentrantCall(f"the result of {self.key!r} is needed to compute itself")
            for flight in mine:
                flight.waits_for.add(self)
        try:
            yield
        finally:
            with _waiting:
                for flight in mine:
                    flight.waits_for.discard(self)

    def _comes_back_to(self, mine: tuple[Flight, ...]) -> bool:
        seen: set[Flight] = set()
        left = [self]
        while left:
            flight = left.pop()
            if flight in mine:
                return True
            if flight not in seen:
                seen.add(flight)
                left.extend(flight.waits_for)
        return False
