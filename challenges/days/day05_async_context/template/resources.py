"""`@resource`: a generator function becomes a factory of resources."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, ParamSpec, TypeVar, overload

from .manager import Resource

P = ParamSpec("P")
T = TypeVar("T")


@overload
def resource(function: Callable[P, AsyncIterator[T]], /) -> Callable[P, Resource[T]]: ...


@overload
def resource(function: Callable[P, Iterator[T]], /) -> Callable[P, Resource[T]]: ...


@overload
def resource(
    *, task_bound: bool = True
) -> Callable[[Callable[P, AsyncIterator[T] | Iterator[T]]], Callable[P, Resource[T]]]: ...


def resource(function: Any = None, /, *, task_bound: bool = True) -> Any:
    """Make a factory of resources of a generator function or an async generator function.

    Each call of the factory makes a resource for one block: `with` or `async with`, whichever the
    generator is. Put above a function, it is entered anew for each of its runs.

    Args:
        function: what is before its `yield` enters, what follows leaves; it yields once. An error
            of the block is raised there, and is swallowed if it does not come out again.
        task_bound: whether an async one must be left in the task that has entered it. Turn it off
            for what holds no task, such as a fixture of a test framework.
    """
    raise NotImplementedError("resource")
