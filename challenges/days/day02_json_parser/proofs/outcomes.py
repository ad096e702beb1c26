"""What came of a call, in a form in which two of them are equal only if nothing differs."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import Any, NamedTuple

from challenges.days.day02_json_parser import JSONDecodeError, JSONEncodeError


class Refused(NamedTuple):
    """An error of the library.

    Attributes:
        kind: Its class.
        code: What is wrong.
        byte: Where; -1 when a value was written.
        path: In which value.
        place: Character, line and column, where they are asked for.
    """

    kind: type
    code: str
    byte: int
    path: tuple[str | int, ...]
    place: tuple[int, ...] = ()


class Raised(NamedTuple):
    """An error that the library may not raise.

    Attributes:
        kind: The name of its class.
        says: Its text.
    """

    kind: str
    says: str


class Value(NamedTuple):
    """A value, with what tells it from all others.

    Attributes:
        digest: Types, bits of floats and the order of members.
        value: The value, by which strings of the same text but another form are told apart; None
            where a value need not be equal to itself.
    """

    digest: bytes | str
    value: Any


Outcome = Value | Refused | Raised


def value_of(value: Any, comparable: bool = True) -> Value:
    """Returns a value with its digest."""
    try:
        # Version 2: floats are bits, and no object is written as a reference to another.
        return Value(marshal.dumps(value, 2), value if comparable else None)
    except ValueError:  # Decimal and Number are no types of marshal
        return Value(repr(value), None)


def outcome(call: Callable[[], Any], comparable: bool = True, placed: bool = False) -> Outcome:
    """Returns what came of a call.

    Args:
        call: What is called.
        comparable: Whether its value is equal to itself, as NaN is not.
        placed: Whether character, line and column of an error count.
    """
    try:
        return _came(call, comparable, placed)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a panic of Rust is no Exception
        return Raised(type(error).__name__, str(error))


def _came(call: Callable[[], Any], comparable: bool, placed: bool) -> Outcome:
    try:
        return value_of(call(), comparable)
    except JSONDecodeError as error:
        place = (error.char, error.lineno, error.colno) if placed else ()
        return Refused(type(error), error.code, error.byte, error.path, place)
    except JSONEncodeError as error:
        return Refused(type(error), error.code, -1, error.path)
