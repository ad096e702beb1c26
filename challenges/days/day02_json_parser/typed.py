"""Values of types that JSON has not: dataclasses, enums, dates and the like, both ways."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast
from uuid import UUID

from .api import dumpb, loads
from .errors import Path, pointer_text
from .number import Number

_Value = TypeVar("_Value")
_Convert = Callable[[Any, Path], Any]


class TypeMismatchError(ValueError):
    """A value is not of the type that was asked for.

    Attributes:
        pointer: Where in the document (RFC 6901).
    """

    def __init__(self, path: Path, expected: str, got: Any) -> None:
        self.pointer = pointer_text(path)
        found = "null" if got is None else f"{type(got).__name__} {got!r:.60}"
        super().__init__(f"{self.pointer or 'the document'} must be {expected}, is {found}")


def decode(data: Any, kind: type[_Value], **options: Any) -> _Value:
    """Returns the value of a document as a type.

    Args:
        data: As for `loads`.
        kind: A dataclass, TypedDict, Literal, Optional, Union, list, tuple, set, dict, Enum,
            datetime, date, time, UUID, Decimal, int, float, str, bool, None or Any, and what is
            made of them. Of a union the first member that fits is taken.
        **options: As for `loads`, without numbers.

    Raises:
        JSONDecodeError: The document is none.
        TypeMismatchError: It is not of the type.
        TypeError: The type is none of those.
    """
    value = loads(data, **options, numbers="decimal")
    try:
        found: _Value = _converter(cast(Any, kind))(value, ())
    except RecursionError:
        raise TypeMismatchError((), "nested less deeply", "a value") from None
    return found


def encode(obj: Any, **options: Any) -> bytes:
    """Returns the JSON text of a value of such types.

    Args:
        obj: What to write.
        **options: As for `dumpb`; `default` is called for what is of none of the types.

    Raises:
        JSONEncodeError: Something in it cannot be written.
    """
    other = options.pop("default", None)

    def default(value: Any) -> Any:
        plain = _plain(value)
        return other(value) if plain is value and other else plain

    return dumpb(obj, default=default, **options)


def _plain(value: Any) -> Any:
    """Returns what is written for a value; the value itself if its type is not known."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return Number(str(value)) if value.is_finite() else float(value)
    if isinstance(value, set | frozenset):
        return list(value)
    return value


@lru_cache(maxsize=1024)
def _converter(kind: Any) -> _Convert:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if origin is typing.Literal:
        return _literal(arguments)
    if origin in (typing.Union, types.UnionType):
        return _union(arguments)
    if origin is typing.Annotated:
        return _converter(arguments[0])
    if typing.is_typeddict(kind):
        hints = typing.get_type_hints(kind)
        return _members(kind.__name__, hints, kind.__required_keys__, dict)
    if not isinstance(origin or kind, type):
        raise TypeError(f"{kind!r} is no type that decode knows")
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(origin or kind, enum.Enum):
        return _parsed(kind, kind.__name__, object)
    return _container(kind, origin or kind, arguments)


def _container(kind: Any, origin: type, arguments: tuple[Any, ...]) -> _Convert:
    if origin is tuple and arguments and arguments[-1] is not Ellipsis:
        return _fixed_tuple(arguments)
    if origin in (list, set, frozenset, tuple):
        return _sequence(origin, arguments[0] if arguments else Any)
    if origin is dict and (not arguments or arguments[0] is str):
        return _mapping(arguments[1] if arguments else Any)
    raise TypeError(f"{kind!r} is no type that decode knows")


def _exactly(kind: type, name: str) -> _Convert:
    def convert(value: Any, path: Path) -> Any:
        if type(value) is not kind:
            raise TypeMismatchError(path, name, value)
        return value

    return convert


def _real(value: Any, path: Path) -> float:
    if type(value) not in (int, Decimal):
        raise TypeMismatchError(path, "a number", value)
    try:
        real = float(value)
    except OverflowError:
        real = float("inf")
    if abs(real) == float("inf"):
        raise TypeMismatchError(path, "a number that a float holds", value)
    return real


def _decimal(value: Any, path: Path) -> Decimal:
    if type(value) not in (int, Decimal):
        raise TypeMismatchError(path, "a number", value)
    return Decimal(value)


def _parsed(parse: Callable[[Any], Any], name: str, source: type = str) -> _Convert:
    def convert(value: Any, path: Path) -> Any:
        try:
            if isinstance(value, source):
                return parse(value)
        except (ValueError, TypeError):
            pass
        raise TypeMismatchError(path, name, value)

    return convert


def _anything(value: Any, path: Path) -> Any:
    """Turns the Decimals of a value to floats, in place, without recursion."""
    holder = [value]
    open_: list[Any] = [holder]
    while open_:
        inside = open_.pop()
        for key, inner in inside.items() if isinstance(inside, dict) else enumerate(inside):
            if type(inner) is Decimal:
                inside[key] = _real(inner, path)
            elif isinstance(inner, list | dict):
                open_.append(inner)
    return holder[0]


def _literal(allowed: tuple[Any, ...]) -> _Convert:
    def convert(value: Any, path: Path) -> Any:
        for each in allowed:
            if type(each) is type(value) and each == value:
                return each
        raise TypeMismatchError(path, " or ".join(map(repr, allowed)), value)

    return convert


def _union(kinds: tuple[Any, ...]) -> _Convert:
    converters = [_converter(kind) for kind in kinds]
    names = " or ".join(getattr(kind, "__name__", str(kind)) for kind in kinds)

    def convert(value: Any, path: Path) -> Any:
        deepest: TypeMismatchError | None = None
        for each in converters:
            try:
                return each(value, path)
            except TypeMismatchError as error:
                if error.pointer != pointer_text(path):
                    deepest = error
        raise deepest or TypeMismatchError(path, names, value)

    return convert


def _sequence(make: Callable[[Any], Any], kind: Any) -> _Convert:
    element = _converter(kind)

    def convert(value: Any, path: Path) -> Any:
        if not isinstance(value, list):
            raise TypeMismatchError(path, "an array", value)
        return make([element(each, (*path, index)) for index, each in enumerate(value)])

    return convert


def _fixed_tuple(kinds: tuple[Any, ...]) -> _Convert:
    converters = [_converter(kind) for kind in kinds]

    def convert(value: Any, path: Path) -> Any:
        if not isinstance(value, list) or len(value) != len(converters):
            raise TypeMismatchError(path, f"an array of {len(converters)}", value)
        pairs = zip(converters, value, strict=True)
        return tuple(each(inner, (*path, index)) for index, (each, inner) in enumerate(pairs))

    return convert


def _mapping(kind: Any) -> _Convert:
    member = _converter(kind)

    def convert(value: Any, path: Path) -> Any:
        if not isinstance(value, dict):
            raise TypeMismatchError(path, "an object", value)
        return {key: member(inner, (*path, key)) for key, inner in value.items()}

    return convert


def _dataclass(kind: Any) -> _Convert:
    hints = typing.get_type_hints(kind)
    fields = [field for field in dataclasses.fields(kind) if field.init]
    missing = dataclasses.MISSING
    required = {
        field.name
        for field in fields
        if field.default is missing and field.default_factory is missing
    }
    wanted = {field.name: hints[field.name] for field in fields}
    return _members(kind.__name__, wanted, required, lambda found: kind(**found))


def _members(
    name: str,
    hints: dict[str, Any],
    required: typing.AbstractSet[str],
    make: Callable[[dict[str, Any]], Any],
) -> _Convert:
    def convert(value: Any, path: Path) -> Any:
        if not isinstance(value, dict):
            raise TypeMismatchError(path, f"an object of {name}", value)
        for key in value:
            if key not in hints:
                raise TypeMismatchError((*path, key), f"left out: {name} has no such", value[key])
        for key in required:
            if key not in value:
                raise TypeMismatchError(path, f"an object of {name} with {key!r}", value)
        # Looked up now and not before: a type may name itself.
        found = {key: _converter(hints[key])(inner, (*path, key)) for key, inner in value.items()}
        return make(found)

    return convert


_SCALARS: dict[Any, _Convert] = {
    Any: _anything,
    object: _anything,
    None: _exactly(type(None), "null"),
    type(None): _exactly(type(None), "null"),
    bool: _exactly(bool, "a bool"),
    int: _exactly(int, "a whole number"),
    str: _exactly(str, "a string"),
    float: _real,
    Decimal: _decimal,
    datetime: _parsed(datetime.fromisoformat, "a date and time (ISO 8601)"),
    date: _parsed(date.fromisoformat, "a date (ISO 8601)"),
    time: _parsed(time.fromisoformat, "a time (ISO 8601)"),
    UUID: _parsed(UUID, "a UUID"),
}
