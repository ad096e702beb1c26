"""Stage 6: documents in pieces."""

from __future__ import annotations

import asyncio
import io
import os
import random
from collections.abc import AsyncIterator, Iterator
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from challenges.days.day02_json_parser.tests.cutting import cuts, events_of, place_of, values_of
from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.shared.testing import check, live

DOCUMENT = '{"a":[1,-2.5e3,{"é":"x\\ud83d\\ude00\\n"}],"c~":{"/d":null},"e":[],"语":"é😀"} '


@on_each_backend
def test_events(subject: ModuleType, backend: str) -> None:
    """Each key, scalar, start and end is an event, with a pointer to the value it belongs to."""
    events = [
        ("", "start_object", None),
        ("", "key", "a"),
        ("/a", "start_array", None),
        ("/a/0", "value", 1),
        ("/a/1", "value", -2500.0),
        ("/a/2", "start_object", None),
        ("/a/2", "key", "é"),
        ("/a/2/é", "value", "x😀\n"),
        ("/a/2", "end_object", None),
        ("/a", "end_array", None),
        ("", "key", "c~"),
        ("/c~0", "start_object", None),
        ("/c~0", "key", "/d"),
        ("/c~0/~1d", "value", None),
        ("/c~0", "end_object", None),
        ("", "key", "e"),
        ("/e", "start_array", None),
        ("/e", "end_array", None),
        ("", "key", "语"),
        ("/语", "value", "é😀"),
        ("", "end_object", None),
    ]
    check(events_of, live(subject), [DOCUMENT], backend=backend).returns(events)


def told(value: Any, pointer: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yields the events of a value."""
    if isinstance(value, list):
        yield pointer, "start_array", None
        for index, element in enumerate(value):
            yield from told(element, f"{pointer}/{index}")
        yield pointer, "end_array", None
    elif isinstance(value, dict):
        yield pointer, "start_object", None
        for key, member in value.items():
            yield pointer, "key", key
            yield from told(member, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
        yield pointer, "end_object", None
    else:
        yield pointer, "value", value


@on_each_backend
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.lists(st.integers() | st.floats(-1e9, 1e9), max_size=4)
            | st.dictionaries(st.text('a/~\n"é', max_size=3), inner, max_size=4)
        ),
        max_leaves=12,
    ),
    cut=st.integers(0, 60),
    indent=st.none() | st.just(1),
)
@example(value=[[1.5, 2.5], [1, 2], 3, [], {}, [[0.5], 1], "x"], cut=0, indent=None)
@example(value={"a": [1], "b~": [0.5, 1.5], "/": {}, "c": [], "d": {"e": 1}}, cut=0, indent=1)
def test_events_of_any_value(
    subject: ModuleType, backend: str, value: Any, cut: int, indent: int | None
) -> None:
    """The events of a value are those of a walk through it."""
    data = subject.dumpb(value, indent=indent, backend="python")
    check(events_of, live(subject), [data[:cut], data[cut:]], backend=backend).returns(
        list(told(value))
    )


CUT = [
    DOCUMENT.encode(),
    b"\xef\xbb\xbf[1,true]",
    b"[1,2 , \n]",
    b'{"a":1 ,\n }',
    b'[1,\n "abc',
    b"[12",
    b"-0.5e+10",
    b"1e400",
    b"[01]",
    b"[tru",
    b"nulx",
    rb'"\ud83d\u0041"',
    rb'["\ud83d\ude00',
    b'"\\ud83',
    b'"a\\',
    b'"\xe2\x82',
    b'"\xe2\x28"',
    b'["\xf0\x9f\x98\x80", \xff]',
    b'{"a":{"b":x',
    b"[1] 2",
    b"",
    b" \n",
]


@on_each_backend
@pytest.mark.parametrize("data", CUT, ids=lambda data: repr(data[:24]))
def test_any_cut_gives_the_same(subject: ModuleType, backend: str, data: bytes) -> None:
    """Wherever a document is cut, events and error are the same, down to the column."""
    whole = events_of(subject, [data], backend=backend)
    for pieces in cuts(data):
        check(events_of, live(subject), pieces, backend=backend).returns(whole)


@on_each_backend
@pytest.mark.parametrize("data", CUT, ids=lambda data: repr(data[:24]))
def test_value_and_error_are_those_of_loads(subject: ModuleType, backend: str, data: bytes) -> None:
    """A document in pieces has the value that `loads` has for the whole, or its error."""
    try:
        expected: list[Any] = [subject.loads(data, backend=backend)]
    except subject.JSONDecodeError as error:
        expected = [place_of(error)]
        for pieces in cuts(data):
            check(lambda p=pieces: events_of(subject, p, backend=backend)[-1:]).returns(expected)
    for pieces in cuts(data):
        check(lambda p=pieces: values_of(subject, p, backend=backend)[-1:]).returns(expected)


@on_each_backend
def test_text_in_pieces(subject: ModuleType, backend: str) -> None:
    """Pieces may be str, of which pos counts characters; bytes and str do not mix."""
    parser = subject.PushParser(backend=backend)
    for char in '["é😀",x':
        parser.feed(char)
    error = check(parser.close).raises(subject.JSONDecodeError)
    check(tuple, [error.pos, error.byte, error.code]).returns((6, 10, "expected_value"))
    mixed = subject.PushParser(backend=backend)
    mixed.feed("[")
    check(mixed.feed, b"]").raises(TypeError)
    check(mixed.feed, 1).raises(TypeError)


@on_each_backend
def test_number_waits_for_its_end(subject: ModuleType, backend: str) -> None:
    """A number is complete when something else follows, and not before."""
    parser = subject.PushParser(backend=backend)
    parser.feed(b"[12")
    check(list, parser.events()).returns([("", "start_array", None)])
    parser.feed(b"3")
    check(list, parser.events()).returns([])
    parser.feed(b",")
    check(list, parser.events()).returns([("/0", "value", 123)])


@on_each_backend
def test_close(subject: ModuleType, backend: str) -> None:
    """close completes a number at the end; afterwards nothing can be fed."""
    parser = subject.PushParser(backend=backend)
    parser.feed(b"12")
    check(list, parser.events()).returns([])
    parser.close()
    check(list, parser.events()).returns([("", "value", 12)])
    parser.close()
    check(parser.feed, b"3").raises(ValueError)
    unfinished = subject.PushParser(backend=backend)
    unfinished.feed(b"[1,")
    check(unfinished.close).raises(subject.JSONDecodeError)
    iterator = unfinished.events()
    check(lambda: [next(iterator), next(iterator)]).returns(
        [("", "start_array", None), ("/0", "value", 1)], why="they came before the error"
    )
    check(next, iterator).raises(subject.JSONDecodeError)


@on_each_backend
def test_error_stays(subject: ModuleType, backend: str) -> None:
    """After an error every further look raises it again, and nothing else comes."""
    parser = subject.PushParser(backend=backend)
    parser.feed(b"[1,x")
    iterator = parser.events()
    check(lambda: [next(iterator), next(iterator)]).returns(
        [("", "start_array", None), ("/0", "value", 1)]
    )
    first = check(next, iterator).raises(subject.JSONDecodeError)
    parser.feed(b",2]")
    again = check(lambda: list(parser.events())).raises(subject.JSONDecodeError)
    check(lambda: again is first).returns(True)
    check(parser.close).raises(subject.JSONDecodeError)


@on_each_backend
def test_options_of_streams(subject: ModuleType, backend: str) -> None:
    """Options of loads hold in pieces too: depth, duplicates, size, surrogates, numbers."""

    def last(data: bytes, **options: Any) -> Any:
        return events_of(subject, [data[:3], data[3:]], backend=backend, **options)[-1]

    check(last, b"[[[", max_depth=2).returns(("depth", 2, 2, 1, 3, "/0/0"))
    check(last, b'{"a":1,"a"', duplicates="error").returns(("duplicate_key", 7, 7, 1, 8, ""))
    check(last, b"[1,2]", max_size=4).returns(("size", 4, 4, 1, 5, ""))
    check(last, b"[1,2]", max_size=5).returns(("", "end_array", None))
    check(last, b"\xef\xbb\xbf1", bom="error").returns(("bom", 0, 0, 1, 1, ""))
    check(last, b"1.50", numbers="decimal").returns(("", "value", Decimal("1.50")))
    check(last, rb'"\ud800"', surrogates="keep").returns(("", "value", "\ud800"))
    check(subject.PushParser, dialect="json5").raises(ValueError)
    check(subject.PushParser, backend="fortran").raises(subject.BackendUnavailableError)


@on_each_backend
def test_values_as_they_arrive(subject: ModuleType, backend: str) -> None:
    """iterparse yields a value as soon as it is complete, before more is asked for."""
    asked: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number, piece in enumerate((b'{"items":[{"a":1},', b'{"a":2}', b',{"a":3}]}')):
            asked.append(number)
            yield piece

    values = subject.iterparse(pieces(), select="/items/*", backend=backend)
    check(next, values).returns({"a": 1})
    check(list, asked).returns([0])
    check(next, values).returns({"a": 2})
    check(list, asked).returns([0, 1])
    check(list, values).returns([{"a": 3}])


@on_each_backend
def test_select(subject: ModuleType, backend: str) -> None:
    """select is a pointer in which * stands for any step."""
    data = b'{"a":[{"b":1},{"b":[2]},{"c":3}],"d":{"b":4},"b":5}'
    for select, values in (
        ("/a/*/b", [1, [2]]),
        ("/*/b", [4]),
        ("/a/1", [{"b": [2]}]),
        ("/b", [5]),
        ("/*/*/*", [1, [2], 3]),
        ("/x", []),
        ("/a/1/b/0/c", []),
        ("", [{"a": [{"b": 1}, {"b": [2]}, {"c": 3}], "d": {"b": 4}, "b": 5}]),
    ):
        check(lambda s=select: list(subject.iterparse(data, select=s, backend=backend))).returns(
            values, why=select
        )
    check(
        lambda: list(subject.iterparse(b'{"a/b":{"~":1}}', select="/a~1b/~0", backend=backend))
    ).returns([1])


@on_each_backend
def test_many_documents(subject: ModuleType, backend: str) -> None:
    """With multiple, documents may follow one another, with or without white space."""
    values = lambda data: list(subject.iterparse(data, multiple=True, backend=backend))  # noqa: E731
    check(values, b'1 2\n[3]{"a":4}"x"null ').returns([1, 2, [3], {"a": 4}, "x", None])
    check(values, b" ").returns([])
    check(values, b"[1][2").raises(subject.JSONDecodeError)


@on_each_backend
def test_values_of_a_pipe_come_as_they_are_written(subject: ModuleType, backend: str) -> None:
    """A value that has come through a pipe is not held back until more of it is full."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "wb", buffering=0) as target:
        target.write(b'{"a":1}\n{"b"')
        values = subject.iterparse(source, multiple=True, backend=backend)
        check(lambda: next(values)).returns({"a": 1}, why="it is complete, and the pipe stays open")
        target.write(b":2}\n")
        check(lambda: next(values)).returns({"b": 2}, why="now this one is, too")


@on_each_backend
def test_sources(subject: ModuleType, backend: str) -> None:
    """iterparse reads files of bytes or text, iterables of pieces, or one piece."""
    for source in (io.BytesIO(b"[1]"), io.StringIO("[1]"), [b"[", b"1]"], b"[1]", "[1]"):
        check(lambda s=source: list(subject.iterparse(s, backend=backend))).returns([[1]])
    events = lambda: list(subject.iterparse(b"[]", events=True, backend=backend))  # noqa: E731
    check(events).returns([("", "start_array", None), ("", "end_array", None)])
    check(lambda: list(subject.iterparse(b"1", events=True, select="/a", backend=backend))).raises(
        ValueError
    )


@on_each_backend
def test_values_before_an_error(subject: ModuleType, backend: str) -> None:
    """Values before an error are yielded, then the error is raised."""
    values = subject.iterparse([b"[1,2,", b"x]"], select="/*", backend=backend)
    check(lambda: [next(values), next(values)]).returns([1, 2])
    check(next, values).raises(
        subject.JSONDecodeError, holds=lambda e: (e.byte, e.pointer) == (5, "/2"), what="place 5"
    )


@on_each_backend
def test_asynchronous_pieces(subject: ModuleType, backend: str) -> None:
    """aiterparse does the same for pieces that arrive asynchronously."""

    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b"[1,{", b'"a":2}', b",3]"):
            yield piece

    async def values() -> list[Any]:
        return [value async for value in subject.aiterparse(pieces(), select="/*", backend=backend)]

    check(lambda: asyncio.run(values())).returns([1, {"a": 2}, 3])


@on_each_backend
def test_long_values_in_small_pieces(subject: ModuleType, backend: str) -> None:
    """A value of many pieces is put together once, and not anew for each piece."""
    for data, value in (
        (b'"' + rb"\u00e9x" * 10_000 + b'"', "éx" * 10_000),
        (b"1." + b"5" * 40_000, 1.0 + 5 / 9),
        (b"[" + b"1," * 10_000 + b"2]", [1] * 10_000 + [2]),
    ):
        pieces = [data[place : place + 1] for place in range(len(data))]
        check(lambda p=pieces: list(subject.iterparse(p, backend=backend))).returns([value])


@on_each_backend
def test_random_cuts_of_a_large_document(subject: ModuleType, backend: str) -> None:
    """A large document in pieces of random size gives the value that loads gives."""
    draws = random.Random(7396)
    rows = [
        {"id": n, "name": f"né{n}\n", "at": [n / 3, -n], "on": n % 3 == 0, "of": None}
        for n in range(500)
    ]
    data = subject.dumpb(rows, indent=1)
    pieces, place = [], 0
    while place < len(data):
        size = draws.choice((1, 2, 5, 40, 1000))
        pieces.append(data[place : place + size])
        place += size
    check(lambda: next(subject.iterparse(pieces, backend=backend))).returns(rows)


@on_each_backend
def test_events_left_lying_are_not_lost(subject: ModuleType, backend: str) -> None:
    """Who stops looking at events in the middle finds the rest later, before newer ones."""
    parser = subject.PushParser(backend=backend)
    parser.feed(b"[1,2,")
    check(lambda: [next(parser.events()) for _ in range(2)]).returns(
        [("", "start_array", None), ("/0", "value", 1)]
    )
    parser.feed(b"3]")
    parser.close()
    check(lambda: list(parser.events())).returns(
        [("/1", "value", 2), ("/2", "value", 3), ("", "end_array", None)]
    )


@on_each_backend
def test_limit_of_a_stream(subject: ModuleType, backend: str) -> None:
    """What is complete within max_size comes, then the error at that byte, however it is cut."""
    data = '{"a":"é","b":12345} '.encode()
    for limit in range(len(data)):
        told = events_of(subject, [data[:limit], data[limit:]], backend=backend, max_size=limit)
        character, line = len(data[:limit].decode(errors="replace")), data[:limit].count(b"\n")
        place = ("size", limit, character, line + 1, character + 1, "")
        check(lambda t=told: t[-1]).returns(place)
        for pieces in cuts(data):
            check(events_of, live(subject), pieces, backend=backend, max_size=limit).returns(told)
