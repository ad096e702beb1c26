"""`loads`, `dumpb` and their kin: options are checked here, work is done by a backend."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from . import backends, dialects
from .canonical import canonical_bytes
from .encodings import utf8_or_text
from .options import dump_options, load_options

JSON = "json"


def loads(data: Any, /, **options: Any) -> Any:
    """Returns the value of a JSON document.

    Args:
        data: bytes, bytearray, a contiguous memoryview or mmap of UTF-8; or str.
        **options: By name:

            dialect: "json" (RFC 8259), "jsonc" (comments and trailing commas) or "json5".
            numbers: "exact" (int, or the nearest float), "decimal" (Decimal instead of float),
                "lossless" (Number) or "float".
            duplicates: Of equal keys the "last" or the "first" counts, they are an "error", or
                every object is a "list" of pairs.
            surrogates: Lone surrogates are an "error", or one may "keep" them.
            nonfinite: NaN, Infinity and floats that overflow are an "error", or one may "allow"
                them.
            max_depth: Levels of containers, at most (1024).
            max_size: Bytes, at most (any).
            max_digits: Digits of an int, at most (the interpreter's own limit; 0 for any).
            bom: What to do with a byte order mark: "skip" it, or "error".
            intern_keys: Whether equal keys are one object (True).
            gc: Whether the cyclic collector should "pause" meanwhile; or "leave" it.
            encoding: "utf-8", or "auto" for UTF-16 and UTF-32 as well.
            backend: One of BACKENDS, instead of the active one.

    Raises:
        JSONDecodeError: The document is not what was asked for.
        TypeError: The data is of another type, or there is no such option.
        ValueError: An option has none of the allowed values.
        BackendUnavailableError: The backend cannot be used here.
    """
    return reader(**options)(data) if options else backends.active.loads(data, None)


def reader(**options: Any) -> Callable[[Any], Any]:
    """Returns what reads documents with options that are checked once; otherwise as `loads`."""
    name = options.pop("backend", None)
    dialect = options.pop("dialect", JSON)
    encoding = options.pop("encoding", "utf-8")
    if dialect != JSON:
        asked = load_options(**options)
        return lambda data: dialects.loads(utf8_or_text(data, encoding), dialect, asked)
    checked = load_options(**options) if options else None
    backend = backends.find_backend(name) if name else backends.active
    return lambda data: backend.loads(utf8_or_text(data, encoding), checked)


def load(fp: IO[Any], /, **options: Any) -> Any:
    """Reads a file to its end and returns the value of the document; otherwise as `loads`."""
    return loads(fp.read(), **options)


def dumpb(obj: Any, /, **options: Any) -> bytes:
    """Returns the JSON text of a value, as UTF-8.

    Args:
        obj: None, bool, int, float, str, Number, dict, list, tuple, and what `default` knows.
        **options: By name:

            indent: Spaces of a level, or its white space; None: all on one line.
            sort_keys: Whether members are sorted by the code points of their keys.
            ensure_ascii: Whether everything above 0x7e is escaped.
            separators: Between items, and between a key and its value: (",", ":").
            nonfinite: NaN and infinities are an "error", or written as "null" or a "literal".
            default: Is called with an object of another type; what it returns is written.
            key_coercion: Keys that are no str are an "error", or become text as in the "stdlib".
            max_depth: Levels of containers, at most (1024).
            newline: Whether a newline ends the document.
            canonical: Whether to write the canonical form of RFC 8785; allows no other option
                but max_depth.
            backend: One of BACKENDS, instead of the active one.

    Raises:
        JSONEncodeError: Something in it cannot be written.
        TypeError: There is no such option.
        ValueError: An option has none of the allowed values.
        BackendUnavailableError: The backend cannot be used here.
    """
    if not options:
        return backends.active.dumpb(obj, None)
    name = options.pop("backend", None)
    backend = backends.find_backend(name) if name else backends.active
    if options.pop("canonical", False):
        return canonical_bytes(obj, **options)
    return backend.dumpb(obj, dump_options(**options))


def dumps(obj: Any, /, **options: Any) -> str:
    """Returns the JSON text of a value; otherwise as `dumpb`."""
    if not options:
        return backends.active.dumps(obj, None)
    return dumpb(obj, **options).decode()


def dump(obj: Any, fp: IO[Any], /, **options: Any) -> None:
    """Writes the JSON text of a value to a file of text or bytes; otherwise as `dumpb`."""
    text = dumps(obj, **options)
    try:
        fp.write(text)
    except TypeError:
        fp.write(text.encode())
