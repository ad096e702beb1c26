"""`@resource`: a generator function becomes a factory of resources."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec, TypeVar, overload

from .async_driver import AsyncGeneratorResource
from .driver import GeneratorResource
from .manager import Resource

P = ParamSpec("P")
T = TypeVar("T")
_Factory = Callable[..., Resource[Any]]


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
    if function is None:
        return lambda given: _factory(given, task_bound)
    return _factory(function, task_bound)


def _factory(function: Callable[..., Any], task_bound: bool) -> _Factory:
    if inspect.isgeneratorfunction(function):
        return _sync(function)
    if inspect.isasyncgenfunction(function):
        return _async(function, task_bound)
    return _either(function, task_bound)


def _sync(function: Callable[..., Any]) -> _Factory:
    @wraps(function)
    def factory(*args: Any, **kwargs: Any) -> Resource[Any]:
        return GeneratorResource(function(*args, **kwargs), (factory, args, kwargs))

    return factory


def _async(function: Callable[..., Any], task_bound: bool) -> _Factory:
    @wraps(function)
    def factory(*args: Any, **kwargs: Any) -> Resource[Any]:
        generator = function(*args, **kwargs)
        return AsyncGeneratorResource(generator, (factory, args, kwargs), task_bound)

    return factory


def _either(function: Callable[..., Any], task_bound: bool) -> _Factory:
    """A function that returns a generator, a partial for instance, tells only when called."""

    @wraps(function)
    def factory(*args: Any, **kwargs: Any) -> Resource[Any]:
        made = function(*args, **kwargs)
        call = (factory, args, kwargs)
        if hasattr(made, "__anext__"):
            return AsyncGeneratorResource(made, call, task_bound)
        return GeneratorResource(made, call)

    return factory
