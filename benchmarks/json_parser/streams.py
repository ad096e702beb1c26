"""Scenarios beyond whole documents: lines, values and events of pieces, one key of a document."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.json_parser.engines import Engine, peer
from challenges.days.day02_json_parser import Document, PushParser, iterparse, loads_lines

Calls = dict[str, Callable[[], Any]]
CHUNK = 64 * 1024  # bytes of a piece; ijson reads as many


def _ours(engines: list[Engine]) -> list[str]:
    return [engine.name for engine in engines if engine.is_ours]


def lines(data: bytes, engines: list[Engine], missing: dict[str, str]) -> Calls:
    """Returns the calls that read all rows of NDJSON into a list."""
    calls: Calls = {
        name: lambda n=name: list(loads_lines(data, backend=n))  # type: ignore[misc]
        for name in _ours(engines)
    }
    calls["stdlib C, a line each"] = lambda: [json.loads(line) for line in data.splitlines()]
    if orjson := peer("orjson", missing, "orjson"):
        read = orjson.loads
        calls["orjson, a line each"] = lambda: [read(line) for line in data.splitlines()]
    if msgspec := peer("msgspec.json", missing, "msgspec"):
        decoder = msgspec.Decoder()
        calls["msgspec decode_lines"] = lambda: decoder.decode_lines(data)
    return calls


def values(
    data: bytes, place: tuple[str, ...], engines: list[Engine], missing: dict[str, str]
) -> Calls:
    """Returns the calls that read the elements of an array one by one, from a file in pieces.

    Args:
        data: The document.
        place: Keys that lead to the array.
    """
    select = "".join(f"/{step}" for step in (*place, "*"))
    calls: Calls = {
        name: lambda n=name: list(iterparse(io.BytesIO(data), select=select, backend=n))  # type: ignore[misc]
        for name in _ours(engines)
    }
    if ijson := peer("ijson", missing, "ijson"):
        prefix = ".".join((*place, "item"))
        for name in ("yajl2_c", "python"):
            try:
                items = ijson.get_backend(name).items
            except ImportError as error:
                missing[f"ijson {name}"] = str(error)
                continue
            calls[f"ijson {name}"] = lambda i=items: list(  # type: ignore[misc]
                i(io.BytesIO(data), prefix, use_float=True)
            )
    return calls


def one_key(
    data: bytes, place: tuple[str, ...], engines: list[Engine], missing: dict[str, str]
) -> Calls:
    """Returns the calls that read one value of a document, by the keys that lead to it."""
    pointer = "".join(f"/{step}" for step in place)
    calls: Calls = {
        f"{name}, Document": lambda n=name: Document(data, backend=n).at(pointer).value()  # type: ignore[misc]
        for name in _ours(engines)
    }
    for engine in engines:
        if engine.is_ours or engine.name in ("stdlib C", "orjson"):
            calls[f"{engine.name}, all read"] = lambda e=engine: _at(e.loads(data), place)  # type: ignore[misc]
    if simdjson := peer("simdjson", missing, "pysimdjson"):
        parser = simdjson.Parser()
        calls["pysimdjson, Parser"] = lambda: _plain(parser.parse(data).at_pointer(pointer))
    return calls


def _at(value: Any, place: tuple[str, ...]) -> Any:
    for step in place:
        value = value[step]
    return value


def _plain(value: Any) -> Any:
    """Returns a value of pysimdjson as one of Python's."""
    if hasattr(value, "as_dict"):
        return value.as_dict()
    return value.as_list() if hasattr(value, "as_list") else value


def events(data: bytes, engines: list[Engine], missing: dict[str, str]) -> Calls:
    """Returns the calls that feed a document in pieces and take all events, beside `loads`."""
    pieces = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
    calls: Calls = {}
    for engine in engines:
        if engine.is_ours:
            calls[f"{engine.name}, loads"] = lambda e=engine: e.loads(data)  # type: ignore[misc]
            calls[f"{engine.name}, PushParser"] = lambda n=engine.name: _pushed(pieces, n)  # type: ignore[misc]
    if ijson := peer("ijson", missing, "ijson"):
        parse = ijson.get_backend("yajl2_c").parse
        calls["ijson yajl2_c, parse"] = lambda: _consumed(parse(io.BytesIO(data), use_float=True))
    return calls


def _pushed(pieces: list[bytes], backend: str) -> int:
    parser = PushParser(backend=backend)
    count = 0
    for piece in pieces:
        parser.feed(piece)
        count += _consumed(parser.events())
    parser.finish()
    return count + _consumed(parser.events())


def _consumed(events: Any) -> int:
    count = 0
    for _ in events:
        count += 1
    return count


def disagreements(calls: Mapping[str, Callable[[], Any]], expected: Any) -> list[str]:
    """Returns the names of the calls with another value than the one that is expected."""
    return [name for name, call in calls.items() if repr(call()) != repr(expected)]
