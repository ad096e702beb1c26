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
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from challenges.days import day02_json_parser
from challenges.days.day02_json_parser.backends import BACKENDS, find_backend

# Of each peer: module, how it reads, how it writes (or ""), and what it does not do as the others.
_WIDE = "ints beyond 64 bits become floats"
_PEERS = {
    "orjson": ("orjson", "loads", "dumps", _WIDE),
    "msgspec": ("msgspec.json", "decode", "encode", ""),
    "ssrjson": ("ssrjson", "loads", "dumps_to_bytes", _WIDE),
    "yyjson": ("yyjson", "loads", "dumps", f"{_WIDE}; writes str"),
    "ujson": ("ujson", "loads", "dumps", "writes str, and escapes all that is not ASCII"),
    "pysimdjson": ("simdjson", "loads", "", ""),
    "jiter": ("jiter", "from_json", "", ""),
}
FLOOR = "marshal, the floor"


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
    for name, (path, loads, dumps, note) in _PEERS.items():
        module = peer(path, missing, name)
        if module:
            write: Any = getattr(module, dumps) if dumps else None
            found.append(Engine(name, getattr(module, loads), write, note))
    return found, missing


def peer(path: str, missing: dict[str, str], name: str) -> Any:
    """Returns the module of a peer; None where it is not here, which `missing` then tells."""
    try:
        return importlib.import_module(path)
    except ImportError as error:
        missing[name] = str(error)
        return None


def versions() -> dict[str, str]:
    """Returns the versions of the peers that are here."""
    found = {}
    for name in (*_PEERS, "ijson"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def floor(value: Any) -> Callable[[bytes], Any]:
    """Returns what makes the same value without parsing: `marshal.loads`."""
    data = marshal.dumps(value)
    return lambda _: marshal.loads(data)


def _bound(backend: Any) -> tuple[Callable[[bytes], Any], Callable[[Any], Any]]:
    loads, dumpb = backend.loads, backend.dumpb
    return (lambda data: loads(data, None)), (lambda value: dumpb(value, None))


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
