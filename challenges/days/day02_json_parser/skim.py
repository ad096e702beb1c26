"""Finds its way through the bytes of a document without reading the values.

White space, brackets of whichever kind, strings, commas and colons are looked at and nothing else:
what is wrong with the rest is for those to say who read it. Offsets are those of first bytes,
behind white space, unless they say that they are ends. Nothing recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

# Instead of an offset: the text is too odd to go on; nothing is at the place; it is no container.
ODD, MISSING, SCALAR = -1, -2, -3

_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_SPACE = rb"[ \t\n\r]*+"
_space = re.compile(_SPACE).match
_string = re.compile(_STRING, re.DOTALL).match
_scalar = re.compile(rb'[^ \t\n\r,:\[\]{}"]++').match
# What lies between two brackets, strings in one piece.
_between = re.compile(rb'(?:[^\[\]{}"]++|' + _STRING + rb")*+", re.DOTALL).match
_name = re.compile(rb"(" + _STRING + rb")" + _SPACE + rb":" + _SPACE, re.DOTALL).match
_escape = re.compile(
    rb"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))",
    re.DOTALL,
)
_ESCAPES = dict(zip(b'"\\/bfnrt', b'"\\/\b\f\n\r\t', strict=True))
_index = re.compile(r"0|[1-9][0-9]{0,17}").fullmatch

Member = tuple[int, int, int]


class _Odd(Exception):
    """The text is not what it should be."""


def after_space(data: bytes, at: int) -> int:
    """Returns the offset of the first byte from one on that is no white space."""
    space = _space(data, at)
    return space.end() if space else at


def skip(data: bytes, at: int) -> int:
    """Returns the end of the value that begins at an offset, or ODD."""
    first = data[at : at + 1]
    if first not in (b"[", b"{"):
        token = _string(data, at) if first == b'"' else _scalar(data, at)
        return token.end() if token else ODD
    depth = 0
    while True:
        depth += 1 if data[at] in b"[{" else -1
        at += 1
        if not depth:
            return at
        between = _between(data, at)
        at = between.end() if between else at
        if data[at : at + 1] in (b"", b'"'):
            return ODD


def members(data: bytes, at: int) -> list[Member] | int:
    """Returns where the elements or members of the container at an offset are, in their order.

    Returns:
        For each, offset and end of its key, quotes included, and the offset of its value. Elements
        have no key: all three are the offset. Or ODD, or SCALAR.
    """
    if data[at : at + 1] not in (b"[", b"{"):
        return SCALAR
    try:
        return list(_walk(data, at))
    except _Odd:
        return ODD


def member(data: bytes, at: int, step: str) -> int:
    """Returns the offset of one value in the container at an offset, or ODD, MISSING, or SCALAR.

    Args:
        data: The document.
        at: Offset of the container.
        step: The key; of equal ones the last counts, and one with an escape that is none equals
            nothing. Or the index, without leading zeros and of 18 digits at most; any other step is
            MISSING in an array, whose text is then not looked at. Neither is an element that is
            found, nor what follows it.
    """
    first = data[at : at + 1]
    if first not in (b"[", b"{"):
        return SCALAR
    try:
        if first == b"{":
            wanted = step.encode(errors="surrogatepass")
            found = [start for key, end, start in _walk(data, at) if _is(data[key:end], wanted)]
            return found[-1] if found else MISSING
        if not _index(step):
            return MISSING
        return next((start for _, _, start in islice(_walk(data, at), int(step), None)), MISSING)
    except _Odd:
        return ODD


def _walk(data: bytes, at: int) -> Iterator[Member]:
    array = data.startswith(b"[", at)
    closing = b"]" if array else b"}"
    at = after_space(data, at + 1)
    if data.startswith(closing, at):
        return
    while True:
        key = end = at
        if not array:
            name = _name(data, at)
            if not name:
                raise _Odd
            end, at = name.end(1), name.end()
        yield key, end, at
        at = skip(data, at)
        if at == ODD:
            raise _Odd
        at = after_space(data, at)
        if data.startswith(closing, at):
            return
        if not data.startswith(b",", at):
            raise _Odd
        at = after_space(data, at + 1)


def _is(quoted: bytes, wanted: bytes) -> bool:
    """Tells whether a key is the one that is wanted."""
    raw = quoted[1:-1]
    if b"\\" not in raw:
        return raw == wanted
    try:
        return _escape.sub(_unescaped, raw) == wanted
    except KeyError:
        return False


def _unescaped(match: re.Match[bytes]) -> bytes:
    high, low, code, short = match.groups()
    if short:
        return bytes([_ESCAPES[short[0]]])
    if high:
        char = chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    else:
        char = chr(int(code, 16))
    return char.encode(errors="surrogatepass")
