"""The container: an open scope, from which objects are asked and further scopes are entered."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from types import CodeType, FrameType, TracebackType
from typing import Any, NoReturn, TypeVar, overload

from .calling import call
from .closing import Owned, finish, finish_async, owns_async, raise_all
from .core import Core, Level
from .errors import AsyncRequired, ContainerError, MissingDependency, ScopeClosed, ScopeNotOpen
from .graph import Graph
from .keys import ABSENT, Key
from .overriding import Override, current_override
from .parameters import read_key
from .scopes import Scope

T = TypeVar("T")

_ACTIVE: ContextVar[Any] = ContextVar("_ACTIVE", default=None)
"""The scope that the running task or thread has entered last; it may be closed since."""


def active() -> Container | None:
    """Return the innermost open scope that the running task or thread has entered."""
    # Leaving a scope changes no variable: it may happen in another context than entering.
    scope: Container | None = _ACTIVE.get()
    while scope is not None and scope._closed:
        scope = scope._previous
    return scope


class Container:
    """An open scope: the container itself is the one of APP, `enter` opens those within.

    As a context manager, synchronous or asynchronous, it makes what is eager, and is closed at the
    end; the exception that ends it is raised at the `yield` of each generator that it closes. What
    generators raise while it is closed comes as one group, with the exception that ended it, if
    there was one, as its first.

    It can be used from several threads and tasks at once.
    """

    # Few scopes differ from these, and every request pays for what is set in `__init__`.
    _session: Container | None = None
    _below: Any = None
    _below_is_mine = False
    _override: Override | None = None
    _closed = False
    _sync = False
    _holder = 0
    _code: CodeType | None = None
    _at = 0
    _previous: Any = ABSENT

    def __init__(self, level: Level, app: Container | None, frame: FrameType | None) -> None:
        """Open a scope; users call `Registry.build` and `enter`."""
        self._level = level
        self._app: Any = app
        self._cache: dict[int, Any] = {}
        self._owned: list[Owned] = []
        self._turn: list[None] = [None]
        if frame is not None:
            self._mark(frame)

    @property
    def scope(self) -> Scope:
        """Which kind of scope it is."""
        return self._level.scope

    @property
    def _core(self) -> Core:
        return self._level.core

    @overload
    def get(self, wanted: type[T], name: str | None = None) -> T: ...

    @overload
    def get(self, wanted: Any, name: str | None = None) -> Any: ...

    def get(self, wanted: Any, name: str | None = None) -> Any:
        """Return an object.

        Args:
            wanted: What it is known by.
            name: Its name, if it has one.

        Raises:
            MissingDependency: Nobody provides it.
            AmbiguousBinding: Several do.
            ScopeNotOpen: It lives in a scope that is not open.
            ScopeClosed: This scope is closed, or the one in which it lives.
            AsyncRequired: A coroutine makes it, and has not yet.
            CircularDependency: It is asked for while it is made.
            Exception: What a factory raises. What was made before stays where it belongs.
        """
        level = self._level
        if level.core.overridden:
            self = self._current()
            level = self._level
        return level.table[wanted if name is None else Key(wanted, name)](self)

    @overload
    async def aget(self, wanted: type[T], name: str | None = None) -> T: ...

    @overload
    async def aget(self, wanted: Any, name: str | None = None) -> Any: ...

    async def aget(self, wanted: Any, name: str | None = None) -> Any:
        """Return an object, awaiting what makes it; see `get`.

        However many tasks and threads ask at once, a cached object is made once; those who wait
        get what is raised, too. They do not block their loops.
        """
        level = self._level
        if level.core.overridden:
            self = self._current()
            level = self._level
        return await level.async_table[wanted if name is None else Key(wanted, name)](self)

    def call(self, function: Callable[..., Any], /, **overrides: Any) -> Any:
        """Call a function with objects for its parameters.

        Args:
            function: What to call; of a coroutine function a coroutine is returned, which fetches
                them when it is awaited.
            **overrides: What it gets for other parameters, by name.

        Returns:
            What it returns.

        Raises:
            ContainerError: See `get`.
        """
        return call(self, function, overrides)

    def enter(self, scope: Scope, context: Mapping[Any, Any] | None = None) -> Container:
        """Open a scope within this one, for use in `with` or `async with`.

        Args:
            scope: SESSION or REQUEST.
            context: Objects by types that `Registry.from_context` has announced.

        Raises:
            ScopeNotOpen: Such a scope cannot be within this one.
            ScopeClosed: This scope is closed.
            MissingDependency: Nobody has announced a type of the context.
        """
        outer = self._level
        if outer.core.overridden and (shadow := self._current())._override is not None:
            return shadow._override.entered(shadow, scope, context, sys._getframe(1))
        level = outer.inner[scope]
        if level is None:
            raise ScopeNotOpen(f"a scope {scope} cannot be entered within {self}")
        if self._closed:
            raise ScopeClosed(f"{self} is closed")
        inner = Container(level, self._app or self, sys._getframe(1) if outer.core.marks else None)
        if outer.is_session:
            inner._session = self
        if context:
            inner._bring(context)
        return inner

    def override(self, values: Mapping[Any, Any]) -> Override:
        """Put objects in the place of bindings, for the running task and those that it starts.

        What depends on them is made anew, apart from the objects that others use, and closed at
        the end. Overrides nest.

        Args:
            values: Objects by type, or `Annotated[type, Named(name)]`.

        Returns:
            A context manager, synchronous or asynchronous.

        Raises:
            OverrideError: Nobody provides or wants such a type.
        """
        return Override(self._core, {read_key(key): value for key, value in values.items()})

    def knows(self, key: Key) -> bool:
        """Whether somebody provides a key."""
        scope = self._current() if self._core.overridden else self
        return scope._level.table.view.has(key)

    def graph(self) -> Graph:
        """Return the bindings; `explain` tells what became of them in this container."""
        return self._core.graph

    def close(self) -> None:
        """Close the scope, and all that it owns; a second time it does nothing.

        Raises:
            AsyncRequired: It owns what only `aclose` can close; it stays open.
            BaseExceptionGroup: What clean-up has raised.
        """
        if not self._closed and self._owns_async():
            raise AsyncRequired(f"{self} owns what a coroutine closes: use aclose")
        self._finish(None)

    async def aclose(self) -> None:
        """Close the scope, and all that it owns; a second time it does nothing.

        Once begun, it is carried through, also if the caller is cancelled.

        Raises:
            BaseExceptionGroup: What clean-up has raised.
        """
        await self._finish_async(None)

    def __enter__(self) -> Container:
        """Make what is eager."""
        if self._closed or self._previous is not ABSENT:
            raise self._not_enterable()
        self._previous = active()
        _ACTIVE.set(self)
        self._sync = True
        if self._below_is_mine:
            self._below._sync = True
        if self._level.eager:
            try:
                for key in self._level.eager:
                    self._level.table[key](self)
            except BaseException as error:
                self.__exit__(type(error), error, None)
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close the scope."""
        self._closed = True
        self._cache = {}
        if self._owned or self._below_is_mine:
            self._finish(error)

    async def __aenter__(self) -> Container:
        """Make what is eager."""
        if self._closed or self._previous is not ABSENT:
            raise self._not_enterable()
        self._previous = active()
        _ACTIVE.set(self)
        try:
            for key in self._level.eager:
                await self._level.async_table[key](self)
        except BaseException as error:
            await self.__aexit__(type(error), error, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close the scope."""
        await self._finish_async(error)

    def _not_enterable(self) -> ContainerError:
        if self._closed:
            return ScopeClosed(f"{self} is closed, and cannot be entered again")
        return ScopeNotOpen(f"{self} is entered already")

    def _finish(self, error: BaseException | None) -> None:
        if any(owned := self._shut_all()):
            raise_all(str(self), finish(owned, error), error)

    async def _finish_async(self, error: BaseException | None) -> None:
        if any(owned := self._shut_all()):
            raise_all(str(self), await finish_async(owned, error), error)

    def _shut_all(self) -> tuple[list[Owned], ...]:
        if self._below_is_mine:
            return self.shut(), self._below.shut()
        return (self.shut(),)

    def shut(self) -> list[Owned]:
        """Refuse all that comes from now on, and return what is to be closed."""
        self._closed = True
        self._cache = {}
        return self._owned

    def _owns_async(self) -> bool:
        return owns_async(self._owned) or (self._below_is_mine and self._below._owns_async())

    def _bring(self, context: Mapping[Any, Any]) -> None:
        for wanted, value in context.items():
            index = self._level.context.get(read_key(wanted))
            if index is None:
                self._closed = True
                raise MissingDependency(
                    f"{read_key(wanted)} is in the context of {self}, but not said to be:"
                    " Registry.from_context"
                )
            self._cache[index] = value

    def _current(self) -> Container:
        override = current_override(self._core)
        return self if override is None else override.shadow(self)

    def __repr__(self) -> str:
        """Return what messages call it."""
        return f"the {self.scope} scope{self._place()}"

    def _mark(self, frame: FrameType) -> None:
        # Not the frame, which would keep its variables alive, and not the line, which takes long.
        self._code = frame.f_code
        self._at = frame.f_lasti

    def _place(self) -> str:
        if self._code is None:
            return ""
        spans = self._code.co_lines()
        line = next((line for start, end, line in spans if start <= self._at < end), 0)
        return f" opened at {self._code.co_filename}:{line}"

    def __del__(self) -> None:
        """Report a scope that nobody has closed."""
        if not self._closed and (self._owned or self.scope is not Scope.APP):
            warnings.warn(
                f"{self} was never closed; it owns {len(self._owned)} objects",
                ResourceWarning,
                stacklevel=1,
                source=self,
            )

    def __reduce_ex__(self, _: Any) -> NoReturn:
        """Refuse to be pickled or copied."""
        raise TypeError(
            f"{self} cannot be pickled or copied: it owns open resources; build one in each process"
        )
