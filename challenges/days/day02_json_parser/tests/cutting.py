"""Documents in pieces, as a backend reads them, in the words of the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any


def cuts(data: Any) -> Iterator[list[Any]]:
    """Yields the pieces of data: cut in two at each place, and into single bytes or characters."""
    for cut in range(len(data) + 1):
        yield [data[:cut], data[cut:]]
    yield [data[place : place + 1] for place in range(len(data))]


def place_of(error: Any) -> tuple[Any, ...]:
    """Returns what is wrong, and all that an error says of the place."""
    return error.code, error.byte, error.char, error.lineno, error.colno, error.pointer


def events_of(subject: ModuleType, pieces: Iterable[Any], **options: Any) -> list[Any]:
    """Returns the events of pieces, and last what `place_of` says of the error if there is one."""
    parser = subject.PushParser(**options)
    found: list[Any] = []
    try:
        for piece in pieces:
            parser.feed(piece)
            for event in parser.events():
                found.append(tuple(event))
        parser.finish()
        for event in parser.events():
            found.append(tuple(event))
    except subject.JSONDecodeError as error:
        found.append(place_of(error))
    return found


def values_of(subject: ModuleType, pieces: Iterable[Any], **options: Any) -> list[Any]:
    """Returns the values of pieces, and last what `place_of` says of the error if there is one."""
    found: list[Any] = []
    try:
        for value in subject.iterparse(pieces, **options):
            found.append(value)
    except subject.JSONDecodeError as error:
        found.append(place_of(error))
    return found
