"""Stage 6: documents in lines, and documents looked into without being read."""

from __future__ import annotations

import io
from types import ModuleType
from typing import Any

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.shared.testing import check


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
    skipped = lambda: list(subject.loads_lines(data, on_error="skip", backend=backend))  # noqa: E731
    check(skipped).returns(["é", 2])
    found: list[Any] = []
    values = lambda: list(  # noqa: E731
        subject.loads_lines(data.decode(), on_error=found.append, backend=backend)
    )
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


@on_each_backend
def test_document(subject: ModuleType, backend: str) -> None:
    """A Document is looked into by pointer; what is there is read when it is asked for."""
    document = subject.Document(
        b' {"a":[1, "x" ,{"b":null}], "c/d":2.5,"e":true , "f":{} }', backend=backend
    )
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


@on_each_backend
def test_document_is_lazy_and_can_be_validated(subject: ModuleType, backend: str) -> None:
    """What is not on the way is not checked; validate checks it all, and says what is wrong."""
    document = subject.Document(b'{"a":1,"b":[1,,2],"c":"\x01"}', backend=backend)
    check(lambda: document.at("/a").as_int()).returns(1)
    check(lambda: document.at("/c").pointer).returns("/c")
    error = check(document.validate).raises(subject.JSONDecodeError)
    check(tuple, [error.code, error.byte, error.pointer]).returns(("expected_value", 14, "/b/1"))
    error = check(lambda: document.at("/b").value()).raises(subject.JSONDecodeError)
    check(tuple, [error.code, error.byte]).returns(("expected_value", 14), why="from the beginning")
    check(subject.Document(b"[1]", backend=backend).validate).returns(None)
    check(lambda: subject.Document(b'{"a":[1', backend=backend).at("/a").value()).raises(
        subject.JSONDecodeError
    )
    check(lambda: subject.Document(b"", backend=backend).at("").value()).raises(
        subject.JSONDecodeError
    )
    check(lambda: len(subject.Document(b"[" * 100_000, backend=backend))).raises(
        subject.JSONDecodeError
    )


@on_each_backend
def test_keys_of_documents(subject: ModuleType, backend: str) -> None:
    """Keys are found by what they mean, not by how they are written; of equal ones the last."""
    text = r"""{"\u0061\/":1,"a/":2,"\ud83d\ude00":3,"\ud83d":4,"\x":5,"é\n":6,"":7}"""
    for data in (text, text.encode()):
        document = subject.Document(data, backend=backend)
        for pointer, value in (("/a~1", 2), ("/😀", 3), ("/\ud83d", 4), ("/é\n", 6), ("/", 7)):
            check(lambda d=document, p=pointer: d.at(p).as_int()).returns(value)
        for pointer in ("/x", "/\\x", "/\ude00"):
            check(document.at, pointer).raises(subject.pointer.PointerError)
        error = check(document.at("").keys).raises(subject.JSONDecodeError)
        check(lambda e=error: e.code).returns("lone_surrogate")


@on_each_backend
def test_what_is_too_odd_for_a_document(subject: ModuleType, backend: str) -> None:
    """Where brackets, strings, commas or colons are not in place, the true error is raised."""
    for data, pointer, code in (
        (b'{"a":1,}', "/a", "trailing_comma"),
        (b'{"a":1 "b":2}', "/b", "expected_comma_or_end"),
        (b'{"a" 1}', "/a", "expected_colon"),
        (b"{a:1}", "/a", "expected_key"),
        (b"[1,,2]", "/2", "expected_value"),
        (b"[1,[2,3", "/1", "truncated"),
        (b'["a', "/1", "unterminated_string"),
        (b"", "/a", "empty"),
    ):
        document = subject.Document(data, backend=backend)
        error = check(lambda d=document, p=pointer: d.at(p).value()).raises(subject.JSONDecodeError)
        check(lambda e=error: e.code).returns(code, why=repr(data))
    check(lambda: subject.Document(b"[1 ,x", backend=backend).at("/0").as_int()).returns(1)
    check(lambda: subject.Document(b"\xef\xbb\xbf [1]", backend=backend).raw("")).returns(b"[1]")
    check(lambda: subject.Document("[1]", backend="fortran")).raises(
        subject.BackendUnavailableError
    )


@on_each_backend
def test_lines_like_documents(subject: ModuleType, backend: str) -> None:
    """Each line is read as `loads` reads it: byte order mark, limits, surrogates, options."""
    read = lambda data, **options: list(  # noqa: E731
        subject.loads_lines(data, on_error=found.append, backend=backend, **options)
    )
    found: list[Any] = []
    check(read, b"\xef\xbb\xbf1\n\xef\xbb\xbf\n[\n2]\n\x0b\n[[1]]", max_depth=1).returns([1])
    codes = [(error.code, error.lineno, error.colno, error.byte) for error in found]
    check(list, codes).returns(
        [
            ("truncated", 3, 2, 10),
            ("trailing_data", 4, 2, 12),
            ("expected_value", 5, 1, 14),
            ("depth", 6, 2, 17),
        ]
    )
    found.clear()
    check(read, "1.50\n1234\n'\n", max_size=4, numbers="lossless").returns(
        [subject.Number("1.50"), subject.Number("1234")]
    )
    check(read, "12345\n\n     \n", max_size=4).returns([])
    check(lambda: [error.code for error in found]).returns(["expected_value", "size", "size"])
    check(read, '"\ud800"', surrogates="keep").returns(["\ud800"])
    check(read, "[1,]\n{a:1}", dialect="json5").returns([[1], {"a": 1}])
    check(read, "1\n2".encode("utf-16"), encoding="auto").returns([1, 2])
