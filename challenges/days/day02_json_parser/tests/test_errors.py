"""Stage 4: errors that say where, in bytes, characters, lines, and in which value."""

from __future__ import annotations

import gc
import pickle
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.shared.testing import check, live


def error_of(subject: ModuleType, data: Any, backend: str, **options: Any) -> Any:
    """Returns the error that a document is refused with."""
    return check(subject.loads, data, backend=backend, **options).raises(subject.JSONDecodeError)


@on_each_backend
def test_place_in_text(subject: ModuleType, backend: str) -> None:
    """In a str, pos counts characters; byte counts the bytes of its UTF-8."""
    error = error_of(subject, '{\n "é😀": x}', backend)
    place = (error.pos, error.char, error.byte, error.lineno, error.colno, error.pointer)
    check(tuple, place).returns((9, 9, 13, 2, 8, "/é😀"))


@on_each_backend
def test_place_in_bytes(subject: ModuleType, backend: str) -> None:
    """In bytes, pos counts bytes; char and colno count characters all the same."""
    error = error_of(subject, '{\n "é😀": x}'.encode(), backend)
    place = (error.pos, error.char, error.byte, error.lineno, error.colno, error.pointer)
    check(tuple, place).returns((13, 9, 13, 2, 8, "/é😀"))


@on_each_backend
@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        pytest.param(b"x", 1, 1, id="the first character"),
        pytest.param(b"\nx", 2, 1, id="behind a newline"),
        pytest.param(b"\r\nx", 2, 1, id="CRLF is one line end"),
        pytest.param(b"\r\n\r\n x", 3, 2, id="two of them"),
        pytest.param(b"\rx", 1, 2, id="a carriage return alone is none"),
        pytest.param(b'["a\\n\xe2\x80\xa8",\n x', 2, 2, id="nor is anything in a string"),
        pytest.param(b"[1,\n2,\n", 3, 1, id="the end of the document"),
        pytest.param(b"", 1, 1, id="an empty document"),
    ],
)
def test_lines_and_columns(
    subject: ModuleType, backend: str, data: bytes, line: int, column: int
) -> None:
    """Lines end at newlines; lines and columns count from 1."""
    for form in (data, data.decode()):
        error = error_of(subject, form, backend)
        check(tuple, [error.lineno, error.colno]).returns((line, column))


@on_each_backend
@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        pytest.param(b"x", "", id="the document"),
        pytest.param(b"[1,[2,x]]", "/1/1", id="elements"),
        pytest.param(b'{"a":[{"b":x}]}', "/a/0/b", id="members"),
        pytest.param(b'{"a/b":{"m~n":x}}', "/a~1b/m~0n", id="escaped"),
        pytest.param(b'{"~1":x}', "/~01", id="escaped once"),
        pytest.param(b'{"":{"":x}}', "//", id="empty keys"),
        pytest.param(b'{"a":[1,2],"b":x}', "/b", id="behind a closed array"),
        pytest.param(b'{"a":[1,2] "b"', "", id="between members"),
        pytest.param(b'{"a":{"b":1,x', "/a", id="where a key should be"),
        pytest.param(b"[[1,2],[3 4]]", "/1", id="between elements"),
        pytest.param(b'[{"a":1},{"a"x', "/1/a", id="where a colon should be"),
        pytest.param(rb'{"\u00e9\n":"\x"}', "/é\n", id="a key without its escapes"),
    ],
)
def test_pointer(subject: ModuleType, backend: str, data: bytes, pointer: str) -> None:
    """The pointer leads to the innermost value that was begun (RFC 6901)."""
    check(lambda: error_of(subject, data, backend).pointer).returns(pointer)


@on_each_backend
def test_message(subject: ModuleType, backend: str) -> None:
    """The message says what is wrong, and where: for people, who count from 1."""
    text = str(error_of(subject, b'{"a":\n[1 2]}', backend))
    for part in ("',' or the end", "line 2 column 4", "char 9", "/a"):
        check(text.__contains__, part).returns(True, why=text)


@on_each_backend
def test_error_is_a_value_error_with_the_document(subject: ModuleType, backend: str) -> None:
    """The error is a ValueError; it has msg, doc and code, and can be pickled."""
    error = error_of(subject, b"[1,]", backend)
    check(isinstance, error, ValueError).returns(True)
    check(tuple, [error.code, error.doc]).returns(("trailing_comma", b"[1,]"))
    copied = pickle.loads(pickle.dumps(error))
    check(tuple, [copied.code, copied.pos, copied.pointer]).returns(("trailing_comma", 2, "/1"))
    check(str, copied).returns(str(error))


@on_each_backend
def test_document_of_an_error_does_not_change(subject: ModuleType, backend: str) -> None:
    """A bytearray may be changed after the error; the error still shows what was read."""
    data = bytearray(b"[1,]")
    error = error_of(subject, live(data), backend)
    data[:] = b"\n\n\n\nmore"
    check(lambda: (error.lineno, error.colno, error.doc)).returns((1, 3, b"[1,]"))


@on_each_backend
@pytest.mark.parametrize(
    ("data", "snippet"),
    [
        pytest.param(b'{"a":1,\n "b": tru }\n', ' "b": tru }\n      ^', id="one line"),
        pytest.param("[é, x]".encode(), "[é, x]\n ^", id="beyond ASCII"),
        pytest.param("[語, x]".encode(), "[語, x]\n ^", id="the place itself"),
        pytest.param('["語", x]'.encode(), '["語", x]\n       ^', id="wide characters"),
        pytest.param(b"[1,", "[1,\n   ^", id="the end"),
        pytest.param(b"[\t\x1b]", "[ \ufffd]\n  ^", id="no control characters"),
        pytest.param(b'["\xff"]', '["\ufffd"]\n  ^', id="no UTF-8"),
    ],
)
def test_snippet(subject: ModuleType, backend: str, data: bytes, snippet: str) -> None:
    """The snippet is the line of the error, and a caret below its place."""
    check(lambda: error_of(subject, data, backend).snippet()).returns(snippet)


@on_each_backend
def test_snippet_of_a_long_line(subject: ModuleType, backend: str) -> None:
    """A long line is cut to 80 columns around the place."""
    data = b"[" + b"1," * 100_000 + b"x," + b"1," * 100_000
    line, caret = check(lambda: error_of(subject, data, backend).snippet()).value.split("\n")
    check(len, line).satisfies(lambda size: size <= 80, "at most 80")
    check(len, caret).satisfies(lambda size: size <= 80, "at most 80")
    check(line.__getitem__, len(caret) - 1).returns("x")


@on_each_backend
@pytest.mark.parametrize("data", [b"[1,2", b'{"a":[1,{"b":"c', b'[{"a":1},' * 500, b"[1]"])
def test_collector_is_as_it_was(subject: ModuleType, backend: str, data: bytes) -> None:
    """The cyclic collector is on again after a call, or off as it was, whatever happened."""
    was_on = gc.isenabled()
    try:
        for wanted in (True, False):
            (gc.enable if wanted else gc.disable)()
            for rule in ("pause", "leave"):
                with suppress(subject.JSONDecodeError):
                    subject.loads(data, backend=backend, gc=rule)
                check(gc.isenabled).returns(wanted)
    finally:
        (gc.enable if was_on else gc.disable)()


@on_each_backend
def test_hostile_depth(subject: ModuleType, backend: str) -> None:
    """A million brackets are refused at the first one too many."""
    for data in (b"[" * 1_000_000, b'{"a":' * 1_000_000):
        error = error_of(subject, data, backend)
        check(tuple, [error.code, error.pointer.count("/")]).returns(("depth", 1024))


def test_options_are_checked(subject: ModuleType) -> None:
    """An option with a value that is not allowed is a ValueError that names both."""
    for option, value in (
        ("numbers", "double"),
        ("duplicates", "both"),
        ("dialect", "yaml"),
        ("max_depth", 0),
        ("max_depth", 1_000_001),
        ("max_size", -1),
        ("encoding", "latin-1"),
        ("gc", "off"),
    ):
        error = check(subject.loads, b"1", **{option: value}).raises(ValueError)
        for part in (option, str(value)):
            check(str(error).__contains__, part).returns(True, why=str(error))
    check(subject.loads, b"1", object_hook=dict).raises(TypeError)


@on_each_backend
def test_other_encodings(subject: ModuleType, backend: str) -> None:
    """With encoding="auto" UTF-16 and UTF-32 are read, with and without byte order mark."""
    for encoding in ("utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        data = '["é😀"]'.encode(encoding)
        check(subject.loads, data, encoding="auto", backend=backend).returns(["é😀"])
        check(subject.loads, data, backend=backend).raises(subject.JSONDecodeError)
    check(subject.loads, b'["\xc3\xa9"]', encoding="auto", backend=backend).returns(["é"])
    check(subject.loads, b"1", encoding="auto", backend=backend).returns(1)
    cut = '["é"]'.encode("utf-16-le")[:-1]
    check(subject.loads, cut, encoding="auto", backend=backend).raises(subject.JSONDecodeError)


@on_each_backend
def test_limit_within_a_character(subject: ModuleType, backend: str) -> None:
    """A limit that lies within a character of text is said to be at that character."""
    for text in ("xé", "x\ud800"):
        error = check(subject.loads, text, max_size=2, backend=backend).raises(
            subject.JSONDecodeError
        )
        place = [error.code, error.byte, error.char, error.pos, error.colno]
        check(list, place).returns(["size", 2, 1, 1, 2])
