"""Reading and writing in pure Python: what every other backend is held against."""

from __future__ import annotations

import gc
from mmap import mmap

from .builder import Builder
from .each_line import EachLine, Lines
from .encodings import as_given
from .errors import JSONDecodeError
from .fast_reader import FastReader, Odd, reads_fast
from .fast_writer import write_fast
from .machine import Machine
from .options import DUMP_DEFAULTS, LOAD_DEFAULTS, DumpOptions, LoadOptions
from .pieces import Reader
from .readers import BOM, EventReader, ValueReader, skip_bom
from .skim import member as member
from .skim import members as members
from .skim import skip as skip
from .writer import Writer


def loads(data: object, options: LoadOptions | None = None) -> object:
    """Returns the value of a document.

    Args:
        data: bytes, bytearray, a contiguous memoryview, mmap, or str.
        options: How to read; None for the defaults.

    Raises:
        JSONDecodeError: The document is not what was asked for.
        TypeError: The data is of another type.
    """
    options = options or LOAD_DEFAULTS
    return _read_paused(document_of(data), options, _fast_reader(options))


def events(options: LoadOptions, multiple: bool, is_text: bool) -> Reader:
    """Returns what is fed with pieces and says pointer, name and value of each event.

    Args:
        options: How to read.
        multiple: Whether documents may follow one another, or none may come.
        is_text: Whether the pieces are UTF-8 of a str, in which surrogates may be.
    """
    return EventReader(options, multiple, is_text)


def values(options: LoadOptions, multiple: bool, is_text: bool, steps: tuple[str, ...]) -> Reader:
    """Returns what is fed with pieces and says the values at some places.

    Args:
        options: How to read.
        multiple: Whether documents may follow one another, or none may come.
        is_text: Whether the pieces are UTF-8 of a str, in which surrogates may be.
        steps: The way to the places from the root; `*` stands for any step.
    """
    return ValueReader(options, multiple, is_text, steps)


def lines(data: bytes, options: LoadOptions, is_text: bool) -> Lines:
    """Returns what yields the value of each line that is not blank.

    Args:
        data: The lines, which end at newlines.
        options: How to read each.
        is_text: Whether the data is UTF-8 of a str, in which surrogates may be.
    """
    fast = _fast_reader(options)
    return EachLine(data, lambda line: _read_paused(as_given(line, is_text), options, fast))


def document_of(data: object) -> bytes | str:
    """Returns what may be read, in a form that does not change.

    Raises:
        TypeError: The data is of another type.
    """
    if isinstance(data, str | bytes):
        return data
    if isinstance(data, memoryview) and not data.c_contiguous:
        raise TypeError("data is a memoryview that is not contiguous")
    if isinstance(data, bytearray | memoryview | mmap):
        return bytes(data)  # another thread may change it
    kinds = "bytes, bytearray, memoryview, mmap or str"
    raise TypeError(f"data is of type {type(data).__name__}, must be {kinds}")


def _fast_reader(options: LoadOptions) -> FastReader | None:
    return FastReader(options) if reads_fast(options) else None


def _read_paused(data: bytes | str, options: LoadOptions, fast: FastReader | None) -> object:
    """Returns the value of a document, while the collector rests if it may."""
    if not options.pause_gc or not gc.isenabled():
        return _read(data, options, fast)
    gc.disable()
    try:
        return _read(data, options, fast)
    finally:
        gc.enable()


def _read(data: bytes | str, options: LoadOptions, fast: FastReader | None) -> object:
    if options.max_size >= 0:
        check_size(data, options.max_size)
    if fast:
        try:
            text = data if isinstance(data, str) else str(data, "utf-8")
            if text is data and not text.isascii():
                text.encode()  # there may be surrogates
            if not text.startswith(BOM):
                return fast.read(text, 0)
            if not options.bom_error:
                return fast.read(text, len(BOM))
        except (Odd, UnicodeError):
            pass
    return read_exactly(Machine(options, not isinstance(data, str), data), data, options)


def read_exactly(machine: Machine, data: bytes | str, options: LoadOptions) -> object:
    """Returns the value of a document, or raises the error that says what is wrong with it."""
    machine.feed(data if isinstance(data, str) else data.decode(errors="surrogateescape"))
    machine.finish()
    skip_bom(machine)
    builder = Builder(options)
    while event := machine.next_event():
        builder.take(*event)
    return builder.value


def check_size(data: bytes | str, max_size: int) -> None:
    """Raises an error if a document has more bytes than max_size."""
    if len(data) > max_size or (
        isinstance(data, str) and len(data.encode(errors="surrogatepass")) > max_size
    ):
        raise JSONDecodeError("size", data, max_size)


def dumps(obj: object, options: DumpOptions | None = None) -> str:
    """Returns the JSON text of a value.

    Args:
        obj: None, bool, int, float, str, Number, dict, list, tuple, and what `default` knows.
        options: How to write; None for the defaults.

    Raises:
        JSONEncodeError: Something in it cannot be written.
    """
    return dumpb(obj, options).decode()


def dumpb(obj: object, options: DumpOptions | None = None) -> bytes:
    """Returns the JSON text of a value as UTF-8; otherwise as `dumps`."""
    options = options or DUMP_DEFAULTS
    if options == DUMP_DEFAULTS:
        try:
            return write_fast(obj, options.max_depth).encode()
        except (Odd, ValueError):  # surrogates; an int with more digits than str() allows
            pass
    return Writer(options).write(obj).encode()
