"""What documents to fuzz with are made of: pieces of real files, small files, tokens of JSON."""

from __future__ import annotations

import json
import lzma
import os
import random
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

# Folders in source distributions, which Bazel lays on the import path (see WORKSPACE).
_FILES = "crates/jiter/benches/data", "bench"
_SUITE = "third-party/JSONTestSuite/test_parsing"
_LONGEST = 400  # bytes of a piece: small documents reach the states of a parser soonest
_PIECES = 1500  # of each real file

OWN = (
    b'{"a":[1,2.5,-3e5,true,false,null,"x\\n\\u00e9\\ud83d\\ude00"],"b":{"c":[]}, "e":[1 ,2]}',
    b"[[1.0,2.0],[3,4],[],{},[-0,-0.0,1E+2,12345678901234567890123]]",
    '["é😀",{"日本":"語","é":"\x7f"}]\r\n'.encode(),
    b'{"x":1,"x":{"y":2,"\\u0079":3}}',
    b"\xef\xbb\xbf [NaN, Infinity, -Infinity, 1e400]",
    b'{"id":4711,"name":"somebody","tags":["a","b"],"score":0.5,"ok":true}',
)
TOKENS = (
    *(bytes([code]) for code in b'{}[],:"\\/ \n\r\t0123456789.eE+-tfnuNI\x00\x0c\x1f\x7f'),
    *(bytes([code]) for code in (0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xF0, 0xF4, 0xFF)),
    *(b"\\u", b"d83d", b"\\ude00", b"\\ud800", b"\\u0000", b"\\n", b"\\\\", b'\\"', b"\\/"),
    *(b"null", b"true", b"false", b"NaN", b"Infinity", b"-Infinity"),
    *(b'""', b"[]", b"{}", b"1.5", b"true,", b'"a":', b'"b":[', b"[[[[", b"]]]]", b"  ", b",\n"),
    *(b"-0", b"1e5", b"0.1", b"1e400", b"5e-324", b"18446744073709551616", b"9" * 40, b"1" * 400),
    *("é".encode(), "語".encode(), "😀".encode(), b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc0\x80"),
)


def material() -> tuple[bytes, ...]:
    """Returns documents to begin with, the same at every call on the same files.

    What of others could not be fetched is left out, with a warning that names it.
    """
    real, small = list(_real_files()), list(_small_files())
    for name, found in (("@json_documents_…", real), ("@json_suites", small)):
        if not found:
            warnings.warn(f"{name} is not on the import path: fuzzing without", stacklevel=2)
    draws = random.Random(8259)
    pieces = [piece for data in real for piece in _pieces(data, draws)]
    return *OWN, *small, *pieces


def _folders(folder: str) -> Iterator[Path]:
    for place in (*os.environ.get("JSON_MATERIAL", "").split(os.pathsep), *sys.path):
        if place and (found := Path(place) / folder).is_dir():
            yield found
            return


def _real_files() -> Iterator[bytes]:
    for folder in _FILES:
        for path in (path for found in _folders(folder) for path in sorted(found.iterdir())):
            if path.name.endswith(".json"):
                yield path.read_bytes()
            elif path.name.endswith(".json.xz"):
                yield lzma.decompress(path.read_bytes())


def _small_files() -> Iterator[bytes]:
    for path in (path for found in _folders(_SUITE) for path in sorted(found.iterdir())):
        data = path.read_bytes()
        if path.suffix == ".json" and len(data) <= _LONGEST:
            yield data


def _pieces(data: bytes, draws: random.Random) -> Iterator[bytes]:
    """Yields values inside a document, as they stand there, and some bytes of it as they come."""
    text = data.decode(errors="replace")
    decode = json.JSONDecoder().raw_decode
    for _ in range(_PIECES):
        begin = min(
            (at for opening in "[{" if (at := text.find(opening, draws.randrange(len(text)))) > 0),
            default=0,
        )
        try:
            end = decode(text[begin : begin + _LONGEST])[1]
        except ValueError:
            size = draws.randint(10, 120)
            yield b"[" + text[begin : begin + size].encode() + b"]"
        else:
            yield text[begin : begin + end].encode()
