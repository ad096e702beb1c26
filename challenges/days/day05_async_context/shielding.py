"""Clean-up that a cancellation cannot interrupt, and that has a limit of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from contextvars import copy_context
from typing import Any, TypeVar

from .blocking import carry
from .errors import DeadlineExceeded
from .tasks import stand_for

T = TypeVar("T")
_log = logging.getLogger(__package__)


async def shield(awaitable: Awaitable[T], timeout: float) -> T:
    """Wait for clean-up to end, however often the waiting task is cancelled meanwhile.

    It runs in a task of its own, so that time limits inside it work, and may leave what the
    waiting task has entered. What it sets in context variables is seen afterwards.

    Args:
        awaitable: the clean-up, for instance `connection.close()`.
        timeout: seconds until it is cancelled. It has as many again to end, and then goes on alone.

    Returns:
        Its result, if the task was not cancelled.

    Raises:
        asyncio.CancelledError: the task was cancelled meanwhile; raised when the clean-up is over.
        DeadlineExceeded: it took longer.
        BaseExceptionGroup: both, or the cancellation and the error of the clean-up.
    """
    owner = asyncio.current_task()
    assert owner is not None, "shield() belongs into a task"
    context = copy_context()
    task = asyncio.get_running_loop().create_task(_run(awaitable, owner), context=context)
    cancelled = await _until_done(task, timeout)
    late = not task.done()
    if late:
        task.cancel()
        cancelled = await _until_done(task, timeout) or cancelled
    carry(context)
    if late:
        error: BaseException | None = DeadlineExceeded(f"clean-up took longer than {timeout:g} s")
        task.add_done_callback(_tell)
    else:
        error = task.exception() if not task.cancelled() else asyncio.CancelledError()
    if cancelled is not None and error is not None:
        raise BaseExceptionGroup("cancelled during clean-up, which failed", [cancelled, error])
    if cancelled is not None or error is not None:
        raise cancelled or error  # type: ignore[misc]
    return task.result()


async def _run(awaitable: Awaitable[T], owner: asyncio.Task[Any]) -> T:
    stand_for(owner)
    return await awaitable


async def _until_done(task: asyncio.Task[Any], timeout: float) -> asyncio.CancelledError | None:
    """Wait for a task, and return the cancellation that has come meanwhile."""
    loop = asyncio.get_running_loop()
    end = loop.time() + timeout
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait({task}, timeout=max(0.0, end - loop.time()))
        except asyncio.CancelledError as error:
            cancelled = error
            continue
        if loop.time() >= end:
            break
    return cancelled


def _tell(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.warning("clean-up that was late has failed", exc_info=error)
