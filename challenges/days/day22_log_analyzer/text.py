"""Bytes of a log as text that terminals and pages can show without harm; numbers for people."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

# What Apache (ap_escape_logitem) and nginx (escape=default) write for bytes that break a line.
_ESCAPE = re.compile(rb'\\(?:x([0-9A-Fa-f]{2})|(["\\bnrtv]))')
_CONTROLS = {b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB")


def shown(data: bytes, decode_escapes: bool = False) -> str:
    """Returns text to look at: what is no UTF-8 or cannot be printed becomes U+FFFD.

    A log is written by strangers, and an escape sequence in it could drive the reader's terminal.

    Args:
        data: Bytes of the log.
        decode_escapes: Whether the bytes that a server has written as `\\xhh` or behind a backslash
            are shown as what they stand for.
    """
    if decode_escapes:
        data = _ESCAPE.sub(_unescaped, data)
    text = data.decode(errors="replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    digits, char = escape.groups()
    return bytes.fromhex(digits.decode()) if digits else _CONTROLS.get(char, char)


def fitted(text: str, width: int) -> str:
    """Returns a text that takes at most `width` columns, cut with `…` if it would take more."""
    used = 0
    for place, char in enumerate(text):
        used += _columns(char)
        if used > width:
            return _cut(text[:place], width - 1) + "…"
    return text


def _cut(text: str, width: int) -> str:
    while text and sum(map(_columns, text)) > width:
        text = text[:-1]
    return text


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def size_text(size: int) -> str:
    """Returns a number of bytes with three digits: `1.24 GiB`."""
    value, unit = float(size), _UNITS[0]
    for unit in _UNITS:
        if value < 1000 or unit == _UNITS[-1]:
            break
        value /= 1024
    if unit == "B":
        return f"{size} B"
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"


def duration_text(microseconds: int) -> str:
    """Returns a span of time with three digits: `1.24 ms`."""
    if microseconds < 1000:
        return f"{microseconds} us"
    value, unit = microseconds / 1000, "ms"
    if value >= 999.5:
        value, unit = value / 1000, "s"
    return f"{value:.{2 if value < 9.995 else 1 if value < 99.95 else 0}f} {unit}"


def moment_text(moment: datetime | None) -> str:
    """Returns a moment with its zone, `-` for none."""
    return f"{moment:%Y-%m-%d %H:%M:%S} {_zone(moment)}" if moment else "-"


def minute_text(moment: datetime) -> str:
    """Returns a moment without its seconds, with its zone."""
    return f"{moment:%Y-%m-%d %H:%M} {_zone(moment)}"


def _zone(moment: datetime) -> str:
    return "UTC" if moment.tzinfo is UTC else f"{moment:%z}"


def share_text(part: int, whole: int) -> str:
    """Returns a share in percent: `82.5 %`; `<0.1 %` for what is not nothing."""
    share = 100 * part / (whole or 1)
    return "<0.1 %" if part and share < 0.05 else f"{share:.1f} %"
