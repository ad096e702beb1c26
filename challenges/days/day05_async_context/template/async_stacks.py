"""The stack for `async with`: it holds what is async and what is not, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from .unwinding import Errors

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M")


class AsyncResourceStack:
    """Resources that are closed in the reverse order of entry, each of them, whatever happens.

    A cancellation that arrives while an exit waits ends that exit, and the others still run; it is
    one of the errors of the group. With `shield` it arrives only after all exits have run.
    """

    def __init__(
        self, *, errors: Errors = "group", shield: float | None = None, task_bound: bool = True
    ) -> None:
        """Start empty.

        Args:
            errors: "group" raises every error in one group, that of the block first; "chain" is
                what nested `with` statements and contextlib do: only the newest is raised.
            shield: seconds that each exit may take however often the task is cancelled, after
                which it is cancelled; None: cancelling the task cancels the exit.
            task_bound: whether the block must end in the task where it has begun.

        Raises:
            ValueError: `errors` is neither, or `shield` is negative.
        """
        raise NotImplementedError("AsyncResourceStack.__init__")

    async def enter(self, manager: AbstractAsyncContextManager[T] | AbstractContextManager[T]) -> T:
        """Enter a resource, and leave it when the stack is closed.

        What both kinds of `with` take is entered as async.

        Raises:
            TypeError: it is none that `async with` or `with` takes.
        """
        raise NotImplementedError("AsyncResourceStack.enter")

    def push(self, leave: M) -> M:
        """Have something left that is entered already.

        Args:
            leave: a manager of either kind, or a function or coroutine function of an exit's three
                arguments that swallows the error by returning something true.

        Returns:
            `leave`, so this is a decorator as well.
        """
        raise NotImplementedError("AsyncResourceStack.push")

    def callback(
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Callable[P, T]:
        """Have a function or coroutine function called when the stack is closed.

        Returns:
            `function`, so this is a decorator as well.
        """
        raise NotImplementedError("AsyncResourceStack.callback")

    def pop_all(self) -> Self:
        """Move everything to a new stack, and return that one: this one closes nothing any more."""
        raise NotImplementedError("AsyncResourceStack.pop_all")

    def closing_order(self) -> list[str]:
        """Return the names of what will be closed, the first one first."""
        raise NotImplementedError("AsyncResourceStack.closing_order")

    async def close(self, exc: BaseException | None = None) -> bool:
        """Leave everything now.

        Args:
            exc: an error that the exits are shown as if it had ended the block.

        Returns:
            Whether `exc` was swallowed.

        Raises:
            BaseException: an error of the only exit that failed, if `exc` is None or swallowed.
            BaseExceptionGroup: `exc`, if not swallowed, and all errors of exits, in this order. A
                cancellation of the task is an error as well.
        """
        raise NotImplementedError("AsyncResourceStack.close")

    async def __aenter__(self) -> Self:
        """Return the stack."""
        raise NotImplementedError("AsyncResourceStack.__aenter__")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Leave everything, as `close` does.

        Raises:
            WrongTask: another task has entered it; nothing was left.
        """
        raise NotImplementedError("AsyncResourceStack.__aexit__")
