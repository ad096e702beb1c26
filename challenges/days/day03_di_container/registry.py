"""Where an application says who provides what. Nothing is made before `build`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from challenges.shared.clock import SYSTEM, Clock

from .assembly import Alias, Context, Decorated, Entry, Multi, Provided, Value, assemble
from .bindings import Place
from .container import Container
from .core import Core
from .errors import ContainerError, RegistrationError
from .graph import Graph
from .keys import type_text
from .parameters import read_key
from .scopes import Scope

Condition = bool | Callable[[], bool]
Factory = TypeVar("Factory", bound=Callable[..., Any])


@dataclass(slots=True)
class _Shared:
    """What a registry and its conditional views have in common."""

    entries: list[Entry] = field(default_factory=list)
    built: bool = False


class Registry:
    """Collects bindings, and builds a container of them.

    Registering reads no annotation and makes nothing, so classes may be named before they exist.
    """

    def __init__(self) -> None:
        """Begin without any binding."""
        self._shared = _Shared()
        self._conditions: tuple[Condition, ...] = ()

    def provides(
        self,
        *,
        scope: Scope = Scope.APP,
        as_: Any = None,
        name: str | None = None,
        eager: bool = False,
    ) -> Callable[[Factory], Factory]:
        """Register a class, function, generator, coroutine function or asynchronous generator.

        What a generator yields is the object; what stands behind `yield` runs when its scope is
        closed, and sees the exception that ends the scope.

        Args:
            scope: How long the object lives.
            as_: The type it is known by, or a tuple of several; left out, the class itself, or
                what the function says that it returns.
            name: Tells it apart from others of this type.
            eager: Whether it is made when its scope is entered, not when it is first wanted.

        Returns:
            A decorator, which gives back what it decorates.

        Raises:
            RegistrationError: The registry has been built, or a TRANSIENT object shall be eager.
        """
        if eager and scope is Scope.TRANSIENT:
            raise RegistrationError("a TRANSIENT object has no scope to be made with: not eager")

        def register(factory: Factory) -> Factory:
            if not callable(factory):
                raise RegistrationError(f"{factory!r} cannot be called; bind_value takes values")
            keys = as_ if isinstance(as_, tuple) else () if as_ is None else (as_,)
            self._add(Provided(*self._head(), factory, scope, keys, name, eager))
            return factory

        return register

    def decorates(
        self, wanted: Any, *, order: int = 0, name: str | None = None
    ) -> Callable[[Factory], Factory]:
        """Register a class or function that wraps what provides a type.

        It gets the object within by its parameter of this type, and lives as long.

        Args:
            wanted: The type.
            order: The smaller, the nearer to the object; equal ones as they were registered.
            name: The name of the binding; left out, those without a name.

        Returns:
            A decorator, which gives back what it decorates.

        Raises:
            RegistrationError: The registry has been built.
        """

        def register(factory: Factory) -> Factory:
            self._add(Decorated(*self._head(), read_key(wanted, name), factory, order))
            return factory

        return register

    def bind_value(self, wanted: Any, value: Any, name: str | None = None) -> None:
        """Provide an object that is there already; closing it is not the container's business.

        Raises:
            RegistrationError: The registry has been built.
        """
        self._add(Value(*self._head(), read_key(wanted, name), value))

    def bind_alias(
        self, alias: Any, target: Any, name: str | None = None, target_name: str | None = None
    ) -> None:
        """Let a type be another name of what a second one provides.

        Raises:
            RegistrationError: The registry has been built.
        """
        self._add(Alias(*self._head(), read_key(alias, name), read_key(target, target_name)))

    def multibind(self, wanted: Any) -> None:
        """Collect all that provides a type, in the order of registration, as `list[wanted]`.

        Raises:
            RegistrationError: The registry has been built.
        """
        self._add(Multi(*self._head(), read_key(wanted)))

    def from_context(self, wanted: Any, scope: Scope, name: str | None = None) -> None:
        """Say that `enter(scope, context={wanted: ...})` will bring an object.

        Raises:
            RegistrationError: The registry has been built, or the scope is not entered by `enter`.
        """
        if scope not in (Scope.SESSION, Scope.REQUEST):
            raise RegistrationError(f"{scope} has no context; bind_value takes values")
        self._add(Context(*self._head(), read_key(wanted, name), scope))

    def when(self, condition: Condition) -> Registry:
        """Return this registry for bindings that hold only under a condition.

        Args:
            condition: A truth value, or a function that `build` asks for one, once.
        """
        view = Registry()
        view._shared = self._shared
        view._conditions = (*self._conditions, condition)
        return view

    def graph(self) -> Graph:
        """Return who needs whom, without building: no factory runs, only conditions."""
        return Graph(assemble(self._shared.entries))

    def problems(self) -> list[ContainerError]:
        """Return all that `build` would refuse, without building: no factory runs."""
        return self.graph().problems

    def build(
        self, validate: bool = True, *, trace: bool = False, clock: Clock = SYSTEM
    ) -> Container:
        """Return the container; afterwards nothing more can be registered.

        Args:
            validate: Whether the graph is checked now, and not key by key when it is asked for.
            trace: Whether `explain` also tells when and where REQUEST objects were made, which
                costs time; it tells of APP and SESSION objects in any case.
            clock: What tells the time for that.

        Raises:
            ContainerError: The graph is wrong: the first problem, with the others as notes.
            RegistrationError: It was built before.
        """
        self._refuse_if_built()
        graph = self.graph()
        if validate and graph.problems:
            first, *others = graph.problems
            for other in others:
                first.add_note(f"also {type(other).__name__}: {other}")
            raise first
        self._shared.built = True
        core = Core(graph, trace=trace, clock=clock)
        return Container(core.levels[Scope.APP], None, sys._getframe(1))

    def _head(self) -> tuple[Place, tuple[Condition, ...]]:
        frame = sys._getframe(2)
        return Place(frame.f_code.co_filename, frame.f_lineno), self._conditions

    def _add(self, entry: Entry) -> None:
        self._refuse_if_built()
        self._shared.entries.append(entry)

    def _refuse_if_built(self) -> None:
        if self._shared.built:
            raise RegistrationError("the registry has been built; register before")

    def __repr__(self) -> str:
        """Return how many bindings there are."""
        entries: Iterable[Entry] = self._shared.entries
        shown = ", ".join(type_text(e.factory) for e in entries if isinstance(e, Provided))
        return f"<Registry of {len(self._shared.entries)}: {shown[:60]}>"
