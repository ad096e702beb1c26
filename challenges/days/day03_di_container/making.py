"""What generated plans call, besides flights: scopes, generators, guards."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from threading import get_ident
from typing import TYPE_CHECKING, Any, NoReturn

from .errors import AsyncRequired, FactoryError, MissingDependency, ScopeClosed, ScopeNotOpen
from .explaining import Creation
from .flights import CHAIN, Step, fly, fly_alone, refuse_cycle
from .keys import Key, type_text
from .scopes import Scope
from .turns import settle, wait_turn

if TYPE_CHECKING:
    from .container import Container

__all__ = [
    "async_required",
    "begin",
    "closed",
    "delegate",
    "delegate_async",
    "end",
    "fly",
    "fly_alone",
    "get_ident",
    "made",
    "no_context",
    "owner",
    "settle",
    "start",
    "start_async",
    "too_late",
    "wait_turn",
    "yields_nothing",
]


def given(value: Any) -> Callable[[Container], Any]:
    """Return the plan of a value."""

    def plan(scope: Container) -> Any:
        if scope._closed:
            raise closed(scope)
        return value

    return plan


def given_async(value: Any) -> Callable[[Container], Awaitable[Any]]:
    """Return the coroutine function of a value."""
    get = given(value)

    async def plan(scope: Container) -> Any:
        return get(scope)

    return plan


def delegate(scope: Container, key: Key) -> Any:
    """Return an object that no override touches: it belongs to the scope below."""
    below = scope._below
    return below._level.table[key](below)


async def delegate_async(scope: Container, key: Key) -> Any:
    """Return an object that no override touches, awaiting what makes it."""
    below = scope._below
    return await below._level.async_table[key](below)


def owner(scope: Container, wanted: Scope, key: Key) -> Container:
    """Return the open scope in which an object lives.

    Raises:
        ScopeClosed: The scope that was asked is closed.
        ScopeNotOpen: There is none.
    """
    found: Container | None = None
    if scope._closed:
        raise closed(scope)
    if wanted == scope.scope:
        found = scope
    elif wanted < scope.scope:
        found = scope._app if wanted == Scope.APP else scope._session
    if found is None:
        raise ScopeNotOpen(f"{key} lives in {Scope(wanted)}, and none is open in {scope}")
    return found


def closed(scope: Container) -> ScopeClosed:
    """Return the error of who asks a closed scope."""
    return ScopeClosed(f"{scope} is closed")


def async_required(key: Key, factory: object) -> AsyncRequired:
    """Return the error of who asks without `await` for what a coroutine makes."""
    return AsyncRequired(f"{key} is made by the coroutine of {type_text(factory)}: use aget")


def no_context(scope: Container, key: Key) -> MissingDependency:
    """Return the error of who has entered a scope without what it was said to bring."""
    return MissingDependency(f"{scope} was entered without {key} in its context")


def yields_nothing(factory: object) -> FactoryError:
    """Return the error about a generator without an object."""
    return FactoryError(f"{type_text(factory)} yields nothing")


def begin(scope: Container, index: int, key: Key) -> None:
    """Note that an object is being made.

    Raises:
        CircularDependency: It is already.
    """
    CHAIN.set((*refuse_cycle(scope, index, key), Step(scope, index, key, None)))


def end(scope: Container) -> None:
    """Forget what `begin` has noted."""
    chain = CHAIN.get()
    # `begin` may have refused.
    if chain and chain[-1].scope is scope:
        CHAIN.set(chain[:-1])


def made(scope: Container, index: int, key: Key) -> None:
    """Note for `explain` when and for whom an object was made."""
    path = tuple(str(step.key) for step in CHAIN.get())
    if not path or path[-1] != str(key):
        path = (*path, str(key))
    now, thread = scope._core.clock.now(), threading.current_thread().name
    scope._core.creations[index] = Creation(now, thread, path)


def start(scope: Container, generator: Any) -> Any:
    """Run a generator up to its object, and let the scope own the rest.

    Raises:
        FactoryError: It yields nothing.
    """
    try:
        value = next(generator)
    except StopIteration:
        raise yields_nothing(generator) from None
    scope._owned.append(generator)
    if scope._closed:
        too_late(scope, generator)
    return value


async def start_async(
    scope: Container,
    factory: Callable[..., AsyncGenerator[Any, None]],
    /,
    *args: Any,
    **kwargs: Any,
) -> Any:
    """Run an asynchronous generator up to its object, and let the scope own the rest.

    Raises:
        AsyncRequired: The scope was entered by `with`, which cannot close it.
        FactoryError: It yields nothing.
        ScopeClosed: The scope was closed meanwhile; the object is closed, too.
    """
    if scope._sync:
        name = type_text(factory)
        raise AsyncRequired(f"{scope} is entered by `with`, and cannot close {name}: `async with`")
    generator = factory(*args, **kwargs)
    try:
        value = await anext(generator)
    except StopAsyncIteration:
        raise yields_nothing(factory) from None
    scope._owned.append(generator)
    if scope._closed:
        if _taken_back(scope, generator):
            await generator.aclose()
        raise closed(scope)
    return value


def too_late(scope: Container, generator: Any) -> NoReturn:
    """Close what was made while its scope was closed by somebody else.

    Raises:
        ScopeClosed: Always.
    """
    if _taken_back(scope, generator):
        generator.close()
    raise closed(scope)


def _taken_back(scope: Container, generator: Any) -> bool:
    """Take a generator from a closed scope; return False if its closing has found it already."""
    try:
        scope._owned.remove(generator)
    except ValueError:
        return False
    return True
