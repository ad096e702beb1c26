"""An asyncio event loop whose clock jumps: nobody waits, and who would wait for ever is found.

`run_virtual(main())` takes the place of `asyncio.run`. When no callback is ready, the loop's clock
moves to the next timer at once; when there is no timer either, every task waits for another, and
that is a deadlock. Sockets and subprocesses have no place in such a loop: real time would pass.
"""

from __future__ import annotations

import asyncio
import contextlib
import selectors
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from challenges.shared.testing.verdicts import WrongAnswer

Result = TypeVar("Result")

MOST_STEPS = 1_000_000
"""Turns of a loop, after which it is taken for endless."""


class _Jump(selectors.DefaultSelector):
    """Waits for nothing: it moves the loop's clock by what the loop wants to wait."""

    loop: VirtualTimeLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events = super().select(0)
        if events:
            return events
        if timeout is None:
            raise self.loop.refusal("a program that goes on", "waits for ever")
        self.loop.advance(max(timeout, 0.0))
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """An event loop with a clock of its own, which starts at 0."""

    def __init__(self, most_steps: int = MOST_STEPS) -> None:
        """Start the clock at 0.

        Args:
            most_steps: turns of the loop, after which it is taken for endless.
        """
        self._now = 0.0
        self._steps = 0
        self._most_steps = most_steps
        jump = _Jump()
        jump.loop = self
        super().__init__(jump)

    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Move the clock, as a turn of the loop does.

        Raises:
            WrongAnswer: after too many turns.
        """
        self._steps += 1
        if self._steps > self._most_steps:
            raise self.refusal("a program that ends", f"still runs after {self._steps:,} turns")
        self._now += seconds

    def refusal(self, expected: str, got: str) -> WrongAnswer:
        """Return the error that names what waits, and when."""
        waiting = sorted(_told(task) for task in asyncio.all_tasks(self) if not task.done())
        return WrongAnswer(
            call="", expected=expected, got=f"at {self._now:g} s: {', '.join(waiting)} {got}"
        )


def run_virtual(main: Coroutine[Any, Any, Result], *, most_steps: int = MOST_STEPS) -> Result:
    """Run a coroutine to its end in virtual time.

    Args:
        main: what to run.
        most_steps: turns of the loop, after which it is taken for endless.

    Returns:
        What the coroutine returned.

    Raises:
        WrongAnswer: if it would wait for ever, or turns without an end; if a task is left behind
            when it has ended, or an exception was raised that nobody has asked for.
        Exception: what the coroutine raised.
    """
    loop = VirtualTimeLoop(most_steps)
    lost: list[str] = []
    loop.set_exception_handler(lambda _loop, context: lost.append(_lost(context)))
    try:
        asyncio.set_event_loop(loop)
        result = loop.run_until_complete(main)
        loop.run_until_complete(loop.shutdown_asyncgens())
        if left := [task for task in asyncio.all_tasks(loop) if not task.done()]:
            names = ", ".join(sorted(map(_told, left)))
            raise WrongAnswer(call="", expected="no task left behind", got=f"{names} still runs")
    finally:
        _end(loop)
    if lost:
        raise WrongAnswer(call="", expected="no exception that nobody sees", got=lost[0])
    return result


def _end(loop: VirtualTimeLoop) -> None:
    """Cancel what is left, so that no later test hears of it, and close the loop."""
    for task in asyncio.all_tasks(loop):
        task.cancel()
        with contextlib.suppress(BaseException):
            loop.run_until_complete(task)
    asyncio.set_event_loop(None)
    loop.close()


def _told(task: asyncio.Task[Any]) -> str:
    coroutine = task.get_coro()
    return getattr(coroutine, "__qualname__", None) or task.get_name()


def _lost(context: Mapping[str, Any]) -> str:
    error = context.get("exception")
    text = str(context["message"])
    return f"{text}: {type(error).__name__}: {error}" if error is not None else text
