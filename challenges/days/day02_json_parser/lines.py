"""NDJSON: a document a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from . import backends
from .api import JSON, dump, reader
from .each_line import EachLine, Lines
from .encodings import as_given, bytes_of, utf8_or_text
from .errors import JSONDecodeError, Origin
from .options import load_options
from .python_backend import document_of

OnError = str | Callable[[JSONDecodeError], object]


def loads_lines(data: Any, *, on_error: OnError = "raise", **options: Any) -> Iterator[Any]:
    """Yields the value of each line that is not blank.

    Args:
        data: bytes, bytearray, memoryview, mmap or str. Lines end at newlines.
        on_error: Whether to "raise" an error, to "skip" the line, or what to call with the error.
        **options: As for `loads`; max_size holds for a line.

    Raises:
        JSONDecodeError: A line is no document. Its place counts from the beginning of the data.
        ValueError: An option has none of the allowed values.
    """
    if on_error not in ("raise", "skip") and not callable(on_error):
        raise ValueError(f"on_error is {on_error!r}, must be raise, skip or a function")
    lines, whole, is_text = _lines(data, dict(options))
    place, origin = 0, Origin()
    while True:
        try:
            yield from lines
            return
        except JSONDecodeError as error:
            if on_error == "skip":
                continue
            # From error to error, so that many of them do not make it quadratic.
            origin = _after(origin, whole[place : lines.start], is_text)
            place = lines.start
            line = as_given(whole[place : lines.end], is_text)
            placed = JSONDecodeError(error.code, line, error.byte, error.path, origin)
        if not callable(on_error):
            raise placed
        on_error(placed)


def dump_lines(values: Iterable[Any], fp: IO[Any], **options: Any) -> None:
    """Writes each value on a line of its own.

    Args:
        values: What to write.
        fp: A file of text or bytes.
        **options: As for `dumps`, without indent and newline.

    Raises:
        JSONEncodeError: A value cannot be written; the lines before are.
    """
    if options.get("indent") is not None:
        raise ValueError(f"indent is {options['indent']!r}, must be None: a value has one line")
    for value in values:
        dump(value, fp, newline=True, **options)


def _lines(data: Any, options: dict[str, Any]) -> tuple[Lines, bytes, bool]:
    """Returns what reads the lines, their bytes, and whether these are those of a str."""
    data = utf8_or_text(data, options.pop("encoding", "utf-8"))
    is_text = isinstance(data, str)
    whole = bytes_of(document_of(data))
    if options.get("dialect", JSON) != JSON:
        read = reader(**options)
        return EachLine(whole, lambda line: read(as_given(line, is_text))), whole, is_text
    options.pop("dialect", None)
    name = options.pop("backend", None)
    backend = backends.find_backend(name) if name else backends.active
    return backend.lines(whole, load_options(**options), is_text), whole, is_text


def _after(origin: Origin, passed: bytes, is_text: bool) -> Origin:
    text = passed.decode(errors="surrogatepass" if is_text else "replace")
    return origin.after(text, len(passed))
