"""NDJSON: a document a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from .errors import JSONDecodeError

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
    raise NotImplementedError("loads_lines")


def dump_lines(values: Iterable[Any], fp: IO[Any], **options: Any) -> None:
    """Writes each value on a line of its own.

    Args:
        values: What to write.
        fp: A file of text or bytes.
        **options: As for `dumps`, without indent and newline.

    Raises:
        JSONEncodeError: A value cannot be written; the lines before are.
    """
    raise NotImplementedError("dump_lines")
