"""Is it the task that has entered which leaves? Asked at every exit, so it has to cost little.

Each task has a context of its own, and a token of a context variable goes back only into the
context it came from. That is a third of the price of asking for the current task twice.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar, Token
from typing import Any

from .errors import WrongTask
from .origins import WHOLE, Origin, described, origin

Task = asyncio.Task[Any]

mark: ContextVar[None] = ContextVar("mark", default=None)
"""Set where a block begins, reset where it ends."""

_stands_for: ContextVar[tuple[Task, Task] | None] = ContextVar("_stands_for", default=None)


def stand_for(owner: Task) -> None:
    """Let the current task leave what `owner` has entered: it does the clean-up of that task."""
    current = asyncio.current_task()
    assert current is not None
    _stands_for.set((current, owner))


def owner_of(task: Task) -> Task:
    """Return the task for which `task` acts: itself, as a rule."""
    pair = _stands_for.get()
    # Tasks that were started by one that stands for another inherit the variable, not the right.
    return pair[1] if pair is not None and pair[0] is task else task


def take_back(token: Token[None], name: str, entered: Origin, skip: int = 1) -> None:
    """Reset the mark of a block.

    Args:
        token: what setting it has returned.
        name: what is left.
        entered: where it was entered.
        skip: frames between the block and this function.

    Raises:
        WrongTask: the block began in another task, and this one does not act for it.
    """
    try:
        mark.reset(token)
    except ValueError:
        task = asyncio.current_task()
        if task is not None and owner_of(task) is not task:
            return
        raise wrong_task(name, entered, task, skip + 1) from None


def wrong_task(name: str, entered: Origin, task: Task | None, skip: int) -> WrongTask:
    """Return the error that shows where a block began and where it is left."""
    return WrongTask(
        f"{name} is left in {'no task' if task is None else f'task {task.get_name()!r}'}, and was "
        "entered in another one; a block must end in the task where it has begun",
        described(entered),
        described(origin(skip + 1, WHOLE)),
    )
