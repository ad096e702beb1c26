"""Any number of resources that one block holds, closed in the reverse order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from .unwinding import Errors

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M")


class ResourceStack:
    """Resources that are closed in the reverse order of entry, each of them, whatever happens.

    Safe to be closed by several threads at once: each exit runs once.
    """

    def __init__(self, *, errors: Errors = "group") -> None:
        """Start empty.

        Args:
            errors: "group" raises every error in one group, that of the block first; "chain" is
                what nested `with` statements and contextlib do: only the newest is raised.

        Raises:
            ValueError: `errors` is neither.
        """
        raise NotImplementedError("ResourceStack.__init__")

    def enter(self, manager: AbstractContextManager[T]) -> T:
        """Enter a resource, and leave it when the stack is closed.

        Raises:
            TypeError: it is none that `with` takes.
        """
        raise NotImplementedError("ResourceStack.enter")

    def push(self, leave: M) -> M:
        """Have something left that is entered already.

        Args:
            leave: a manager, or a function of an exit's three arguments that swallows the error by
                returning something true.

        Returns:
            `leave`, so this is a decorator as well.
        """
        raise NotImplementedError("ResourceStack.push")

    def callback(
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Callable[P, T]:
        """Have a function called when the stack is closed; it cannot swallow an error.

        Returns:
            `function`, so this is a decorator as well.
        """
        raise NotImplementedError("ResourceStack.callback")

    def pop_all(self) -> Self:
        """Move everything to a new stack, and return that one: this one closes nothing any more."""
        raise NotImplementedError("ResourceStack.pop_all")

    def closing_order(self) -> list[str]:
        """Return the names of what will be closed, the first one first."""
        raise NotImplementedError("ResourceStack.closing_order")

    def close(self, exc: BaseException | None = None) -> bool:
        """Leave everything now.

        Args:
            exc: an error that the exits are shown as if it had ended the block.

        Returns:
            Whether `exc` was swallowed.

        Raises:
            BaseException: an error of the only exit that failed, if `exc` is None or swallowed.
            BaseExceptionGroup: `exc`, if not swallowed, and all errors of exits, in this order.
        """
        raise NotImplementedError("ResourceStack.close")

    def __enter__(self) -> Self:
        """Return the stack."""
        raise NotImplementedError("ResourceStack.__enter__")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Leave everything, as `close` does."""
        raise NotImplementedError("ResourceStack.__exit__")
