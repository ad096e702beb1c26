"""Where the columns of a W3C log change, so that its parts can be counted from anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

NO_COLUMNS = b"#Fields:"
_BLOCK = 1 << 20
_MARK = b"\n#Fields:"
_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Section:
    """Bytes [start, end) of a file, in which one `#Fields:` line holds.

    Attributes:
        columns: The directive, NO_COLUMNS before the first.
        start: Its first byte, or 0.
        end: The byte after the last line that it is about.
    """

    columns: bytes
    start: int
    end: int


def sections(path: str, size: int) -> list[Section]:
    """Returns the sections of a file, at least one; equal ones that touch are one.

    Raises:
        OSError: The file cannot be read.
    """
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        found = [Section(NO_COLUMNS, 0, size)]
        for start in _directives(file, size):
            line = os.pread(file, _LONGEST, start).split(b"\n")[0].removesuffix(b"\r")
            last = found[-1]
            if line == last.columns:
                continue
            found[-1] = Section(last.columns, last.start, start)
            found.append(Section(line, start, size))
    finally:
        os.close(file)
    return [part for part in found if part.start < part.end] or found[:1]


def _directives(file: int, size: int) -> Iterator[int]:
    """Yields where the lines start that set columns."""
    before, at = b"\n", 0
    while at < size and (block := os.pread(file, min(_BLOCK, size - at), at)):
        block = before + block
        start = at - len(before)
        place = block.find(_MARK)
        while place >= 0:
            yield start + place + 1
            place = block.find(_MARK, place + 1)
        at += len(block) - len(before)
        before = block[1 - len(_MARK) :]
