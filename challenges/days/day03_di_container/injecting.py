"""`inject`: functions whose marked parameters are filled when they are called."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import AsyncIterator, Callable, Generator
from typing import Any, TypeVar, overload

from .calling import fetch, fetch_async, wanted
from .container import Container, active
from .errors import RegistrationError, ScopeNotOpen
from .keys import type_text
from .parameters import awaits, read_dependencies, yields, yields_async

Function = TypeVar("Function", bound=Callable[..., Any])
Source = Container | Callable[[], Container]


@overload
def inject(function: Function) -> Function: ...


@overload
def inject(*, source: Source) -> Callable[[Function], Function]: ...


def inject(function: Any = None, *, source: Source | None = None) -> Any:
    """Fill the parameters marked by `Inject` or `Named` when a function is called.

    They are not in its signature any more. Whoever gives one by name has precedence.

    Args:
        function: A function, coroutine function, generator or asynchronous generator; also a
            method.
        source: The scope to ask, or a function that returns it. Left out, it is the innermost
            one that the running task has entered by `with` or `async with`.

    Returns:
        A function of the same kind, or a decorator where only `source` is given.

    Raises:
        RegistrationError: Nothing is marked, or a parameter that can only be given by position.
    """
    if function is None:
        return functools.partial(inject, source=source)
    filling = _Filling(function, source)
    wrapper = _wrapper(function, filling)
    wrapper.__signature__ = filling.signature
    return wrapper


class _Filling:
    """Knows which parameters of a function are filled, and by what."""

    def __init__(self, function: Callable[..., Any], source: Source | None) -> None:
        self._function = function
        self._source = source
        self._marked = tuple(
            dependency
            for dependency in read_dependencies(function, only_annotated=True)
            if dependency.need is not None and dependency.need.marked
        )
        name = type_text(function)
        if not self._marked:
            raise RegistrationError(f"{name} has no parameter marked by Inject or Named")
        if any(dependency.positional for dependency in self._marked):
            raise RegistrationError(f"{name}: what is filled cannot be for positions only")
        hidden = {dependency.parameter for dependency in self._marked}
        whole = inspect.signature(function)
        visible = [p for p in whole.parameters.values() if p.name not in hidden]
        self.signature = whole.replace(parameters=visible)
        # Arguments by position are for what is visible, though what is filled may stand before it.
        taken = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        names = [p.name for p in whole.parameters.values() if p.kind in taken]
        shown = [p.name for p in visible if p.kind in taken]
        self._shown = shown if names[: len(shown)] != shown else None

    def scope(self) -> Container:
        """Return the scope to ask.

        Raises:
            ScopeNotOpen: None was given, and none is entered.
        """
        if isinstance(self._source, Container):
            return self._source
        scope = active() if self._source is None else self._source()
        if scope is None:
            name = type_text(self._function)
            raise ScopeNotOpen(f"{name} is filled from the scope that is entered, and none is")
        return scope

    def fill(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        """Add to the keyword arguments what is marked; return the arguments by position."""
        args = self._placed(args, kwargs)
        scope = self.scope()
        for dependency in wanted(scope, self._marked, kwargs):
            kwargs[dependency.parameter] = fetch(scope, self._function, dependency)
        return args

    async def fill_async(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        """Do what `fill` does, awaiting what makes it."""
        args = self._placed(args, kwargs)
        scope = self.scope()
        for dependency in wanted(scope, self._marked, kwargs):
            kwargs[dependency.parameter] = await fetch_async(scope, self._function, dependency)
        return args

    def _placed(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        if self._shown is None or not args:
            return args
        self.signature.bind_partial(*args, **{k: v for k, v in kwargs.items() if k in self._shown})
        kwargs.update(zip(self._shown, args, strict=False))
        return args[len(self._shown) :]


def _wrapper(function: Callable[..., Any], filling: _Filling) -> Any:
    if awaits(function):

        @functools.wraps(function)
        async def coroutine(*args: Any, **kwargs: Any) -> Any:
            return await function(*await filling.fill_async(args, kwargs), **kwargs)

        return coroutine
    if yields_async(function):
        return functools.wraps(function)(_delegating(function, filling))
    if yields(function):

        @functools.wraps(function)
        def generator(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
            return (yield from function(*filling.fill(args, kwargs), **kwargs))

        return generator

    @functools.wraps(function)
    def plain(*args: Any, **kwargs: Any) -> Any:
        return function(*filling.fill(args, kwargs), **kwargs)

    return plain


def _delegating(function: Callable[..., Any], filling: _Filling) -> Any:
    """Return an asynchronous generator that does what `yield from` does for a synchronous one."""

    async def generator(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        inner = function(*await filling.fill_async(args, kwargs), **kwargs)
        with contextlib.suppress(StopAsyncIteration):
            item = await anext(inner)
            while True:
                try:
                    sent = yield item
                except GeneratorExit:
                    await inner.aclose()
                    raise
                except BaseException as error:
                    item = await inner.athrow(error)
                else:
                    item = await inner.asend(sent)

    return generator
