"""Stage 2: arrays and objects, one in another, up to a limit."""

from __future__ import annotations

import threading
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.days.day02_json_parser.tests.reading import Reader, Refused
from challenges.shared.testing import check

VALUES = [
    pytest.param(b"[]", [], id="an empty array"),
    pytest.param(b"{}", {}, id="an empty object"),
    pytest.param(b" [ ] ", [], id="an empty array with spaces"),
    pytest.param(b"\n{\t}\r", {}, id="an empty object with spaces"),
    pytest.param(b"[1]", [1], id="one element"),
    pytest.param(b"[1,2,3]", [1, 2, 3], id="whole numbers"),
    pytest.param(b"[ 1 , 2 ]", [1, 2], id="spaces around commas"),
    pytest.param(b"[1.5,2.5]", [1.5, 2.5], id="fractions"),
    pytest.param(b"[1,2.5,-3]", [1, 2.5, -3], id="numbers of both kinds"),
    pytest.param(b"[1.5\t,\n2.5\r]", [1.5, 2.5], id="fractions with spaces"),
    pytest.param(b'[true,null,"a",[],{}]', [True, None, "a", [], {}], id="all kinds"),
    pytest.param(b"[[[1]]]", [[[1]]], id="arrays in arrays"),
    pytest.param(b"[[],[[]],[]]", [[], [[]], []], id="empty arrays in arrays"),
    pytest.param(b'{"a":1}', {"a": 1}, id="one member"),
    pytest.param(b'{ "a" : 1 , "b" : [ ] }', {"a": 1, "b": []}, id="spaces everywhere"),
    pytest.param(b'{"":0}', {"": 0}, id="an empty key"),
    pytest.param(b'{"a":{"b":{"c":[{"d":null}]}}}', {"a": {"b": {"c": [{"d": None}]}}}, id="deep"),
    pytest.param(rb'{"\u00e9\n":1}', {"é\n": 1}, id="a key with escapes"),
    pytest.param(rb'{"\n":[1],"\t":{"a":true}}', {"\n": [1], "\t": {"a": True}}, id="two of them"),
    pytest.param('{"語":"é"}'.encode(), {"語": "é"}, id="a key beyond ASCII"),
    pytest.param(b'{"a":1,"a":2}', {"a": 2}, id="of equal keys the last counts"),
    pytest.param(rb'{"a":1,"\u0061":2}', {"a": 2}, id="keys are compared without escapes"),
    pytest.param(
        b'{"price in euro":1,"price in yen":2}',
        {"price in euro": 1, "price in yen": 2},
        id="keys with a common beginning",
    ),
    pytest.param(b'{"__proto__":1}', {"__proto__": 1}, id="no key means anything"),
    pytest.param(b"\xef\xbb\xbf[1]", [1], id="a byte order mark is skipped"),
]

REFUSED = [
    pytest.param(b"[", Refused("truncated", 1, "/0"), id="[ alone"),
    pytest.param(b"[1", Refused("truncated", 2), id="no end behind an element"),
    pytest.param(b"[1,", Refused("truncated", 3, "/1"), id="no end behind a comma"),
    pytest.param(b"[1,]", Refused("trailing_comma", 2, "/1"), id="a comma at the end"),
    pytest.param(b"[1 , ]", Refused("trailing_comma", 3, "/1"), id="a comma and a space"),
    pytest.param(b"[,1]", Refused("expected_value", 1, "/0"), id="a comma at the beginning"),
    pytest.param(b"[,]", Refused("expected_value", 1, "/0"), id="only a comma"),
    pytest.param(b"[1,,2]", Refused("expected_value", 3, "/1"), id="two commas"),
    pytest.param(b"[1 2]", Refused("expected_comma_or_end", 3), id="no comma"),
    pytest.param(b"[1}", Refused("expected_comma_or_end", 2), id="the wrong end"),
    pytest.param(b"[}", Refused("expected_value", 1, "/0"), id="the wrong end at once"),
    pytest.param(b"[[1],[2}]", Refused("expected_comma_or_end", 7, "/1"), id="and deeper"),
    pytest.param(b"[1]]", Refused("trailing_data", 3), id="an end too many"),
    pytest.param(b"[1][2]", Refused("trailing_data", 3), id="two documents"),
    pytest.param(b"1 2", Refused("trailing_data", 2), id="two numbers"),
    pytest.param(b'{} "', Refused("trailing_data", 3), id="an open string behind"),
    pytest.param(b"{", Refused("truncated", 1), id="{ alone"),
    pytest.param(b'{"a"', Refused("truncated", 4, "/a"), id="no colon"),
    pytest.param(b'{"a":', Refused("truncated", 5, "/a"), id="no value"),
    pytest.param(b'{"a":1', Refused("truncated", 6), id="no end behind a member"),
    pytest.param(b'{"a":1,', Refused("truncated", 7), id="no key behind a comma"),
    pytest.param(b'{"a":1,}', Refused("trailing_comma", 6), id="a comma behind the last member"),
    pytest.param(b"{,}", Refused("expected_key", 1), id="only a comma in an object"),
    pytest.param(b'{"a" 1}', Refused("expected_colon", 5, "/a"), id="a value without colon"),
    pytest.param(b'{"a",1}', Refused("expected_colon", 4, "/a"), id="a comma for a colon"),
    pytest.param(b'{"a":}', Refused("expected_value", 5, "/a"), id="a colon without value"),
    pytest.param(b'{"a":1:2}', Refused("expected_comma_or_end", 6), id="two colons"),
    pytest.param(b'{"a":1]', Refused("expected_comma_or_end", 6), id="the wrong end of an object"),
    pytest.param(b'{"a":1 "b":2}', Refused("expected_comma_or_end", 7), id="no comma in an object"),
    pytest.param(b"{a:1}", Refused("expected_key", 1), id="a key without quotes"),
    pytest.param(b"{1:1}", Refused("expected_key", 1), id="a number for a key"),
    pytest.param(b'{"a":1,2}', Refused("expected_key", 7), id="a value for a member"),
    pytest.param(b'{"a', Refused("unterminated_string", 1), id="an open key"),
    pytest.param(b'{"a":{"b\t":1}}', Refused("control_char", 8, "/a"), id="a tab in a key"),
    pytest.param(b"[1,2,3,x]", Refused("expected_value", 7, "/3"), id="behind many elements"),
    pytest.param(b"\xef\xbb\xbf", Refused("empty", 3), id="a byte order mark alone"),
    pytest.param(b"[1]\xef\xbb\xbf", Refused("trailing_data", 3), id="one at the end"),
    pytest.param(b"\xef\xbb\xbf\xef\xbb\xbf1", Refused("expected_value", 3), id="two of them"),
]


@on_each_backend
@pytest.mark.parametrize(("data", "value"), VALUES)
def test_value_is_read(subject: ModuleType, backend: str, data: bytes, value: object) -> None:
    """Arrays become lists and objects become dicts, in the order they come in."""
    check(Reader(subject, backend).read, data).returns(value)


@on_each_backend
@pytest.mark.parametrize(("data", "refused"), REFUSED)
def test_structure_is_refused(
    subject: ModuleType, backend: str, data: bytes, refused: Refused
) -> None:
    """What is no array and no object is refused with a code, a byte and a pointer."""
    check(Reader(subject, backend).read, data).returns(refused)


@on_each_backend
def test_order_of_members_is_kept(subject: ModuleType, backend: str) -> None:
    """Members stand in a dict as they stand in the document; a key has the place it had first."""
    found = check(Reader(subject, backend).read, b'{"b":1,"a":2,"c":3,"b":4}')
    check(list, found.value.items()).returns([("b", 4), ("a", 2), ("c", 3)])


@on_each_backend
@pytest.mark.parametrize(
    ("duplicates", "value"),
    [
        pytest.param("last", {"a": 3, "b": 2}, id="last"),
        pytest.param("first", {"a": 1, "b": 2}, id="first"),
        pytest.param("list", [("a", 1), ("b", 2), ("a", 3)], id="list"),
        pytest.param("error", Refused("duplicate_key", 13), id="error"),
    ],
)
def test_duplicates(subject: ModuleType, backend: str, duplicates: str, value: object) -> None:
    """Of equal keys the last or first counts, all are kept, or the second one is an error."""
    data = b'{"a":1,"b":2,"a":3}'
    check(Reader(subject, backend).read, data, duplicates=duplicates).returns(value)


@on_each_backend
def test_duplicates_that_are_containers(subject: ModuleType, backend: str) -> None:
    """The rule for equal keys holds for containers too, and inside of each object for itself."""
    read = Reader(subject, backend).read
    data = b'{"a":{"a":1},"b":{"a":2},"a":[]}'
    check(read, data, duplicates="first").returns({"a": {"a": 1}, "b": {"a": 2}})
    pairs = [("a", [("a", 1)]), ("b", [("a", 2)]), ("a", [])]
    check(read, data, duplicates="list").returns(pairs)
    check(read, data, duplicates="error").returns(Refused("duplicate_key", 25))
    check(read, b"[{}]", duplicates="list").returns([[]])
    inner = rb'[0,{"x":{"a":1,"\u0061":x'
    check(read, inner, duplicates="error").returns(Refused("duplicate_key", 15, "/1/x"))


@on_each_backend
@pytest.mark.parametrize(
    ("data", "max_depth", "value"),
    [
        pytest.param(b"1", 1, 1, id="a scalar has no level"),
        pytest.param(b"[1]", 1, [1], id="one level of one"),
        pytest.param(b"[[]]", 1, Refused("depth", 1, "/0"), id="an empty array is a level"),
        pytest.param(b"[[1.5]]", 1, Refused("depth", 1, "/0"), id="an array of numbers too"),
        pytest.param(b'{"a":{}}', 1, Refused("depth", 5, "/a"), id="an object too"),
        pytest.param(b"[[],[[]]]", 2, Refused("depth", 5, "/1/0"), id="beside closed ones"),
        pytest.param(b"[[],[],[]]", 2, [[], [], []], id="closed ones do not count"),
    ],
)
def test_depth_is_limited(
    subject: ModuleType, backend: str, data: bytes, max_depth: int, value: object
) -> None:
    """A bracket that makes one level more than max_depth is refused."""
    check(Reader(subject, backend).read, data, max_depth=max_depth).returns(value)


@on_each_backend
def test_depth_by_default(subject: ModuleType, backend: str) -> None:
    """1024 levels are read, 1025 are not."""
    read = Reader(subject, backend).once
    check(read, b"[" * 1024 + b"]" * 1024).satisfies(lambda got: isinstance(got, list), "a list")
    pointer = "/0" * 1024
    check(read, b"[" * 1025).returns(Refused("depth", 1024, pointer))


@on_each_backend
@pytest.mark.parametrize("opening", [b"[", b'{"a":'], ids=["arrays", "objects"])
def test_deep_nesting_needs_no_stack(subject: ModuleType, backend: str, opening: bytes) -> None:
    """Twenty thousand levels are read on a stack of 256 KiB, and refused there when cut off."""
    levels = 20_000
    closing = b"]" if opening == b"[" else b"}"
    outcomes: list[Any] = []

    def work() -> None:
        read = Reader(subject, backend).once
        whole = read(opening * levels + b"1" + closing * levels, max_depth=levels)
        while isinstance(whole, list | dict):
            whole = whole[0] if isinstance(whole, list) else whole["a"]
        outcomes.append(whole)
        outcomes.append(read(opening * levels, max_depth=levels).code)

    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=work)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    check(list, outcomes).returns([1, "truncated"])


@on_each_backend
def test_size_is_limited(subject: ModuleType, backend: str) -> None:
    """A document of more bytes than max_size is refused at once, in str by its UTF-8."""
    read = Reader(subject, backend).read
    check(read, b"[1]", max_size=3).returns([1])
    check(read, b"[1]x", max_size=3).returns(Refused("size", 3))
    check(read, b"[1] ", max_size=3).returns(Refused("size", 3))
    check(read, '"é"'.encode(), max_size=4).returns("é")
    check(read, '"é"'.encode(), max_size=3).returns(Refused("size", 3))
    check(read, b"", max_size=0).returns(Refused("empty", 0))


@on_each_backend
def test_bom_can_be_refused(subject: ModuleType, backend: str) -> None:
    """With bom="error" a byte order mark is an error."""
    read = Reader(subject, backend).read
    check(read, b"\xef\xbb\xbf1", bom="error").returns(Refused("bom", 0))
    check(read, b"1", bom="error").returns(1)


@on_each_backend
def test_equal_keys_are_one_object(subject: ModuleType, backend: str) -> None:
    """Equal keys of a document are one str."""
    found = check(
        Reader(subject, backend).once, b'[{"first key":1},{"first key":2},{"first key":[1]}]'
    )
    one, two, three = (next(iter(item)) for item in found.value)
    check(lambda: one is two is three).returns(True, why="interned keys save most of the memory")


@on_each_backend
def test_kinds_of_input(subject: ModuleType, backend: str) -> None:
    """Other types than bytes and text are a TypeError that names the type."""
    read = Reader(subject, backend).once
    for data in (1, None, [b"1"]):
        check(read, data).raises(
            TypeError, holds=lambda e, data=data: type(data).__name__ in str(e), what="the type"
        )
