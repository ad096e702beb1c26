"""Any number of resources that one block holds, closed in the reverse order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from types import MethodType, TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from .manager import name_of
from .unwinding import Errors, checked, unwinding

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M")

Exit = Callable[[type[BaseException] | None, BaseException | None, TracebackType | None], object]


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
        self._errors = checked(errors)
        self._exits: list[tuple[Exit | None, Any]] = []

    def enter(self, manager: AbstractContextManager[T]) -> T:
        """Enter a resource, and leave it when the stack is closed.

        Raises:
            TypeError: it is none that `with` takes.
        """
        kind = type(manager)
        try:
            begin, end = kind.__enter__, kind.__exit__
        except AttributeError:
            raise TypeError(
                f"{kind.__module__}.{kind.__qualname__!r} object does not support the context "
                "manager protocol"
            ) from None
        value = begin(manager)
        self._exits.append((MethodType(end, manager), manager))
        return value

    def push(self, leave: M) -> M:
        """Have something left that is entered already.

        Args:
            leave: a manager, or a function of an exit's three arguments that swallows the error by
                returning something true.

        Returns:
            `leave`, so this is a decorator as well.
        """
        end = getattr(type(leave), "__exit__", None)
        self._exits.append((leave if end is None else MethodType(end, leave), leave))  # type: ignore[arg-type]
        return leave

    def callback(
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Callable[P, T]:
        """Have a function called when the stack is closed; it cannot swallow an error.

        Returns:
            `function`, so this is a decorator as well.
        """
        self._exits.append((None, partial(function, *args, **kwargs)))
        return function

    def pop_all(self) -> Self:
        """Move everything to a new stack, and return that one: this one closes nothing any more."""
        other = type(self)(errors=self._errors)
        other._exits, self._exits = self._exits, []
        return other

    def closing_order(self) -> list[str]:
        """Return the names of what will be closed, the first one first."""
        return closing_order(self._exits)

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
        state = unwinding(self._errors, exc)
        while self._exits:
            try:
                # To pop is one step for all threads.
                leave, target = self._exits.pop()
            except IndexError:
                break
            try:
                if leave is None:
                    target()
                elif leave(*state.shown()):
                    state.swallowed()
            except BaseException as error:
                state.failed(error)
        return state.end()

    def __enter__(self) -> Self:
        """Return the stack."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Leave everything, as `close` does."""
        return self.close(error)


def closing_order(exits: list[tuple[Any, Any]]) -> list[str]:
    """Return the names of the targets of exits, the last one first."""
    names = []
    for _, target in reversed(exits):
        made = target.func if isinstance(target, partial) else target
        names.append(name_of(getattr(made, "_generator", made)))
    return names
