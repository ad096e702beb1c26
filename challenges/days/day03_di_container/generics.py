"""Open generic bindings: one that provides `Repo[T]` for whatever T is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, get_args, get_origin

from .assembly import Assembled
from .bindings import Binding, Place
from .keys import Key
from .parameters import Dependency


class Templates:
    """The open generic bindings of an application."""

    place = Place("", 0)
    """Where bindings are said to be that nobody has written."""

    def __init__(self, assembled: Assembled) -> None:
        """Find them: those whose key, or a dependency, has type variables."""
        self._by_origin: dict[tuple[Any, str | None], Binding] = {}
        for (wanted, name), binding in assembled.bindings.items():
            if _variables(wanted):
                self._by_origin[get_origin(wanted) or wanted, name] = binding

    def is_template(self, binding: Binding) -> bool:
        """Whether it can provide nothing before its type variables are known."""
        needs = [d.need.key.type for d in binding.dependencies if d.need is not None]
        open_alias = bool(get_args(binding.key.type)) and bool(_variables(binding.key.type))
        return open_alias or any(isinstance(n, TypeVar) or _open(n) for n in needs)

    def specialised(self, key: Key) -> Binding | None:
        """Return the binding that an open one becomes for a closed key; None if there is none."""
        template = self._by_origin.get((get_origin(key.type), key.name))
        arguments = get_args(key.type)
        if template is None or _variables(key.type):
            return None
        wanted = template.key.type
        # `Repo[T]` says which variable is which; the class Repo has them in its own order.
        written = get_args(wanted) or _variables(wanted)
        known: dict[Any, Any] = {}
        for variable, argument in zip(written, arguments, strict=True):
            if isinstance(variable, TypeVar):
                known[variable] = argument
            elif variable != argument:
                return None
        own = getattr(template.factory, "__parameters__", ())
        if len(own) == len(arguments):
            known = dict(zip(own, arguments, strict=True)) | known
        needs = tuple(_known(dependency, known) for dependency in template.dependencies)
        return replace(template, key=key, dependencies=needs)


def _variables(wanted: Any) -> tuple[Any, ...]:
    return tuple(getattr(wanted, "__parameters__", ()))


def _open(wanted: Any) -> bool:
    return bool(get_args(wanted)) and bool(_variables(wanted))


def _known(dependency: Dependency, known: Mapping[Any, Any]) -> Dependency:
    if dependency.need is None:
        return dependency
    wanted, name = dependency.need.key
    if isinstance(wanted, TypeVar):
        wanted = known.get(wanted, wanted)
    elif _open(wanted):
        wanted = wanted[tuple(known.get(one, one) for one in _variables(wanted))]
    return replace(dependency, need=replace(dependency.need, key=Key(wanted, name)))
