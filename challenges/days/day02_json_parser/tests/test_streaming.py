"""Stage 6: documents in pieces, in lines, and looked into without being read."""

from __future__ import annotations

import asyncio
import dataclasses
import enum
import io
import random
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any, Literal, TypedDict
from uuid import UUID

import pytest

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.shared.testing import check

DOCUMENT = '{"a":[1,-2.5e3,{"é":"x\\ud83d\\ude00\\n"}],"c~":{"/d":null},"e":[],"语":"é😀"} '


def outcome(parser: Any, pieces: list[Any], error_type: type) -> list[Any]:
    """Returns the events of pieces, and last the error if there is one."""
    found: list[Any] = []
    try:
        for piece in pieces:
            parser.feed(piece)
            for event in parser.events():
                found.append(tuple(event))
        parser.close()
    except error_type as error:
        found.extend(map(tuple, _rest(parser, error_type)))
        place = (error.byte, error.char, error.lineno, error.colno, error.pointer)  # type: ignore[attr-defined]
        return [*found, (error.code, *place)]  # type: ignore[attr-defined]
    return [*found, *map(tuple, parser.events())]


def _rest(parser: Any, error_type: type) -> Iterator[Any]:
    try:
        yield from parser.events()
    except error_type:
        return


def test_events(subject: ModuleType) -> None:
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
    check(outcome, subject.PushParser(), [DOCUMENT], subject.JSONDecodeError).returns(events)


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


@pytest.mark.parametrize("data", CUT, ids=lambda data: repr(data[:24]))
def test_any_cut_gives_the_same(subject: ModuleType, data: bytes) -> None:
    """Wherever a document is cut, events and error are the same, down to the column."""
    parser, error_type = subject.PushParser, subject.JSONDecodeError
    whole = outcome(parser(), [data], error_type)
    for cut in range(len(data) + 1):
        check(outcome, parser(), [data[:cut], data[cut:]], error_type).returns(whole)
    single = [data[place : place + 1] for place in range(len(data))]
    check(outcome, parser(), single, error_type).returns(whole)


@on_each_backend
@pytest.mark.parametrize("data", CUT, ids=lambda data: repr(data[:24]))
def test_error_is_that_of_loads(subject: ModuleType, backend: str, data: bytes) -> None:
    """A document in pieces is refused with the error that `loads` has for the whole."""
    pieces = [data[place : place + 1] for place in range(len(data))]
    last = outcome(subject.PushParser(), pieces, subject.JSONDecodeError)[-1:]
    try:
        subject.loads(data, backend=backend)
    except subject.JSONDecodeError as error:
        place = (error.byte, error.char, error.lineno, error.colno, error.pointer)
        check(list, last).returns([(error.code, *place)])
    else:
        check(lambda: len(last[0])).returns(3, why="an event, and no error")


def test_text_in_pieces(subject: ModuleType) -> None:
    """Pieces may be str, of which pos counts characters; bytes and str do not mix."""
    parser = subject.PushParser()
    for char in '["é😀",x':
        parser.feed(char)
    error = check(parser.close).raises(subject.JSONDecodeError)
    check(tuple, [error.pos, error.byte, error.code]).returns((6, 10, "expected_value"))
    mixed = subject.PushParser()
    mixed.feed("[")
    check(mixed.feed, b"]").raises(TypeError)
    check(mixed.feed, 1).raises(TypeError)


def test_number_waits_for_its_end(subject: ModuleType) -> None:
    """A number is complete when something else follows, and not before."""
    parser = subject.PushParser()
    parser.feed(b"[12")
    check(list, parser.events()).returns([("", "start_array", None)])
    parser.feed(b"3")
    check(list, parser.events()).returns([])
    parser.feed(b",")
    check(list, parser.events()).returns([("/0", "value", 123)])


def test_close(subject: ModuleType) -> None:
    """close completes a number at the end; afterwards nothing can be fed."""
    parser = subject.PushParser()
    parser.feed(b"12")
    check(list, parser.events()).returns([])
    parser.close()
    check(list, parser.events()).returns([("", "value", 12)])
    parser.close()
    check(parser.feed, b"3").raises(ValueError)


def test_error_stays(subject: ModuleType) -> None:
    """After an error every further look raises it again, and nothing else comes."""
    parser = subject.PushParser()
    parser.feed(b"[1,x")
    iterator = parser.events()
    check(lambda: [next(iterator), next(iterator)]).returns(
        [("", "start_array", None), ("/0", "value", 1)]
    )
    check(next, iterator).raises(subject.JSONDecodeError)
    parser.feed(b",2]")
    check(lambda: list(parser.events())).raises(subject.JSONDecodeError)
    check(parser.close).raises(subject.JSONDecodeError)


def test_options_of_streams(subject: ModuleType) -> None:
    """Options of loads hold in pieces too: depth, duplicates, size, surrogates, numbers."""
    error_type = subject.JSONDecodeError

    def last(data: bytes, **options: Any) -> Any:
        return outcome(subject.PushParser(**options), [data[:3], data[3:]], error_type)[-1]

    check(last, b"[[[", max_depth=2).returns(("depth", 2, 2, 1, 3, "/0/0"))
    check(last, b'{"a":1,"a"', duplicates="error").returns(("duplicate_key", 7, 7, 1, 8, ""))
    check(last, b"[1,2]", max_size=4).returns(("size", 4, 4, 1, 5, ""))
    check(last, b"[1,2]", max_size=5).returns(("", "end_array", None))
    check(last, b"\xef\xbb\xbf1", bom="error").returns(("bom", 0, 0, 1, 1, ""))
    check(last, b"1.50", numbers="decimal").returns(("", "value", Decimal("1.50")))
    check(last, rb'"\ud800"', surrogates="keep").returns(("", "value", "\ud800"))
    check(subject.PushParser, dialect="json5").raises(ValueError)


def test_values_as_they_arrive(subject: ModuleType) -> None:
    """iterparse yields a value as soon as it is complete, before more is asked for."""
    asked: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number, piece in enumerate((b'{"items":[{"a":1},', b'{"a":2}', b',{"a":3}]}')):
            asked.append(number)
            yield piece

    values = subject.iterparse(pieces(), select="/items/*")
    check(next, values).returns({"a": 1})
    check(list, asked).returns([0])
    check(next, values).returns({"a": 2})
    check(list, asked).returns([0, 1])
    check(list, values).returns([{"a": 3}])


def test_select(subject: ModuleType) -> None:
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
        check(lambda s=select: list(subject.iterparse(data, select=s))).returns(values, why=select)
    check(lambda: list(subject.iterparse(b'{"a/b":{"~":1}}', select="/a~1b/~0"))).returns([1])


def test_many_documents(subject: ModuleType) -> None:
    """With multiple, documents may follow one another, with or without white space."""
    values = lambda data: list(subject.iterparse(data, multiple=True))  # noqa: E731
    check(values, b'1 2\n[3]{"a":4}"x"null ').returns([1, 2, [3], {"a": 4}, "x", None])
    check(values, b" ").returns([])
    check(values, b"[1][2").raises(subject.JSONDecodeError)


def test_sources(subject: ModuleType) -> None:
    """iterparse reads files of bytes or text, iterables of pieces, or one piece."""
    for source in (io.BytesIO(b"[1]"), io.StringIO("[1]"), [b"[", b"1]"], b"[1]", "[1]"):
        check(lambda s=source: list(subject.iterparse(s))).returns([[1]])
    events = lambda: list(subject.iterparse(b"[]", events=True))  # noqa: E731
    check(events).returns([("", "start_array", None), ("", "end_array", None)])
    check(lambda: list(subject.iterparse(b"1", events=True, select="/a"))).raises(ValueError)


def test_values_before_an_error(subject: ModuleType) -> None:
    """Values before an error are yielded, then the error is raised."""
    values = subject.iterparse([b"[1,2,", b"x]"], select="/*")
    check(lambda: [next(values), next(values)]).returns([1, 2])
    check(next, values).raises(
        subject.JSONDecodeError, holds=lambda e: (e.byte, e.pointer) == (5, "/2"), what="place 5"
    )


def test_asynchronous_pieces(subject: ModuleType) -> None:
    """aiterparse does the same for pieces that arrive asynchronously."""

    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b"[1,{", b'"a":2}', b",3]"):
            yield piece

    async def values() -> list[Any]:
        return [value async for value in subject.aiterparse(pieces(), select="/*")]

    check(lambda: asyncio.run(values())).returns([1, {"a": 2}, 3])


def test_long_tokens_in_small_pieces(subject: ModuleType) -> None:
    """A string or number of many pieces is put together once, and not anew for each piece."""
    string, number = b'"' + rb"\u00e9x" * 20_000 + b'"', b"1." + b"5" * 40_000
    for data, value in ((string, "éx" * 20_000), (number, 1.0 + 5 / 9)):
        pieces = [data[place : place + 1] for place in range(len(data))]
        check(lambda p=pieces: list(subject.iterparse(p))).returns([value])


@on_each_backend
def test_lines(subject: ModuleType, backend: str) -> None:
    """Each line that is not blank is a document; lines end at newlines only."""
    for data in (b'1\n[2]\r\n\n \t\n{"a":"\xc2\x85"}\n3', '1\n[2]\r\n\n \t\n{"a":"\x85"}\n3'):
        check(lambda d=data: list(subject.loads_lines(d, backend=backend))).returns(
            [1, [2], {"a": "\x85"}, 3]
        )


@on_each_backend
def test_errors_of_lines(subject: ModuleType, backend: str) -> None:
    """An error counts lines, bytes and characters from the beginning of the data."""
    data = '"é"\n\nx\n[1,\n2\n'.encode()
    lines = subject.loads_lines(data, backend=backend)
    check(next, lines).returns("é")
    error = check(next, lines).raises(subject.JSONDecodeError)
    place = (error.lineno, error.colno, error.byte, error.char, error.pos, error.code)
    check(tuple, place).returns((3, 1, 6, 5, 6, "expected_value"))
    check(lambda: list(subject.loads_lines(data, on_error="skip"))).returns(["é", 2])
    found: list[Any] = []
    values = lambda: list(subject.loads_lines(data.decode(), on_error=found.append))  # noqa: E731
    check(values).returns(["é", 2])
    places = [(error.lineno, error.colno, error.pos, error.code) for error in found]
    check(list, places).returns([(3, 1, 5, "expected_value"), (4, 4, 10, "truncated")])
    check(lambda: list(subject.loads_lines(b"1", on_error="ignore"))).raises(ValueError)


def test_lines_are_written(subject: ModuleType) -> None:
    """dump_lines writes a line a value, to text and to bytes."""
    binary, text = io.BytesIO(), io.StringIO()
    for file in (binary, text):
        subject.dump_lines([1, {"a": "é\n"}, []], file)
    check(binary.getvalue).returns('1\n{"a":"é\\n"}\n[]\n'.encode())
    check(text.getvalue).returns('1\n{"a":"é\\n"}\n[]\n')
    check(subject.dump_lines, [1], io.StringIO(), indent=2).raises(ValueError)


def test_document(subject: ModuleType) -> None:
    """A Document is looked into by pointer; what is there is read when it is asked for."""
    document = subject.Document(b' {"a":[1, "x" ,{"b":null}], "c/d":2.5,"e":true , "f":{} }')
    check(lambda: document.at("/a/0").as_int()).returns(1)
    check(lambda: document.at("/a/1").as_str()).returns("x")
    check(lambda: document.at("/a").at("/2/b").is_null()).returns(True)
    check(lambda: document.at("/c~1d").as_float()).returns(2.5)
    check(lambda: document.at("/a/0").as_float()).returns(1.0)
    check(lambda: document.at("/e").as_bool()).returns(True)
    check(document.raw, "/a").returns(b'[1, "x" ,{"b":null}]')
    check(lambda: document.at("/a").value()).returns([1, "x", {"b": None}])
    check(lambda: [len(document), len(document.at("/a")), len(document.at("/f"))]).returns(
        [4, 3, 0]
    )
    check(lambda: document.at("").keys()).returns(["a", "c/d", "e", "f"])
    check(lambda: [place.pointer for place in document.root]).returns(["/a", "/c~1d", "/e", "/f"])
    for pointer in ("/x", "/a/3", "/a/-", "/a/01", "/a/0/x"):
        check(document.at, pointer).raises(subject.pointer.PointerError)
    check(document.at("/a/1").as_int).raises(TypeError)
    check(document.at("/e").as_int).raises(TypeError, why="true is no number")


def test_document_is_lazy_and_can_be_validated(subject: ModuleType) -> None:
    """What is not on the way is not checked; validate checks it all, and says what is wrong."""
    document = subject.Document(b'{"a":1,"b":[1,,2],"c":"\x01"}')
    check(lambda: document.at("/a").as_int()).returns(1)
    check(lambda: document.at("/c").pointer).returns("/c")
    error = check(document.validate).raises(subject.JSONDecodeError)
    check(tuple, [error.code, error.byte, error.pointer]).returns(("expected_value", 14, "/b/1"))
    error = check(lambda: document.at("/b").value()).raises(subject.JSONDecodeError)
    check(tuple, [error.code, error.byte]).returns(("expected_value", 14), why="from the beginning")
    check(subject.Document(b"[1]").validate).returns(None)
    check(lambda: subject.Document(b'{"a":[1').at("/a").value()).raises(subject.JSONDecodeError)
    check(lambda: subject.Document(b"").at("").value()).raises(subject.JSONDecodeError)
    check(lambda: len(subject.Document(b"[" * 100_000))).raises(subject.JSONDecodeError)


@dataclasses.dataclass
class Tree:
    name: str
    children: list[Tree] = dataclasses.field(default_factory=list)


class Kind(enum.Enum):
    A = "a"


class Options(TypedDict, total=False):
    level: Literal[1, 2]


@dataclasses.dataclass
class Everything:
    when: datetime
    day: date
    id: UUID
    price: Decimal
    ratio: float
    kind: Kind
    options: Options
    pair: tuple[int, str]
    tags: set[str]
    either: int | str | None
    rest: dict[str, Any]


EVERYTHING = Everything(
    datetime(2025, 10, 10, 12, 0, tzinfo=UTC),
    date(2025, 10, 10),
    UUID(int=1),
    Decimal("0.10"),
    2.0,
    Kind.A,
    {"level": 2},
    (1, "x"),
    {"t"},
    None,
    {"a": [1.5, {"b": 1}]},
)


def test_types(subject: ModuleType) -> None:
    """encode writes dataclasses, enums, dates, UUIDs, Decimals and sets; decode reads them."""
    text = check(subject.encode, EVERYTHING).value
    check(lambda: subject.loads(text, numbers="lossless")["price"]).returns(subject.Number("0.10"))
    found = check(subject.decode, text, Everything)
    found.returns(EVERYTHING)
    check(lambda: repr(found.value.price)).returns("Decimal('0.10')")
    tree = Tree("r", [Tree("a"), Tree("b", [Tree("c")])])
    check(lambda: subject.decode(subject.encode(tree), Tree)).returns(tree)
    check(subject.decode, b"[1,2]", list[float]).returns([1.0, 2.0])
    check(subject.encode, [Decimal("1.50"), Kind.A]).returns(b'[1.50,"a"]')
    check(subject.encode, [Decimal("NaN")]).raises(subject.JSONEncodeError)


@pytest.mark.parametrize(
    ("data", "kind", "pointer"),
    [
        pytest.param(b'{"name":"r","children":[{"name":1}]}', Tree, "/children/0/name", id="deep"),
        pytest.param(b'{"name":"r","x":1}', Tree, "/x", id="a member too many"),
        pytest.param(b"{}", Tree, "", id="one too few"),
        pytest.param(b"[1,true]", list[int], "/1", id="a bool is no int"),
        pytest.param(b"[1.0]", list[int], "/0", id="a float is no int"),
        pytest.param(b'{"level":3}', Options, "/level", id="no such literal"),
        pytest.param(b'["2025-13-01"]', list[date], "/0", id="no such month"),
        pytest.param(b'[[1,"x",2]]', list[tuple[int, str]], "/0", id="too long for a tuple"),
        pytest.param(b'{"a":null}', dict[str, int | str], "/a", id="none of a union"),
        pytest.param(b'"b"', Kind, "", id="no such member of an enum"),
        pytest.param(b"[" * 900 + b"]" * 900, Tree, "", id="nested where nothing is"),
    ],
)
def test_types_that_do_not_fit(subject: ModuleType, data: bytes, kind: type, pointer: str) -> None:
    """A value of another type is refused, with a pointer to it."""
    error = check(subject.decode, data, kind).raises(subject.TypeMismatchError)
    check(lambda: error.pointer).returns(pointer)


def test_random_cuts_of_a_large_document(subject: ModuleType) -> None:
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
    check(lambda: next(subject.iterparse(pieces))).returns(rows)
