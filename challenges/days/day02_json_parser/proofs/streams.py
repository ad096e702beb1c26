"""The same document in pieces, in lines and looked into: what must come of that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from challenges.days.day02_json_parser import (
    Document,
    JSONDecodeError,
    PushParser,
    iterparse,
    loads,
    loads_lines,
)
from challenges.days.day02_json_parser.errors import pointer_step
from challenges.days.day02_json_parser.pointer import PointerError
from challenges.days.day02_json_parser.proofs.documents import Case
from challenges.days.day02_json_parser.proofs.outcomes import (
    Outcome,
    Refused,
    Value,
    outcome,
    value_of,
)

Wrong = tuple[str, object, object]  # backend, what must be, what is


def in_pieces(case: Case, backends: tuple[str, ...], whole: Outcome) -> Iterator[Wrong]:
    """Yields what is wrong when a document comes in pieces.

    Events and values are those of the document in one piece; and where one document is asked for,
    its value or error is that of `loads`. What is too long is refused by `loads` at once, but in
    pieces only behind all that is in order.
    """
    given, load = case.given(), dict(case.load)
    pieces = [given[at:end] for at, end in zip((0, *case.cuts), (*case.cuts, None), strict=True)]  # type: ignore[misc]
    comparable = load.get("nonfinite") != "allow"
    asked = {"multiple": case.multiple, **load}
    events, values = _events([given], asked), _values([given], case.select, asked)
    for name in backends:
        there = {"backend": name, **asked}
        if (got := _events(pieces, there)) != events:
            yield name, events, got
        if (got := _values(pieces, case.select, there)) != values:
            yield name, values, got
        if not case.multiple and "max_size" not in load:
            found = outcome(lambda t=there: next(iterparse(iter(pieces), **t)), comparable, True)  # type: ignore[misc]
            if isinstance(found, Value) and isinstance(whole, Refused):
                found = outcome(lambda t=there: list(iterparse(iter(pieces), **t)), placed=True)  # type: ignore[misc]
            if found != whole:
                yield name, whole, found


def _events(pieces: list[Any], options: dict[str, Any]) -> list[Any]:
    """Returns digests of the events of pieces, and last the error if there is one."""
    parser = PushParser(**options)
    found: list[Any] = []

    def run() -> None:
        for piece in pieces:
            parser.feed(piece)
            found.extend(parser.events())
        parser.finish()
        found.extend(parser.events())

    end = outcome(run, placed=True)
    return [value_of(found, comparable=False), end]


def _values(pieces: list[Any], select: str, options: dict[str, Any]) -> list[Any]:
    """Returns the digest of the values of pieces, and last the error if there is one."""
    found: list[Any] = []

    def run() -> None:
        for value in iterparse(iter(pieces), select=select, **options):
            found.append(value)

    end = outcome(run, placed=True)
    return [value_of(found, comparable=False), end]


def in_lines(case: Case, backends: tuple[str, ...], _: Outcome) -> Iterator[Wrong]:
    """Yields what is wrong when a document is read as lines: each must be as if it were alone."""
    given = case.given()
    load = dict(case.load)
    newline: Any = "\n" if isinstance(given, str) else b"\n"
    expected: list[Any] = []
    for number, line in enumerate(given.split(newline), 1):
        found = outcome(lambda text=line: loads(text, backend="python", **load), comparable=False)  # type: ignore[misc]
        if isinstance(found, Refused) and found.code != "empty":
            expected.append((number, found.code, found.path))
        elif isinstance(found, Value):
            expected.append(found.digest)
    for name in backends:
        got: list[Any] = []

        def note(error: JSONDecodeError, into: list[Any] = got) -> None:
            into.append((error.lineno, error.code, error.path))

        end = outcome(lambda n=name, into=got, at=note: _lines(given, n, load, into, at))  # type: ignore[misc]
        if got != expected or not isinstance(end, Value):
            yield name, expected, (got, end)


def _lines(given: Any, backend: str, load: dict[str, Any], into: list[Any], note: Any) -> None:
    for value in loads_lines(given, on_error=note, backend=backend, **load):
        into.append(value_of(value, comparable=False).digest)


def looked_into(case: Case, backends: tuple[str, ...], whole: Outcome) -> Iterator[Wrong]:
    """Yields what is wrong when some members of a document are asked for.

    Of a document that is read, each is what it is in the whole. Of another, a value, no such place,
    or the error of the whole may come, and nothing else.
    """
    given, load = case.given(), dict(case.load)
    if load.get("duplicates", "last") != "last" or "max_depth" in load:
        return  # a member need not be there, or is not as deep as in the whole
    if isinstance(whole, Refused):
        for name in backends:
            end = outcome(lambda n=name: _looked_at(given, "/0/a", n, load), placed=True)  # type: ignore[misc]
            good = isinstance(end, Value) or (isinstance(end, Refused) and end == whole)
            if not good:
                yield name, whole, end
        return
    value = loads(given, backend="python", **load)
    for pointer, member in _some_members(value):
        expected = value_of(member, comparable=False)
        for name in backends:
            got = outcome(lambda n=name, p=pointer: _looked_at(given, p, n, load), comparable=False)  # type: ignore[misc]
            if got != expected:
                yield name, (pointer, expected), got


def _looked_at(given: Any, pointer: str, backend: str, load: dict[str, Any]) -> Any:
    try:
        return Document(given, backend=backend, **load).at(pointer).value()
    except PointerError as error:
        return str(error)


def _some_members(value: Any) -> Iterator[tuple[str, Any]]:
    """Yields the last member of each level on one way down, with its pointer."""
    pointer = ""
    yield pointer, value
    while isinstance(value, list | dict) and value:
        step, value = [*(value.items() if isinstance(value, dict) else enumerate(value))][-1]
        pointer += f"/{pointer_step(step)}"
        yield pointer, value
