"""The values of fields: status, size, moments, latencies and requests, each from its text."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

LARGEST = 2**63 - 1
STAMP_BYTES = 26  # dd/Mon/yyyy:HH:MM:SS ±hhmm
NO_LATENCY = -1

_MINUTE_BYTES = 17  # dd/Mon/yyyy:HH:MM
_ISO_MINUTE_BYTES = 16  # yyyy-mm-ddTHH:MM
_LONGEST_NUMBER = 64

_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_UNIX_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_MOMENT = (date(1, 1, 1).toordinal() - _UNIX_EPOCH) * 86_400
_LAST_MOMENT = (date(9999, 12, 31).toordinal() - _UNIX_EPOCH + 1) * 86_400 - 1

_MINUTE = re.compile(rb"(\d\d)/(...)/(\d{4}):([01]\d|2[0-3]):([0-5]\d)")
_ISO_MINUTE = re.compile(rb"(\d{4})-(\d\d)-(\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d)")
_CLOCK = re.compile(rb":(?:[0-5]\d|60) ([+-])([01]\d|2[0-3])([0-5]\d)")
_ISO_CLOCK = re.compile(rb":(?:[0-5]\d|60)(?:([+-])([01]\d|2[0-3]):?([0-5]\d)|[Zz])")
_ISO = re.compile(rb"(.{16})(:\d\d)(?:\.\d{1,9})?(Z|z|[+-]\d\d:?\d\d)", re.DOTALL)
_DATE = re.compile(rb"(\d{4})-(\d\d)-(\d\d)")
_TIME_OF_DAY = re.compile(rb"([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d{1,9})?")
_SECONDS = re.compile(rb"(\d{1,18})(?:\.\d+)?")
_WHOLE = re.compile(rb"\d{1,18}")
_STATUS = re.compile(rb"[1-5]\d\d")
_DIGITS = re.compile(rb"\d+")
_DECIMAL = re.compile(rb"(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?")
_PORT = re.compile(rb":\d+\Z")
_REQUEST = re.compile(rb"([A-Za-z_-]+) (.+) (HTTP/\d(?:\.\d)?)", re.DOTALL)
_METHOD = re.compile(rb"[A-Za-z_-]+")
_PROTOCOL = re.compile(rb"HTTP/\d(?:\.\d)?")
_ABSOLUTE = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")

Moment = tuple[bytes, bytes]


class Request(NamedTuple):
    """A request; of a bad one, method and protocol are `-`, and the path is all there was."""

    method: bytes
    path: bytes
    protocol: bytes
    bad: bool


def is_status(text: bytes) -> bool:
    """Tells whether it is a status."""
    return _STATUS.fullmatch(text) is not None


def is_method(text: bytes) -> bool:
    """Tells whether it may be the method of a request; `-` may."""
    return _METHOD.fullmatch(text) is not None


def is_protocol(text: bytes) -> bool:
    """Tells whether it may be the protocol of a good request."""
    return _PROTOCOL.fullmatch(text) is not None


def read_size(text: bytes) -> bytes | str:
    """Returns `-`, or the digits without zeros in front; else the reason why it is no size."""
    if text == b"-":
        return text
    if not _DIGITS.fullmatch(text):
        return "bad_size"
    digits = text.lstrip(b"0") or b"0"
    # int() of bytes refuses thousands of digits, so the length is looked at first.
    return "number_overflow" if len(digits) > 19 or int(digits) > LARGEST else digits


def read_latency(text: bytes, unit: str, exponent: bool = False) -> int | str:
    """Returns whole microseconds, rounded half to even, or NO_LATENCY; else the reason why not.

    Args:
        text: A decimal number, `-` or `-1`.
        unit: latency_s, latency_ms, latency_us or latency_w3c.
        exponent: Whether the number may have an exponent.
    """
    if text in (b"-", b"-1"):
        return NO_LATENCY
    parts = _DECIMAL.fullmatch(text)
    if not parts or len(text) > _LONGEST_NUMBER or parts[1]:
        return "bad_latency"
    fraction = parts[3] or b""
    if (parts[4] and not exponent) or (fraction and unit == "latency_us"):
        return "bad_latency"
    if unit == "latency_w3c":
        unit = "latency_s" if fraction else "latency_ms"
    power = {"latency_s": 6, "latency_ms": 3, "latency_us": 0}[unit]
    power += int(parts[4] or 0) - len(fraction)
    micros = _scaled(int(parts[2] + fraction), power)
    return "number_overflow" if micros > LARGEST else micros


def _scaled(number: int, power: int) -> int:
    """Returns number * 10**power, rounded half to even."""
    scale = int(10 ** abs(power))
    if power >= 0:
        return number * scale
    whole, rest = divmod(number, scale)
    return whole + (2 * rest > scale or (2 * rest == scale and whole % 2 == 1))


def add_latency(one: int | None, two: int) -> int | str:
    """Returns the sum of two latencies, of which the first may not be there yet.

    One of them NO_LATENCY: so is the sum. Too large: the reason.
    """
    if one is None:
        return two
    if NO_LATENCY in (one, two):
        return NO_LATENCY
    return "number_overflow" if one + two > LARGEST else one + two


def without_port(text: bytes) -> bytes:
    """Returns an address without the port behind it and the brackets around it."""
    text = _PORT.sub(b"", text)
    return text[1:-1] if text[:1] == b"[" and text[-1:] == b"]" else text


def read_request(request: bytes, strip_query: bool) -> Request:
    """Returns the parts of a request line."""
    parts = _REQUEST.fullmatch(request)
    if not parts:
        return Request(b"-", request, b"-", True)
    method, target, protocol = parts.groups()
    return Request(method, _path(target, strip_query), protocol, False)


def join_request(
    method: bytes | None,
    target: bytes,
    query: bytes | None,
    protocol: bytes | None,
    strip_query: bool,
) -> Request:
    """Returns the request whose parts lie apart; those that a line cannot have are None."""
    asked = target
    if query not in (None, b"", b"-"):
        asked += query if query.startswith(b"?") else b"?" + query
    if (
        target in (b"", b"-")
        or (method is not None and (method == b"-" or not is_method(method)))
        or (protocol is not None and not is_protocol(protocol))
    ):
        parts = [part for part in (method, asked, protocol) if part is not None]
        return Request(b"-", b" ".join(parts), b"-", True)
    return Request(method or b"-", _path(asked, strip_query), protocol or b"-", False)


def _path(target: bytes, strip_query: bool) -> bytes:
    if absolute := _ABSOLUTE.match(target):
        target = target[absolute.end() :]
        if not target.startswith(b"/"):
            target = b"/" + target
    return target.partition(b"?")[0] if strip_query else target


def minute_start(minute: bytes, clock: bytes) -> int | None:
    """Returns the epoch seconds at which a minute began, or None if there is no such.

    Args:
        minute: `dd/Mon/yyyy:HH:MM`, `yyyy-mm-ddTHH:MM`, or minutes since 1970 in decimal.
        clock: `:SS` and an offset from UTC; its seconds are checked and do not count. Of minutes
            since 1970 only `:SS`.
    """
    if len(minute) < _ISO_MINUTE_BYTES:
        return int(minute) * 60
    if len(minute) == _MINUTE_BYTES:
        parts, zone = _MINUTE.fullmatch(minute), _CLOCK.fullmatch(clock)
        if not parts or not zone or parts[2] not in _MONTHS:
            return None
        days = _days(int(parts[3]), _MONTHS.index(parts[2]) + 1, int(parts[1]))
    else:
        parts, zone = _ISO_MINUTE.fullmatch(minute), _ISO_CLOCK.fullmatch(clock)
        if not parts or not zone:
            return None
        days = _days(int(parts[1]), int(parts[2]), int(parts[3]))
    if days is None:
        return None
    local = days * 86400 + int(parts[4]) * 3600 + int(parts[5]) * 60
    if not zone[1]:
        return local
    offset = int(zone[2]) * 3600 + int(zone[3]) * 60
    return local + offset if zone[1] == b"-" else local - offset


def _days(year: int, month: int, day: int) -> int | None:
    if year == 0 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day).toordinal() - _UNIX_EPOCH


def clf_moment(text: bytes) -> Moment | None:
    """Returns the two parts of `dd/Mon/yyyy:HH:MM:SS ±hhmm`, or None if that is no moment."""
    minute, clock = text[:_MINUTE_BYTES], text[_MINUTE_BYTES:]
    good = len(text) == STAMP_BYTES and minute_start(minute, clock) is not None
    return (minute, clock) if good else None


def iso_moment(text: bytes) -> Moment | None:
    """Returns the two parts of `yyyy-mm-ddTHH:MM:SS.fff±hh:mm`, the fraction dropped, or None."""
    parts = _ISO.fullmatch(text)
    if not parts:
        return None
    minute, clock = parts[1], parts[2] + parts[3]
    return (minute, clock) if minute_start(minute, clock) is not None else None


def epoch_moment(seconds: int) -> Moment | None:
    """Returns the two parts of seconds since 1970, or None outside the years 1 to 9999."""
    if not _FIRST_MOMENT <= seconds <= _LAST_MOMENT:
        return None
    return b"%d" % (seconds // 60), b":%02d" % (seconds % 60)


def seconds_moment(text: bytes) -> Moment | None:
    """Returns the two parts of seconds since 1970, which may have a fraction, or None."""
    parts = _SECONDS.fullmatch(text)
    if not parts or len(text) > _LONGEST_NUMBER:
        return None
    return epoch_moment(int(parts[1]))


def _fine_moment(divisor: int) -> Callable[[bytes], Moment | None]:
    def read(text: bytes) -> Moment | None:
        return epoch_moment(int(text) // divisor) if _WHOLE.fullmatch(text) else None

    return read


READ_MOMENT: dict[str, Callable[[bytes], Moment | None]] = {
    "time_clf": clf_moment,
    "time_iso": iso_moment,
    "time_s": seconds_moment,
    "time_ms": _fine_moment(1_000),
    "time_us": _fine_moment(1_000_000),
}


def number_moment(text: bytes) -> Moment | None:
    """Returns the two parts of seconds since 1970 as a JSON number, rounded down, or None."""
    parts = _DECIMAL.fullmatch(text)
    if not parts or len(text) > _LONGEST_NUMBER or len(parts[2]) > 18:
        return None
    fraction = parts[3] or b""
    number = int(parts[1] + parts[2] + fraction)
    power = int(parts[4] or 0) - len(fraction)
    scale = int(10 ** abs(power))
    return epoch_moment(number * scale if power >= 0 else number // scale)


def read_date(text: bytes) -> int | None:
    """Returns the days since 1970 of `yyyy-mm-dd`, or None."""
    parts = _DATE.fullmatch(text)
    return _days(int(parts[1]), int(parts[2]), int(parts[3])) if parts else None


def read_time_of_day(text: bytes) -> int | None:
    """Returns the seconds since midnight of `HH:MM:SS`, or None. Second 60 counts as 59."""
    parts = _TIME_OF_DAY.fullmatch(text)
    if not parts:
        return None
    return int(parts[1]) * 3600 + int(parts[2]) * 60 + min(int(parts[3]), 59)
