"""The container: an open scope, from which objects are asked and further scopes are entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, TypeVar, overload

from .graph import Graph
from .overriding import Override
from .scopes import Scope

T = TypeVar("T")


class Container:
    """An open scope: the container itself is the one of APP, `enter` opens those within.

    As a context manager, synchronous or asynchronous, it makes what is eager, and is closed at the
    end; the exception that ends it is raised at the `yield` of each generator that it closes. What
    generators raise while it is closed comes as one group, with the exception that ended it, if
    there was one, as its first.

    It can be used from several threads and tasks at once.
    """

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
        raise NotImplementedError("Container.get")

    @overload
    async def aget(self, wanted: type[T], name: str | None = None) -> T: ...

    @overload
    async def aget(self, wanted: Any, name: str | None = None) -> Any: ...

    async def aget(self, wanted: Any, name: str | None = None) -> Any:
        """Return an object, awaiting what makes it; see `get`.

        However many tasks and threads ask at once, a cached object is made once; those who wait
        get what is raised, too. They do not block their loops.
        """
        raise NotImplementedError("Container.aget")

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
        raise NotImplementedError("Container.call")

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
        raise NotImplementedError("Container.enter")

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
        raise NotImplementedError("Container.override")

    def graph(self) -> Graph:
        """Return the bindings; `explain` tells what became of them in this container."""
        raise NotImplementedError("Container.graph")

    def close(self) -> None:
        """Close the scope, and all that it owns; a second time it does nothing.

        Raises:
            AsyncRequired: It owns what only `aclose` can close; it stays open.
            BaseExceptionGroup: What clean-up has raised.
        """
        raise NotImplementedError("Container.close")

    async def aclose(self) -> None:
        """Close the scope, and all that it owns; a second time it does nothing.

        Once begun, it is carried through, also if the caller is cancelled.

        Raises:
            BaseExceptionGroup: What clean-up has raised.
        """
        raise NotImplementedError("Container.aclose")

    def __enter__(self) -> Container:
        """Make what is eager."""
        raise NotImplementedError("Container.__enter__")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close the scope."""
        raise NotImplementedError("Container.__exit__")

    async def __aenter__(self) -> Container:
        """Make what is eager."""
        raise NotImplementedError("Container.__aenter__")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close the scope."""
        raise NotImplementedError("Container.__aexit__")
