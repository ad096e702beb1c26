"""NDJSON: a document a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from .api import dump, reader
from .errors import JSONDecodeError, Origin

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
    read = reader(**options)
    place, origin = 0, Origin()
    for start, line in _lines(data):
        try:
            value = read(line)
        except JSONDecodeError as error:
            if error.code == "empty" or on_error == "skip":
                continue
            # From error to error, so that many of them do not make it quadratic.
            place, origin = start, _after(origin, data[place:start])
            placed = JSONDecodeError(error.code, line, error.byte, error.path, origin)
            if not callable(on_error):
                raise placed from None
            on_error(placed)
        else:
            yield value


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


def _lines(data: Any) -> Iterator[tuple[int, Any]]:
    """Yields where a line begins and the line, without its newline."""
    if isinstance(data, memoryview):
        data = data.tobytes()
    newline: Any = "\n" if isinstance(data, str) else b"\n"
    start, size = 0, len(data)
    while start < size:
        end = data.find(newline, start)
        if end < 0:
            end = size
        yield start, data[start:end]
        start = end + 1


def _after(origin: Origin, passed: Any) -> Origin:
    if isinstance(passed, str):
        return origin.after(passed, len(passed.encode(errors="surrogatepass")))
    return origin.after(bytes(passed).decode(errors="replace"), len(passed))
