"""Where something happened: kept cheaply when it does, made readable only when asked for."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator
from types import CodeType, FrameType

Origin = list[tuple[CodeType, int]]
"""Code and index of its instruction, innermost frame first. It keeps no frame, so no local."""

WHOLE = 100
"""Frames of an origin that is worth its price: a leak is looked for, not an accident noted."""


def origin(skip: int, most: int) -> Origin:
    """Return where the caller was called, as raw as it can be had.

    Line numbers are looked up later: this runs at every entry, `described` only for an error.

    Args:
        skip: frames above this one that are not told, 1 for the caller itself.
        most: frames that are told; each costs about 0.1 microseconds.
    """
    frame: FrameType | None = sys._getframe(skip + 1)
    found: Origin = []
    while frame is not None and len(found) < most:
        found.append((frame.f_code, frame.f_lasti))
        frame = frame.f_back
    return found


def described(found: Origin) -> list[str]:
    """Return an origin as lines of a traceback, outermost first."""
    return [_line(code, number) for code, number in _numbered(reversed(found))]


def site(found: Origin) -> str:
    """Return the innermost frame as `file:line in function`."""
    for code, number in _numbered(iter(found[:1])):
        return f"{code.co_filename}:{number} in {code.co_name}"
    return "an unknown place"


def _numbered(found: Iterator[tuple[CodeType, int]]) -> Iterator[tuple[CodeType, int]]:
    for code, instruction in found:
        number = code.co_firstlineno
        for start, end, line in code.co_lines():
            if start <= instruction < end and line is not None:
                number = line
        yield code, number


def _line(code: CodeType, number: int) -> str:
    text = linecache.getline(code.co_filename, number).strip()
    source = f"    {text}\n" if text else ""
    return f'  File "{code.co_filename}", line {number}, in {code.co_name}\n{source}'
