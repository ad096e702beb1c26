"""Turns what was registered into bindings: conditions, aliases, decorators, collections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any, get_origin

from .bindings import Binding, Kind, Place
from .errors import AmbiguousBinding, ContainerError, MissingDependency, RegistrationError
from .keys import Key, type_text
from .parameters import (
    Dependency,
    Need,
    awaits,
    read_dependencies,
    read_key,
    read_result,
    yields,
    yields_async,
)
from .scopes import Scope

_MEMBER = "member "
"""How the names begin that members of a collection get which have none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One registration: where it stands, and under which conditions it holds."""

    place: Place
    conditions: tuple[bool | Callable[[], bool], ...]


@dataclass(frozen=True, slots=True)
class Provided(Entry):
    """A factory."""

    factory: Callable[..., Any]
    scope: Scope
    as_: tuple[Any, ...]
    name: str | None
    eager: bool


@dataclass(frozen=True, slots=True)
class Decorated(Entry):
    """A factory that wraps what another one provides."""

    key: Key
    factory: Callable[..., Any]
    order: int


@dataclass(frozen=True, slots=True)
class Value(Entry):
    """An object."""

    key: Key
    value: Any


@dataclass(frozen=True, slots=True)
class Alias(Entry):
    """Another key of what a second one provides."""

    key: Key
    target: Key


@dataclass(frozen=True, slots=True)
class Multi(Entry):
    """A type whose bindings are collected."""

    key: Key


@dataclass(frozen=True, slots=True)
class Context(Entry):
    """A type of which whoever enters a scope brings an object."""

    key: Key
    scope: Scope


Claim = tuple[Place, Binding | Key]
"""Who wants to provide a key, and where that is said: a binding, or another key by an alias."""


@dataclass(slots=True)
class Assembled:
    """All bindings by their keys.

    Attributes:
        bindings: Who provides what.
        aliases: Keys that stand for other keys.
        rivals: Keys that several provide, with the error that says so.
        members: By type that is collected, the keys of its bindings.
        problems: What was wrong with registrations.
    """

    bindings: dict[Key, Binding] = field(default_factory=dict)
    aliases: dict[Key, Key] = field(default_factory=dict)
    rivals: dict[Key, AmbiguousBinding] = field(default_factory=dict)
    members: dict[Any, list[tuple[int, Key]]] = field(default_factory=dict)
    problems: list[ContainerError] = field(default_factory=list)

    def resolved(self, key: Key) -> Key:
        """Follow aliases; a circle of them ends where it began."""
        seen = {key}
        while (target := self.aliases.get(key)) is not None and target not in seen:
            seen.add(target)
            key = target
        return key

    def refuse(self, error: ContainerError, place: Place) -> None:
        """Note what is wrong with a registration."""
        error.file, error.line = place
        self.problems.append(error)


def assemble(entries: Sequence[Entry]) -> Assembled:
    """Return the bindings of those registrations whose conditions hold.

    Each condition is asked once. Time O(n) and that of sorting what is collected.
    """
    answers: dict[int, bool] = {}
    valid = [entry for entry in entries if all(_holds(c, answers) for c in entry.conditions)]
    multi = {entry.key.type: entry for entry in valid if isinstance(entry, Multi)}
    found = Assembled(members={wanted: [] for wanted in multi})
    claims: dict[Key, list[tuple[int, Claim]]] = {}
    for number, entry in enumerate(valid):
        try:
            for key, claimed in _claims(entry):
                claims.setdefault(key, []).append((number, (entry.place, claimed)))
        except ContainerError as error:
            found.refuse(error, entry.place)
    for key, numbered in claims.items():
        _settle(found, key, numbered)
    for entry in multi.values():
        _collect(found, entry)
    _decorate(found, [entry for entry in valid if isinstance(entry, Decorated)])
    return found


def _holds(condition: bool | Callable[[], bool], answers: dict[int, bool]) -> bool:
    if not callable(condition):
        return bool(condition)
    if id(condition) not in answers:
        answers[id(condition)] = bool(condition())
    return answers[id(condition)]


def _claims(entry: Entry) -> Iterator[tuple[Key, Binding | Key]]:
    place = entry.place
    if isinstance(entry, Value):
        yield entry.key, Binding(entry.key, Scope.APP, Kind.VALUE, entry.value, (), place)
    elif isinstance(entry, Context):
        yield entry.key, Binding(entry.key, entry.scope, Kind.CONTEXT, None, (), place)
    elif isinstance(entry, Alias):
        yield entry.key, entry.target
    elif isinstance(entry, Provided):
        factory = entry.factory
        hints = entry.as_ or (read_result(factory),)
        first, *others = (read_key(hint, entry.name) for hint in hints)
        for key in (first, *others):
            _refuse_strangers(factory, key)
        needs = read_dependencies(factory)
        own = Binding(first, entry.scope, _kind(factory), factory, needs, place, entry.eager)
        yield first, own
        for key in others:
            yield key, first


def _kind(factory: Callable[..., Any]) -> Kind:
    if yields(factory):
        return Kind.GENERATOR
    if yields_async(factory):
        return Kind.ASYNC_GENERATOR
    return Kind.ASYNC_CALL if awaits(factory) else Kind.CALL


def _refuse_strangers(factory: Callable[..., Any], key: Key) -> None:
    """Refuse a class as what it does not derive from; protocols need no deriving."""
    wanted = get_origin(key.type) or key.type
    if not isinstance(factory, type) or not isinstance(wanted, type):
        return
    if not getattr(wanted, "_is_protocol", False) and not issubclass(factory, wanted):
        raise RegistrationError(f"{type_text(factory)} is no {key}")


def _settle(found: Assembled, key: Key, claims: list[tuple[int, Claim]]) -> None:
    """Give a key to who claims it; several are rivals, or members of a collection."""
    members = found.members.get(key.type)
    if len(claims) == 1:
        own = [key]
    else:
        places = "; ".join(f"{_claim_text(claimed)} at {place}" for _, (place, claimed) in claims)
        text = f"{key} is provided {len(claims)} times: {places}; name them, or collect them"
        error = found.rivals[key] = AmbiguousBinding(text)
        if members is None or key.name is not None:
            found.refuse(error, claims[1][1][0])
            return
        own = [Key(key.type, f"{_MEMBER}{n}") for n in range(1, len(claims) + 1)]
    for mine, (number, (_, claimed)) in zip(own, claims, strict=True):
        if isinstance(claimed, Binding):
            found.bindings[mine] = claimed if mine == key else replace(claimed, key=mine)
        else:
            found.aliases[mine] = claimed
        if members is not None:
            members.append((number, mine))


def _claim_text(claimed: Binding | Key) -> str:
    if isinstance(claimed, Binding):
        return type_text(claimed.factory) if claimed.kind is not Kind.VALUE else "a value"
    return f"alias of {claimed}"


def _collect(found: Assembled, entry: Multi) -> None:
    wanted = Key(list[entry.key.type])  # type: ignore[name-defined]
    members = [key for _, key in sorted(found.members[entry.key.type], key=itemgetter(0))]
    needs = tuple(
        Dependency(f"item {n}", Need(member), positional=True)
        for n, member in enumerate(members, start=1)
    )
    found.bindings[wanted] = Binding(
        wanted, Scope.TRANSIENT, Kind.CALL, collected, needs, entry.place
    )


def collected(*items: Any) -> list[Any]:
    """Return a list of its own for each who wants one."""
    return list(items)


def _decorate(found: Assembled, decorators: list[Decorated]) -> None:
    for one in sorted(decorators, key=lambda decorator: decorator.order):
        targets = [one.key]
        if one.key in found.rivals:
            members = found.members.get(one.key.type, ())
            targets = [key for _, key in members if (key.name or "").startswith(_MEMBER)]
        try:
            needs = read_dependencies(one.factory)
            for target in targets:
                _wrap(found, one, target, needs)
        except ContainerError as error:
            found.refuse(error, one.place)


def _wrap(found: Assembled, one: Decorated, target: Key, needs: tuple[Dependency, ...]) -> None:
    name = f"within {type_text(one.factory)}" + (f", {target.name}" if target.name else "")
    inner = Key(target.type, name)
    while inner in found.bindings or inner in found.aliases:
        inner = Key(target.type, f"{inner.name}, once more")
    same = {target, one.key, Key(one.key.type)}
    if not any(d.need is not None and d.need.key in same for d in needs):
        raise RegistrationError(f"{type_text(one.factory)} has no parameter of {one.key}")
    within = found.bindings.get(found.resolved(target))
    if within is None:
        raise MissingDependency(f"{target}, which {type_text(one.factory)} decorates, is not bound")
    if target in found.aliases:
        found.aliases[inner] = found.aliases.pop(target)
    else:
        found.bindings[inner] = replace(found.bindings.pop(target), key=inner)
    mine = tuple(
        replace(d, need=replace(d.need, key=inner)) if d.need and d.need.key in same else d
        for d in needs
    )
    found.bindings[target] = Binding(
        target, within.scope, _kind(one.factory), one.factory, mine, one.place, within.eager
    )
