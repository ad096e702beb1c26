"""Stage 8: all backends say the same of pieces, lines and places, wherever they are cut."""

from __future__ import annotations

import random
import tracemalloc
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day02_json_parser.tests.cutting import cuts, events_of, place_of, values_of
from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.days.day02_json_parser.tests.test_backends import OPTIONS, mutated
from challenges.shared.testing import check, live

DOCUMENTS: list[bytes | str] = [
    b'\xef\xbb\xbf {"a/~":[1,-2.5e+3,{"\\u00e9":"x\\ud83d\\ude00\\n"}],"c":{"d":null},"e":[ ]}\n',
    '{"é":["😀",true],\n"語":[[1.0,2.5],[3,4]],"é":{"é":false}}',
    b'[1,\n 2,\n {"a":1,"a":2}\n]',
    b'[[1.5,2.5],[1,2],[1 , 2],["a","b"],[true],[[]],{"a":[1,2]}, 12345678901234567890123]',
    b'["\\ud83d", "\\ude00\\ud83d", "a\\/b\\\\"]',
    '["\ud83d\ude00", "\ud83dx", "é\ude00"]',
    b'{"a":[0,{"b":[1,2,{"c":"d"}]}], "x":NaN,\t"y":-Infinity, "z":1e999} ',
    b'1 [2]{"a":3}"x"null true\n-0.0 4',
    b'{"a":1,"b":\n{"c":"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80","d":"\xc3\x28"}}',
    b'["\xe2\x82\xac",[1,2,\n],3]',
    b'{"\\u0061":1,"b":2,"c\\n":[3,"x",true , 1e5],"d" :4,"e":"\\t","f":{"g":5}}',
]
STEPS = ["", "/*", "/a", "/*/*", "/a/*", "/a/0", "/*/1", "/1/a", "/é", "/a/1/b/*"]


def every_event_option() -> list[dict[str, Any]]:
    """Returns each set of options, with one document and with many."""
    return [options | {"multiple": many} for options in OPTIONS for many in (False, True)]


@on_each_backend
@pytest.mark.parametrize("data", DOCUMENTS, ids=lambda data: repr(data[:20]))
def test_events_are_alike(subject: ModuleType, backend: str, data: Any) -> None:
    """At each cut a backend has the events and the error that the Python one has for the whole."""
    for options in every_event_option():
        whole = repr(events_of(subject, [data], backend="python", **options))
        for pieces in cuts(data):
            told = lambda p=pieces, o=options: repr(events_of(subject, p, backend=backend, **o))  # noqa: E731
            check(told).returns(whole, why=f"{pieces} {options}")


@on_each_backend
@pytest.mark.parametrize("select", STEPS)
def test_values_are_alike(subject: ModuleType, backend: str, select: str) -> None:
    """At each cut a backend has the values and the error that the Python one has for the whole."""
    for data in DOCUMENTS:
        for options in ({}, {"multiple": True}, {"duplicates": "first"}, {"duplicates": "list"}):
            asked: dict[str, Any] = {"select": select, **options}
            whole = repr(values_of(subject, [data], backend="python", **asked))
            for pieces in cuts(data):
                told = lambda p=pieces, a=asked: repr(values_of(subject, p, backend=backend, **a))  # noqa: E731
                check(told).returns(whole, why=f"{pieces} {asked}")


def random_cuts(draws: random.Random, data: Any) -> list[Any]:
    """Returns data in pieces of random length."""
    pieces = []
    while data:
        size = draws.choice((1, 1, 2, 3, 7, 20))
        pieces.append(data[:size])
        data = data[size:]
    return pieces


@on_each_backend
@given(seed=st.integers(0, 2**64))
def test_random_pieces_are_read_alike(subject: ModuleType, backend: str, seed: int) -> None:
    """A random document in random pieces has the events and values that it has for Python."""
    draws = random.Random(seed)
    for _ in range(20):
        data: Any = mutated(draws)
        if draws.random() < 0.3:
            data = data.decode(errors="surrogateescape")
        options = draws.choice(every_event_option())
        select = draws.choice(STEPS)
        pieces = random_cuts(draws, data)
        whole = repr(events_of(subject, [data], backend="python", **options))
        check(
            lambda p=pieces, o=options: repr(events_of(subject, p, backend=backend, **o))
        ).returns(whole, why=f"{pieces} {options}")
        whole = repr(values_of(subject, [data], backend="python", select=select, **options))
        check(
            lambda p=pieces, o=options, s=select: repr(
                values_of(subject, p, backend=backend, select=s, **o)
            )
        ).returns(whole, why=f"{pieces} {select} {options}")


def lines_of(subject: ModuleType, data: Any, **options: Any) -> list[Any]:
    """Returns values and places of errors of lines, in their order."""
    found: list[Any] = []
    note = lambda error: found.append(place_of(error))  # noqa: E731
    for value in subject.loads_lines(data, on_error=note, **options):
        found.append(value)
    return found


@on_each_backend
@given(seed=st.integers(0, 2**64))
def test_random_lines_are_read_alike(subject: ModuleType, backend: str, seed: int) -> None:
    """Lines have the values and errors that they have for Python."""
    draws = random.Random(seed)
    for _ in range(10):
        data: Any = b"\n".join(mutated(draws) for _ in range(draws.randint(0, 4)))
        if draws.random() < 0.3:
            data = data.decode(errors="surrogateescape")
        options = draws.choice(OPTIONS)
        told = lambda d=data, o=options: repr(lines_of(subject, d, backend=backend, **o))  # noqa: E731
        whole = repr(lines_of(subject, data, backend="python", **options))
        check(told).returns(whole, why=f"{data!r} {options}")


def places_of(subject: ModuleType, data: Any, backend: str) -> list[Any]:
    """Returns what a lazy document says of each place that can be reached, and of some others."""
    document = subject.Document(data, backend=backend)
    found: list[Any] = []
    waiting = ["", "/a", "/b", "/x", "/é", "/0", "/1", "/-", "/00"]
    for pointer in waiting:
        for name in ("raw", "keys", "__len__", "value"):
            try:
                said = getattr(document.at(pointer), name)()
            except subject.JSONDecodeError as error:
                said = place_of(error)
            except subject.pointer.PointerError as error:
                said = str(error)
            found.append((pointer, name, said))
        if len(waiting) < 60:
            try:
                waiting += [place.pointer for place in document.at(pointer)]
            except (subject.JSONDecodeError, subject.pointer.PointerError):
                waiting += [f"{pointer}/{step}" for step in ("a", "0") if pointer.count("/") < 3]
    return found


@on_each_backend
@given(seed=st.integers(0, 2**64))
def test_random_documents_are_looked_into_alike(
    subject: ModuleType, backend: str, seed: int
) -> None:
    """A lazy document has the places, texts and errors that it has for Python."""
    draws = random.Random(seed)
    for _ in range(2):
        data: Any = mutated(draws)
        if draws.random() < 0.3:
            data = data.decode(errors="surrogateescape")
        whole = repr(places_of(subject, data, "python"))
        check(lambda d=data: repr(places_of(subject, d, backend))).returns(whole, why=repr(data))


@on_each_backend
def test_memory_of_a_stream(subject: ModuleType, backend: str) -> None:
    """A stream of two hundred pieces is read in the memory of a few."""
    piece = b'"' + b"x" * 4000 + b'",'
    parser = subject.PushParser(backend=backend)
    tracemalloc.start()
    try:
        for part in [b"[", *[piece] * 200, b"0]"]:
            parser.feed(part)
            for _ in parser.events():
                pass
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    check(lambda: most < 20 * len(piece)).returns(True, why=f"at most {most} bytes were held")


def test_views_are_read_by_their_bytes(subject: ModuleType) -> None:
    """A view of a part of memory, with gaps or without, is a piece of its bytes."""
    view = memoryview(bytearray(b"x[1,2]x"))
    check(values_of, live(subject), live([view[1:-1]])).returns([[1, 2]])
    check(values_of, live(subject), live([memoryview(b"[-1-]-")[::2]])).returns([[1]])
