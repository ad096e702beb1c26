"""The stack for `async with`: it holds what is async and what is not, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from contextvars import Token
from functools import partial
from inspect import isawaitable
from types import CoroutineType, MethodType, TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from .origins import Origin, origin
from .shielding import shield
from .stacks import closing_order
from .tasks import mark, take_back
from .unwinding import Errors, Unwinding, checked, unwinding

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M")


class AsyncResourceStack:
    """Resources that are closed in the reverse order of entry, each of them, whatever happens.

    A cancellation that arrives while an exit waits ends that exit, and the others still run; it is
    one of the errors of the group. With `shield` it arrives only after all exits have run.
    """

    def __init__(
        self,
        *,
        errors: Errors = "group",
        shield: float | None = None,
        task_bound: bool = True,
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
        if shield is not None and shield < 0:
            raise ValueError(f"shield is {shield}, must be at least 0 seconds")
        self._errors = checked(errors)
        self._shield = shield
        self._task_bound = task_bound
        self._exits: list[tuple[Any, Any]] = []
        self._token: Token[None] | None = None
        self._entered: Origin = []

    async def enter(self, manager: AbstractAsyncContextManager[T] | AbstractContextManager[T]) -> T:
        """Enter a resource, and leave it when the stack is closed.

        What both kinds of `with` take is entered as async.

        Raises:
            TypeError: it is none that `async with` or `with` takes.
        """
        kind: Any = type(manager)
        value: T
        try:
            begin, end = kind.__aenter__, kind.__aexit__
        except AttributeError:
            begin = None
        if begin is None:
            # Not in the handler above: its error would stand behind those of the entry.
            begin, end = _plain(kind)
            value = begin(manager)
        else:
            value = await begin(manager)
        self._exits.append((MethodType(end, manager), manager))
        return value

    def push(self, leave: M) -> M:
        """Have something left that is entered already.

        Args:
            leave: a manager of either kind, or a function or coroutine function of an exit's three
                arguments that swallows the error by returning something true.

        Returns:
            `leave`, so this is a decorator as well.
        """
        kind = type(leave)
        end = getattr(kind, "__aexit__", None) or getattr(kind, "__exit__", None)
        self._exits.append((leave if end is None else MethodType(end, leave), leave))
        return leave

    def callback(
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Callable[P, T]:
        """Have a function or coroutine function called when the stack is closed.

        Returns:
            `function`, so this is a decorator as well.
        """
        self._exits.append((None, partial(function, *args, **kwargs)))
        return function

    def pop_all(self) -> Self:
        """Move everything to a new stack, and return that one: this one closes nothing any more."""
        other = type(self)(errors=self._errors, shield=self._shield, task_bound=self._task_bound)
        other._exits, self._exits = self._exits, []
        return other

    def closing_order(self) -> list[str]:
        """Return the names of what will be closed, the first one first."""
        return closing_order(self._exits)

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
        return await self._unwind(exc)

    async def _unwind(self, exc: BaseException | None) -> bool:
        state = unwinding(self._errors, exc)
        told = state.shown()
        while self._exits:
            leave, target = self._exits.pop()
            try:
                if self._shield is not None:
                    await shield(self._leave(leave, target, state), self._shield)
                    told = state.shown()
                    continue
                # What `_leave` does, without a coroutine of its own.
                answer = target() if leave is None else leave(*told)
                if type(answer) is CoroutineType or isawaitable(answer):
                    answer = await answer
                if answer and leave is not None:
                    state.swallowed()
                    told = state.shown()
            except BaseException as error:
                state.failed(error)
                told = state.shown()
        return state.end()

    @staticmethod
    async def _leave(leave: Any, target: Any, state: Unwinding) -> None:
        answer = target() if leave is None else leave(*state.shown())
        if type(answer) is CoroutineType or isawaitable(answer):
            answer = await answer
        if answer and leave is not None:
            state.swallowed()

    async def __aenter__(self) -> Self:
        """Return the stack."""
        if self._task_bound:
            self._token = mark.set(None)
            self._entered = origin(1, 2)
        return self

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
        if self._token is not None:
            take_back(self._token, "a stack", self._entered)
            self._token = None
        return await self._unwind(error)


def _plain(kind: Any) -> tuple[Callable[[Any], Any], Callable[..., Any]]:
    """Return the methods by which `with` enters and leaves."""
    try:
        return kind.__enter__, kind.__exit__
    except AttributeError:
        raise TypeError(
            f"{kind.__module__}.{kind.__qualname__!r} object does not support the asynchronous "
            "context manager protocol, nor the context manager protocol"
        ) from None
