"""Resources around functions: the whole run is inside, also where the call only starts it."""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator, Callable, Generator
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .manager import Resource

_Function = Callable[..., Any]
_Fresh = Callable[[], "Resource[Any]"]


def decorated(function: _Function, fresh: _Fresh) -> _Function:
    """Return a function of the same kind whose every run is inside a resource of its own.

    Args:
        function: a function, coroutine function, generator function or async generator function.
        fresh: makes the resource of one run.
    """
    if inspect.iscoroutinefunction(function):
        return _coroutine(function, fresh)
    if inspect.isasyncgenfunction(function):
        return _async_generator(function, fresh)
    if inspect.isgeneratorfunction(function):
        return _generator(function, fresh)
    return _plain(function, fresh)


def _plain(function: _Function, fresh: _Fresh) -> _Function:
    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with fresh():
            return function(*args, **kwargs)

    return run


def _coroutine(function: _Function, fresh: _Fresh) -> _Function:
    @wraps(function)
    async def run(*args: Any, **kwargs: Any) -> Any:
        async with fresh():
            return await function(*args, **kwargs)

    return run


def _generator(function: _Function, fresh: _Fresh) -> _Function:
    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        with fresh():
            return (yield from function(*args, **kwargs))

    return run


def _async_generator(function: _Function, fresh: _Fresh) -> _Function:
    @wraps(function)
    async def run(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        # There is no `yield from` here: what is sent and thrown in is handed on by hand.
        async with fresh():
            inner = function(*args, **kwargs)
            try:
                value = await anext(inner)
                while True:
                    try:
                        sent = yield value
                    except GeneratorExit:
                        raise
                    except BaseException as error:
                        value = await inner.athrow(error)
                    else:
                        value = await inner.asend(sent)
            except StopAsyncIteration:
                return
            finally:
                await inner.aclose()

    return run
