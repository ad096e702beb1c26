"""Calls functions with objects of a scope for their parameters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .errors import ContainerError, RegistrationError
from .keys import ABSENT, type_text
from .lazy import Lazy, Provider
from .parameters import Dependency, How, awaits, read_dependencies

if TYPE_CHECKING:
    from .container import Container


def call(scope: Container, function: Callable[..., Any], given: Mapping[str, Any]) -> Any:
    """Return what a function returns, or its coroutine; see `Container.call`."""
    dependencies = read_dependencies(function)
    names = {dependency.parameter for dependency in dependencies}
    if unknown := sorted(given.keys() - names):
        raise RegistrationError(f"{type_text(function)} has no parameter {', '.join(unknown)}")
    if awaits(function):
        return _call_async(scope, function, dependencies, given)
    found = dict(given)
    for dependency in wanted(scope, dependencies, given):
        found[dependency.parameter] = fetch(scope, function, dependency)
    return _called(function, dependencies, found)


async def _call_async(
    scope: Container,
    function: Callable[..., Any],
    dependencies: tuple[Dependency, ...],
    given: Mapping[str, Any],
) -> Any:
    found = dict(given)
    for dependency in wanted(scope, dependencies, given):
        found[dependency.parameter] = await fetch_async(scope, function, dependency)
    return await _called(function, dependencies, found)


def _called(
    function: Callable[..., Any], dependencies: tuple[Dependency, ...], found: dict[str, Any]
) -> Any:
    positional = [
        found.pop(dependency.parameter, dependency.default)
        for dependency in dependencies
        if dependency.positional
    ]
    return function(*positional, **found)


def wanted(
    scope: Container, dependencies: Iterable[Dependency], given: Collection[str]
) -> Iterator[Dependency]:
    """Yield those dependencies of a function that are not given."""
    return (
        dependency
        for dependency in dependencies
        if dependency.need is not None
        and dependency.parameter not in given
        and not (dependency.has_default and not scope.knows(dependency.need.key))
    )


def fetch(scope: Container, function: Callable[..., Any], dependency: Dependency) -> Any:
    """Return the object for a parameter.

    Raises:
        ContainerError: See `Container.get`.
    """
    if (other := _other(scope, function, dependency)) is not ABSENT:
        return other
    assert dependency.need is not None
    return scope.get(*dependency.need.key)


async def fetch_async(
    scope: Container, function: Callable[..., Any], dependency: Dependency
) -> Any:
    """Return the object for a parameter, awaiting what makes it."""
    if (other := _other(scope, function, dependency)) is not ABSENT:
        return other
    assert dependency.need is not None
    return await scope.aget(*dependency.need.key)


def _other(scope: Container, function: Callable[..., Any], dependency: Dependency) -> Any:
    """Return what is handed over where it is not the object itself; else ABSENT."""
    need = dependency.need
    assert need is not None
    if not scope.knows(need.key):
        if need.optional:
            return None
        try:
            scope.graph().node(need.key)
        except ContainerError as error:
            error.add_note(f"{type_text(function)} wants it as {dependency.parameter}")
            raise
    if need.how is How.LAZY:
        return Lazy(scope, need.key)
    return Provider(scope, need.key) if need.how is How.PROVIDER else ABSENT
