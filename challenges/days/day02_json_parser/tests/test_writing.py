"""Stage 5: values to text, and what no text can hold."""

from __future__ import annotations

import collections
import enum
import sys
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.shared.testing import check, live


class Colour(enum.IntEnum):
    RED = 3


class Text(str):
    def __str__(self) -> str:
        return "not this"


class Whole(int):
    def __repr__(self) -> str:
        return "not this"


class Real(float):
    def __repr__(self) -> str:
        return "not this"


class Point(NamedTuple):
    x: int
    y: float


ORDERED = collections.OrderedDict([("b", 1), ("a", 2)])
ORDERED.move_to_end("b")

WRITTEN = [
    pytest.param(None, b"null", id="None"),
    pytest.param([True, False], b"[true,false]", id="bool is no int"),
    pytest.param([0, -1, 2**64, 10**40], f"[0,-1,{2**64},{10**40}]".encode(), id="ints"),
    pytest.param([1, True], b"[1,true]", id="int and bool"),
    pytest.param([0.1, 1.0, -0.0, 1e16, 1e-7], b"[0.1,1.0,-0.0,1e+16,1e-07]", id="floats"),
    pytest.param([5e-324, 1.7976931348623157e308], b"[5e-324,1.7976931348623157e+308]", id="ends"),
    pytest.param([1.5, 2], b"[1.5,2]", id="float and int"),
    pytest.param("", b'""', id="an empty str"),
    pytest.param("é語😀\x7f\u2028", '"é語😀\x7f\u2028"'.encode(), id="beyond ASCII"),
    pytest.param('"\\/', rb'"\"\\/"', id="quote, backslash, slash"),
    pytest.param("\b\f\n\r\t", rb'"\b\f\n\r\t"', id="short escapes"),
    pytest.param("\0\x1f\x0b", rb'"\u0000\u001f\u000b"', id="escapes by number, small letters"),
    pytest.param("x" * 100 + "\n", b'"' + b"x" * 100 + rb'\n"', id="an escape behind many"),
    pytest.param([], b"[]", id="an empty list"),
    pytest.param({}, b"{}", id="an empty dict"),
    pytest.param((), b"[]", id="an empty tuple"),
    pytest.param([[], {}, ()], b"[[],{},[]]", id="empty ones inside"),
    pytest.param((1, (2,)), b"[1,[2]]", id="tuples"),
    pytest.param({"a": {"b": [1, {"c": None}]}}, b'{"a":{"b":[1,{"c":null}]}}', id="nested"),
    pytest.param({"b": 1, "a": 2}, b'{"b":1,"a":2}', id="the order of a dict"),
    pytest.param({"é\n": 1}, '{"é\\n":1}'.encode(), id="a key with an escape"),
    pytest.param(Colour.RED, b"3", id="an IntEnum"),
    pytest.param(Text("x"), b'"x"', id="a subclass of str"),
    pytest.param({Text("x"): Text("y")}, b'{"x":"y"}', id="one as a key"),
    pytest.param([Whole(5), Real(1.5)], b"[5,1.5]", id="subclasses of int and float"),
    pytest.param(Point(1, 2.0), b"[1,2.0]", id="a subclass of tuple"),
    pytest.param(ORDERED, b'{"a":2,"b":1}', id="an OrderedDict in its order"),
    pytest.param([["x"] * 3] * 2, b'[["x","x","x"],["x","x","x"]]', id="one object twice"),
]


@on_each_backend
@pytest.mark.parametrize(("value", "text"), WRITTEN)
def test_value_is_written(subject: ModuleType, backend: str, value: object, text: bytes) -> None:
    """Values are written on one line without spaces, exactly."""
    check(subject.dumpb, live(value), backend=backend).returns(text)
    check(subject.dumps, live(value), backend=backend).returns(text.decode())


class Refused(NamedTuple):
    code: str
    pointer: str


def outcome(subject: ModuleType, backend: str) -> Any:
    """Returns dumpb of a backend, with an error as its code and pointer."""

    def dumpb(value: object, **options: Any) -> bytes | Refused:
        try:
            return bytes(subject.dumpb(value, backend=backend, **options))
        except subject.JSONEncodeError as error:
            return Refused(error.code, error.pointer)

    return dumpb


NAN, INFINITY = float("nan"), float("inf")

REFUSED = [
    pytest.param({1}, Refused("unsupported_type", ""), id="a set"),
    pytest.param({"a": [1, b"x"]}, Refused("unsupported_type", "/a/1"), id="bytes inside"),
    pytest.param([1j], Refused("unsupported_type", "/0"), id="a complex number"),
    pytest.param({"a/~": object()}, Refused("unsupported_type", "/a~1~0"), id="an object"),
    pytest.param([1.5, NAN], Refused("nonfinite", "/1"), id="NaN"),
    pytest.param({"a": -INFINITY}, Refused("nonfinite", "/a"), id="an infinity"),
    pytest.param([INFINITY], Refused("nonfinite", "/0"), id="the other"),
    pytest.param({"a": {1: 2}}, Refused("bad_key", "/a"), id="an int for a key"),
    pytest.param({None: 2}, Refused("bad_key", ""), id="None for a key"),
    pytest.param([{"a": 1, ("b",): 2}], Refused("bad_key", "/0"), id="a tuple for a key"),
    pytest.param(["a", "\ud800"], Refused("lone_surrogate", "/1"), id="a lone surrogate"),
    pytest.param(["\ude00\ud83d"], Refused("lone_surrogate", "/0"), id="a pair the wrong way"),
    pytest.param({"a": {"\ud800": 1}}, Refused("lone_surrogate", "/a"), id="one in a key"),
    pytest.param({"a": "\ud800", 1: 2}, Refused("lone_surrogate", "/a"), id="the first error"),
    pytest.param({"a": NAN, "b": {1}}, Refused("nonfinite", "/a"), id="the first of two"),
]


@on_each_backend
@pytest.mark.parametrize(("value", "refused"), REFUSED)
def test_value_is_refused(
    subject: ModuleType, backend: str, value: object, refused: Refused
) -> None:
    """What JSON cannot hold is refused, with a pointer to it; for keys, to their object."""
    dumpb = outcome(subject, backend)
    check(dumpb, live(value)).returns(refused)
    check(dumpb, live(value), ensure_ascii=True, indent=1).returns(refused)


def test_error_of_writing(subject: ModuleType) -> None:
    """The error is a TypeError that names type and place."""
    error = check(subject.dumps, {"a": {1}}).raises(subject.JSONEncodeError)
    check(isinstance, error, TypeError).returns(True)
    check(str(error).__contains__, "set at /a").returns(True, why=str(error))


@on_each_backend
def test_indent(subject: ModuleType, backend: str) -> None:
    """With indent each item has a line; empty containers stay closed up."""
    value = {"a": [1, [], {}, {"b": (None,)}], "c": 2.5}
    lines = '{\n  "a": [\n    1,\n    [],\n    {},\n    {\n      "b": [\n        null\n      ]\n'
    lines += '    }\n  ],\n  "c": 2.5\n}'
    dumps = subject.dumps
    check(dumps, value, indent=2, backend=backend).returns(lines)
    check(dumps, value, indent="\t", backend=backend).returns(lines.replace("  ", "\t"))
    check(dumps, [1, [2]], indent=0, backend=backend).returns("[\n1,\n[\n2\n]\n]")
    check(dumps, 1, indent=2, backend=backend).returns("1")
    check(dumps, [], indent=2, newline=True, backend=backend).returns("[]\n")
    spaced = {"indent": 1, "separators": (" ,", " : ")}
    check(dumps, {"a": 1, "b": 2}, backend=backend, **spaced).returns('{\n "a" : 1 ,\n "b" : 2\n}')


@on_each_backend
def test_separators_and_newline(subject: ModuleType, backend: str) -> None:
    """Separators may have white space around; a newline may end the text."""
    dumpb = outcome(subject, backend)
    value = {"a": [1, 2], "b": []}
    check(dumpb, value, separators=(", ", ": ")).returns(b'{"a": [1, 2], "b": []}')
    check(dumpb, value, newline=True).returns(b'{"a":[1,2],"b":[]}\n')
    check(subject.dumps, 1, separators=(";", ":")).raises(ValueError)
    check(subject.dumps, 1, separators=(",", "=")).raises(ValueError)
    check(subject.dumps, 1, indent="--").raises(ValueError)


@on_each_backend
def test_ensure_ascii(subject: ModuleType, backend: str) -> None:
    """With ensure_ascii all above 0x7e is escaped, above U+FFFF as a pair, keys as well."""
    dumpb = outcome(subject, backend)
    value = {"é": "~\x7f\x80語\uffff😀\U0010ffff\n"}
    text = rb'{"\u00e9":"~\u007f\u0080\u8a9e\uffff\ud83d\ude00\udbff\udfff\n"}'
    check(dumpb, value, ensure_ascii=True).returns(text)


@on_each_backend
def test_sorted_keys(subject: ModuleType, backend: str) -> None:
    """Keys are sorted by their code points, in each object, after they have become text."""
    dumpb = outcome(subject, backend)
    value = {"b": {"z": 1, "y": 2}, "a": 3, "é": 4, "B": 5, "\ue000": 6, "😀": 7, "": 8}
    text = '{"":8,"B":5,"a":3,"b":{"y":2,"z":1},"é":4,"\ue000":6,"😀":7}'.encode()
    check(dumpb, value, sort_keys=True).returns(text)
    mixed: dict[Any, int] = {10: 1, 9: 2, "1": 3, None: 4, True: 5}
    check(dumpb, mixed, sort_keys=True, key_coercion="stdlib").returns(
        b'{"1":3,"10":1,"9":2,"null":4,"true":5}'
    )
    check(dumpb, {"b": {1}, 2: 3}, sort_keys=True).returns(Refused("bad_key", ""))
    check(dumpb, [{"b": 1, 2: 3}], sort_keys=True).returns(Refused("bad_key", "/0"))
    check(dumpb, [{2: 3}], sort_keys=True, max_depth=1).returns(Refused("depth", "/0"))


@on_each_backend
def test_keys_become_text(subject: ModuleType, backend: str) -> None:
    """With key_coercion="stdlib" None, bool, int and float keys become text as in the stdlib."""
    dumpb = outcome(subject, backend)
    value: dict[Any, int] = {None: 1, True: 2, False: 3, 7: 4, 1.5: 5, -(2**70): 6, "x": 7}
    text = f'{{"null":1,"true":2,"false":3,"7":4,"1.5":5,"{-(2**70)}":6,"x":7}}'.encode()
    check(dumpb, value, key_coercion="stdlib").returns(text)
    check(dumpb, {1: 1, "1": 2}, key_coercion="stdlib").returns(b'{"1":1,"1":2}')
    for key in ((1,), b"x", NAN, INFINITY):
        check(dumpb, {key: 1}, key_coercion="stdlib").returns(Refused("bad_key", ""))


@on_each_backend
def test_nonfinite_as_asked_for(subject: ModuleType, backend: str) -> None:
    """NaN and infinities can be written as null, or as the literals of JavaScript."""
    dumpb = outcome(subject, backend)
    value = [NAN, INFINITY, -INFINITY, 1.5, True, 1]
    check(dumpb, value, nonfinite="null").returns(b"[null,null,null,1.5,true,1]")
    check(dumpb, value, nonfinite="literal").returns(b"[NaN,Infinity,-Infinity,1.5,true,1]")


@on_each_backend
def test_default(subject: ModuleType, backend: str) -> None:
    """What `default` returns is written in the place of its argument; it may be called for more."""
    dumpb = outcome(subject, backend)

    def default(value: Any) -> Any:
        return sorted(value) if isinstance(value, set) else {"is": value.real}

    check(dumpb, [{2, 1}, 3j], default=default).returns(b'[[1,2],{"is":0.0}]')
    check(dumpb, {"a": {2j}}, default=default).returns(b'{"a":[{"is":0.0}]}')
    check(dumpb, {"a": {1}}, default=default, indent=1).returns(b'{\n "a": [\n  1\n ]\n}')
    check(dumpb, [1j], default=lambda _: {"a": NAN}).returns(Refused("nonfinite", "/0/a"))


@on_each_backend
def test_default_that_fails(subject: ModuleType, backend: str) -> None:
    """What `default` raises comes through; one that returns its argument is circular."""
    dumpb = outcome(subject, backend)
    unknown = object()

    def fail(value: object) -> object:
        raise LookupError("not known")

    check(dumpb, [unknown], default=fail).raises(LookupError)
    check(dumpb, [live(unknown)], default=lambda value: value).returns(Refused("circular", "/0"))
    check(dumpb, 1j, default=lambda value: value * 2, max_depth=5).returns(Refused("depth", ""))


@on_each_backend
def test_containers_that_change_meanwhile(subject: ModuleType, backend: str) -> None:
    """A `default` that changes the containers being written does no harm."""
    items: list[Any] = [1j, 2, 3]
    members: dict[str, Any] = {"a": 1j, "b": items}

    def default(value: object) -> object:
        items.clear()
        members.clear()
        members.update({str(key): 1 for key in range(100)})
        return None

    found = check(subject.dumpb, live([members, items]), default=default, backend=backend)
    found.satisfies(lambda got: isinstance(got, bytes), "bytes")


@on_each_backend
def test_circular(subject: ModuleType, backend: str) -> None:
    """A container that holds itself is circular, however long the way round."""
    dumpb = outcome(subject, backend)
    one: list[Any] = []
    one.append(one)
    code, pointer = check(dumpb, live(one), max_depth=10).value
    check(tuple, [code, pointer]).returns(("circular", "/0" * 10))
    two: dict[str, Any] = {"a": [1, {}]}
    two["a"][1]["b"] = two
    check(dumpb, live(two), max_depth=4).returns(Refused("circular", "/a/1/b/a"))
    check(dumpb, live(one)).satisfies(lambda got: got.code == "circular", "circular")


@on_each_backend
def test_depth_of_writing(subject: ModuleType, backend: str) -> None:
    """A container deeper than max_depth is refused; so is a list 200,000 levels deep."""
    dumpb = outcome(subject, backend)
    check(dumpb, [[1]], max_depth=2).returns(b"[[1]]")
    check(dumpb, [[[]]], max_depth=2).returns(Refused("depth", "/0/0"))
    check(dumpb, {"a": {}}, max_depth=1).returns(Refused("depth", "/a"))
    check(dumpb, [[1.5]], max_depth=1).returns(Refused("depth", "/0"))
    deep: list[Any] = []
    for _ in range(200_000):
        deep = [deep]
    check(dumpb, live(deep)).returns(Refused("depth", "/0" * 1024))


@on_each_backend
def test_ints_beyond_the_limit_of_str(subject: ModuleType, backend: str) -> None:
    """An int is written whatever the interpreter's limit for its digits is."""
    limit = sys.get_int_max_str_digits()
    text = check(subject.dumps, [10 ** (limit + 5)], backend=backend).value
    check(len, text).returns(limit + 8)
    check(text.__eq__, "[1" + "0" * (limit + 5) + "]").returns(True)


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=5)
    ),
    max_leaves=20,
)


@on_each_backend
@given(value=JSON_VALUES, indent=st.sampled_from([None, 0, 2]), ascii_only=st.booleans())
def test_round_trip(
    subject: ModuleType, backend: str, value: Any, indent: int | None, ascii_only: bool
) -> None:
    """What was written is read as the same value, down to the sign of zero."""
    text = subject.dumpb(value, indent=indent, ensure_ascii=ascii_only, backend=backend)
    check(lambda data: repr(subject.loads(data, backend=backend)), text).returns(repr(value))


def test_canonical(subject: ModuleType) -> None:
    """canonical=True writes the canonical form (RFC 8785): numbers, escapes, order of keys."""
    dumpb = subject.dumpb
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    text = '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
    text += '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    check(dumpb, value, canonical=True).returns(text.encode())
    keys = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "ö": 7}
    check(lambda: list(subject.loads(dumpb(keys, canonical=True)).values())).returns(
        [2, 4, 6, 7, 1, 5, 3], why="UTF-16 has U+1F600 before U+FB33"
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, b"0"), (-0.0, b"0"), (5e-324, b"5e-324"),
        (1.7976931348623157e308, b"1.7976931348623157e+308"),
        (9007199254740992, b"9007199254740992"),
        (295147905179352830000.0, b"295147905179352830000"),
        (9.999999999999997e22, b"9.999999999999997e+22"), (1e23, b"1e+23"), (1e21, b"1e+21"),
        (999999999999999900000.0, b"999999999999999900000"), (1e-6, b"0.000001"), (1e-7, b"1e-7"),
        (-1.5e-10, b"-1.5e-10"), (123.456, b"123.456"), (-1, b"-1"), (100.0, b"100"),
    ],
)  # fmt: skip
def test_canonical_numbers(subject: ModuleType, number: float, text: bytes) -> None:
    """Numbers of the canonical form are those of ECMAScript."""
    check(subject.dumpb, number, canonical=True).returns(text)


def test_canonical_refuses(subject: ModuleType) -> None:
    """What no double holds has no canonical form."""
    for value in ([2**53 + 1], [10**400], [NAN], [INFINITY], {1: 2}, ["\ud800"]):
        check(subject.dumpb, value, canonical=True).raises(subject.JSONEncodeError)
