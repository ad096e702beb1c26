"""Reads from the signature of a factory what it provides and what it needs."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import sys
import types
import typing
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Mapping,
)
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from .errors import RegistrationError, UnresolvedHint
from .keys import ABSENT, Injected, Key, Named, type_text
from .lazy import Lazy, Provider

_YIELDING = (AsyncGenerator, AsyncIterable, AsyncIterator, Generator, Iterable, Iterator)
_COLLECTED = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


class How(Enum):
    """In which form a dependency is handed over."""

    ITSELF = "itself"
    LAZY = "lazy"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Need:
    """What a hint asks for.

    Attributes:
        key: What is wanted.
        how: In which form.
        optional: Whether None will do where nobody provides it.
        marked: Whether `inject` has to fill the parameter.
    """

    key: Key
    how: How = How.ITSELF
    optional: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Dependency:
    """A parameter of a factory.

    Attributes:
        parameter: Its name.
        need: What it asks for; None if it has no annotation that says so, but a default.
        positional: Whether it can only be given by its position.
        by_place: Whether it can be given by its position.
        default: What it is if it is left out; ABSENT if it cannot be.
    """

    parameter: str
    need: Need | None
    positional: bool = False
    by_place: bool = True
    default: Any = ABSENT

    @property
    def has_default(self) -> bool:
        """Whether it can be left out."""
        return self.default is not ABSENT


def read_need(hint: Any) -> Need:
    """Return what a hint asks for.

    Raises:
        RegistrationError: It is a union of several types, or cannot be a key.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        need = read_need(arguments[0])
        for mark in arguments[1:]:
            if isinstance(mark, Named):
                key = Key(need.key.type, mark.name)
                need = dataclasses.replace(need, key=key, marked=True)
            elif isinstance(mark, Injected):
                need = dataclasses.replace(need, marked=True)
        return need
    if origin is Union or origin is types.UnionType:
        rest = [one for one in arguments if one is not types.NoneType]
        if len(rest) != 1 or len(rest) == len(arguments):
            raise RegistrationError(f"{type_text(hint)} is several types; one is wanted")
        return dataclasses.replace(read_need(rest[0]), optional=True)
    if origin is Lazy or origin is Provider:
        how = How.LAZY if origin is Lazy else How.PROVIDER
        return dataclasses.replace(read_need(arguments[0]), how=how)
    return Need(read_key(hint))


def read_key(hint: Any, name: str | None = None) -> Key:
    """Return the key of a type; what is only another spelling of a type has the same key.

    Raises:
        RegistrationError: It cannot be one.
    """
    if get_origin(hint) is Annotated:
        key = read_need(hint).key
        return Key(key.type, name or key.name)
    try:
        hash(hint)
    except TypeError:
        raise RegistrationError(f"{hint!r} cannot be a key: it has no hash") from None
    if hint is None or isinstance(hint, str | int):
        raise RegistrationError(f"{hint!r} is no type")
    origin = get_origin(hint)
    if isinstance(hint, types.GenericAlias) or not isinstance(origin, type):
        return Key(hint, name)
    # typing.List[int] and list[int] are one.
    arguments = get_args(hint)
    return Key(types.GenericAlias(origin, arguments), name) if _renamed(hint) else Key(hint, name)


def _renamed(hint: Any) -> bool:
    return getattr(hint, "__module__", "") == "typing" and hint.__origin__.__module__ != "typing"


def read_dependencies(
    factory: Callable[..., Any], *, only_annotated: bool = False
) -> tuple[Dependency, ...]:
    """Return the parameters of a factory, without `*args` and `**kwargs`.

    Args:
        factory: What is called.
        only_annotated: Whether to leave out parameters that can be no dependency, such as the
            `self` of a function that is not a method yet.

    Raises:
        RegistrationError: They cannot be read, or one has neither annotation nor default.
        UnresolvedHint: An annotation names what is not there.
    """
    try:
        parameters = inspect.signature(factory).parameters.values()
    except (TypeError, ValueError) as error:
        raise RegistrationError(f"{factory!r} has no parameters to read: {error}") from None
    hints = read_hints(factory)
    given = factory.keywords if isinstance(factory, functools.partial) else {}
    return tuple(
        _dependency(parameter, hints)
        for parameter in parameters
        if parameter.kind not in _COLLECTED
        and parameter.name not in given
        and not (only_annotated and parameter.name not in hints)
    )


def _dependency(parameter: inspect.Parameter, hints: Mapping[str, Any]) -> Dependency:
    has_default = parameter.default is not parameter.empty
    positional = parameter.kind is parameter.POSITIONAL_ONLY
    need = None
    if parameter.name in hints:
        try:
            need = read_need(hints[parameter.name])
        except RegistrationError as error:
            if not has_default:
                raise RegistrationError(f"parameter {parameter.name}: {error}") from None
    elif not has_default:
        raise RegistrationError(f"parameter {parameter.name} has neither annotation nor default")
    by_place = parameter.kind is not parameter.KEYWORD_ONLY
    default = parameter.default if has_default else ABSENT
    return Dependency(parameter.name, need, positional, by_place, default)


def read_result(factory: Callable[..., Any]) -> Any:
    """Return the type that a factory provides.

    Raises:
        RegistrationError: It does not say.
        UnresolvedHint: Its annotation names what is not there.
    """
    if isinstance(factory, type):
        return factory
    hint = read_hints(factory).get("return")
    if hint is None or hint is types.NoneType:
        raise RegistrationError("nothing says what it provides: annotate what it returns, or as_=")
    if (yields(factory) or yields_async(factory)) and get_origin(hint) in _YIELDING:
        return get_args(hint)[0]
    return hint


def read_hints(factory: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotations of a factory's parameters, and of what it returns, as objects.

    Raises:
        UnresolvedHint: One names what is not there.
    """
    bare = _unwrapped(factory)
    if isinstance(bare, type) and dataclasses.is_dataclass(bare):
        # Its fields may come from classes of other modules; `__init__` forgets which.
        return {
            name: getattr(h, "type", h) if isinstance(h, dataclasses.InitVar) else h
            for name, h in _evaluated(bare).items()
        }
    if isinstance(bare, type):
        own: Any = bare
        made_by = own.__init__ if own.__init__ is not object.__init__ else own.__new__
        return _evaluated(made_by) if hasattr(made_by, "__annotations__") else {}
    if not hasattr(bare, "__annotations__"):
        bare = type(bare).__call__
    return _evaluated(bare)


def _unwrapped(factory: Callable[..., Any]) -> Any:
    while isinstance(factory, functools.partial):
        factory = factory.func
    return factory


def _evaluated(annotated: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(annotated, include_extras=True)
    except Exception as error:
        _name_culprit(annotated)
        raise UnresolvedHint(f"an annotation cannot be evaluated: {error}") from error


def _name_culprit(annotated: Any) -> None:
    """Raise the error that names the annotation which cannot be evaluated."""
    for owner in annotated.__mro__ if isinstance(annotated, type) else (annotated,):
        inner = inspect.unwrap(owner)
        names = getattr(inner, "__globals__", None)
        if names is None:
            names = vars(sys.modules.get(owner.__module__, typing))
        # A class shows those of its base where it has none of its own.
        own = vars(owner).get("__annotations__", {})
        hints = own if isinstance(owner, type) else owner.__annotations__
        for name, hint in hints.items():
            one = types.SimpleNamespace(__annotations__={name: hint})
            try:
                typing.get_type_hints(one, names, names, include_extras=True)
            except Exception as error:
                why = (
                    "is it imported under TYPE_CHECKING only, or defined inside of a function?"
                    if isinstance(error, NameError)
                    else "it cannot be evaluated"
                )
                said = hint if isinstance(hint, str) else type_text(hint)
                raise UnresolvedHint(f"{name}: {said}: {error}; {why}") from error


def yields(factory: Callable[..., Any]) -> bool:
    """Whether it is a generator function."""
    bare = _called(factory)
    return inspect.isgeneratorfunction(bare)


def yields_async(factory: Callable[..., Any]) -> bool:
    """Whether it is an asynchronous generator function."""
    return inspect.isasyncgenfunction(_called(factory))


def awaits(factory: Callable[..., Any]) -> bool:
    """Whether it is a coroutine function."""
    return inspect.iscoroutinefunction(_called(factory))


def _called(factory: Callable[..., Any]) -> Any:
    bare = _unwrapped(factory)
    if isinstance(bare, type) or inspect.isroutine(bare):
        return bare
    return getattr(type(bare), "__call__", bare)  # noqa: B004
