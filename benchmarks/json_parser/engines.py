"""Who is asked: the backends of day 2, the standard library, and the peers that are here."""

from __future__ import annotations

import importlib
import json
import json.decoder
import json.encoder
import json.scanner
import marshal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from challenges.days import day02_json_parser
from challenges.days.day02_json_parser.backends import BACKENDS, find_backend

_PEERS = {
    "orjson": ("loads", "dumps"),
    "ssrjson": ("loads", "dumps_to_bytes"),
    "ujson": ("loads", "dumps"),
    "jiter": ("from_json", ""),
}


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to read and write.

    Attributes:
        name: Of it.
        loads: From bytes.
        dumpb: To bytes, or to what the engine offers; None where it cannot write.
        note: Where it does less or more work than the others.
        is_ours: Whether it lives in this repository.
    """

    name: str
    loads: Callable[[bytes], Any]
    dumpb: Callable[[Any], Any] | None
    note: str = ""
    is_ours: bool = False


def engines() -> tuple[list[Engine], dict[str, str]]:
    """Returns the engines that are here, and of the others why they are not."""
    found: list[Engine] = []
    missing: dict[str, str] = {}
    for name in BACKENDS:
        try:
            backend = find_backend(name)
        except day02_json_parser.BackendUnavailableError as error:
            missing[name] = str(error)
            continue
        reads, writes = _bound(backend)
        found.append(Engine(name, reads, writes, is_ours=True))
    found.append(Engine("stdlib C", json.loads, _stdlib_c))
    pure = _PureDecoder()
    found.append(Engine("stdlib pure", lambda data: pure.decode(data.decode()), _stdlib_pure))
    for name, (loads, dumps) in _PEERS.items():
        try:
            module = importlib.import_module(name)
        except ImportError as error:
            missing[name] = str(error)
            continue
        note = "ints beyond 64 bits become floats" if name in ("orjson", "ssrjson") else ""
        found.append(
            Engine(name, getattr(module, loads), getattr(module, dumps) if dumps else None, note)
        )
    _add_msgspec(found, missing)
    return found, missing


def floor(value: Any) -> Callable[[bytes], Any]:
    """Returns what makes the same value without parsing: `marshal.loads`."""
    data = marshal.dumps(value)
    return lambda _: marshal.loads(data)


def _bound(backend: Any) -> tuple[Callable[[bytes], Any], Callable[[Any], Any]]:
    loads, dumpb = backend.loads, backend.dumpb
    return (lambda data: loads(data, None)), (lambda value: dumpb(value, None))


def _add_msgspec(found: list[Engine], missing: dict[str, str]) -> None:
    try:
        msgspec = importlib.import_module("msgspec.json")
    except ImportError as error:
        missing["msgspec"] = str(error)
        return
    found.append(Engine("msgspec", msgspec.decode, msgspec.encode))


def _stdlib_c(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class _PureDecoder(json.JSONDecoder):
    """The standard library without its C code."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_string = json.decoder.py_scanstring  # type: ignore[attr-defined]
        self.scan_once = json.scanner.py_make_scanner(self)  # type: ignore[attr-defined]


def _stdlib_pure(value: Any) -> bytes:
    encode: Any = json.encoder
    iterate = encode._make_iterencode(
        {},
        json.JSONEncoder().default,
        encode.py_encode_basestring,
        None,
        float.__repr__,
        ":",
        ",",
        False,
        False,
        False,
    )
    return "".join(iterate(value, 0)).encode()
