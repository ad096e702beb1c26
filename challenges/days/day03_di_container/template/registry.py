"""Where an application says who provides what. Nothing is made before `build`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from challenges.shared.clock import SYSTEM, Clock

from .container import Container
from .errors import ContainerError
from .graph import Graph
from .scopes import Scope

Condition = bool | Callable[[], bool]
Factory = TypeVar("Factory", bound=Callable[..., Any])


class Registry:
    """Collects bindings, and builds a container of them.

    Registering reads no annotation and makes nothing, so classes may be named before they exist.
    """

    def __init__(self) -> None:
        """Begin without any binding."""
        raise NotImplementedError("Registry.__init__")

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
        raise NotImplementedError("Registry.provides")

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
        raise NotImplementedError("Registry.decorates")

    def bind_value(self, wanted: Any, value: Any, name: str | None = None) -> None:
        """Provide an object that is there already; closing it is not the container's business.

        Raises:
            RegistrationError: The registry has been built.
        """
        raise NotImplementedError("Registry.bind_value")

    def bind_alias(
        self, alias: Any, target: Any, name: str | None = None, target_name: str | None = None
    ) -> None:
        """Let a type be another name of what a second one provides.

        Raises:
            RegistrationError: The registry has been built.
        """
        raise NotImplementedError("Registry.bind_alias")

    def multibind(self, wanted: Any) -> None:
        """Collect all that provides a type, in the order of registration, as `list[wanted]`.

        Raises:
            RegistrationError: The registry has been built.
        """
        raise NotImplementedError("Registry.multibind")

    def from_context(self, wanted: Any, scope: Scope, name: str | None = None) -> None:
        """Say that `enter(scope, context={wanted: ...})` will bring an object.

        Raises:
            RegistrationError: The registry has been built, or the scope is not entered by `enter`.
        """
        raise NotImplementedError("Registry.from_context")

    def when(self, condition: Condition) -> Registry:
        """Return this registry for bindings that hold only under a condition.

        Args:
            condition: A truth value, or a function that `build` asks for one, once.
        """
        raise NotImplementedError("Registry.when")

    def graph(self) -> Graph:
        """Return who needs whom, without building: no factory runs, only conditions."""
        raise NotImplementedError("Registry.graph")

    def problems(self) -> list[ContainerError]:
        """Return all that `build` would refuse, without building: no factory runs."""
        raise NotImplementedError("Registry.problems")

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
        raise NotImplementedError("Registry.build")
