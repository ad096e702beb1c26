"""Damaged and odd rows of a generated log: what real servers, clients and full disks leave behind.

A row stays one line: no damage adds or removes a newline, so rows equal lines.
"""

from __future__ import annotations

from challenges.days.day22_log_analyzer.generated_site import GOLDEN, MASK, mix

DIRT = (
    [0] * 12 + [1] * 7 + [2] * 8 + [3] * 8 + [4] * 7 + [5] * 5 + [6] + [7] * 3 + [8] * 4 + [9] * 5
) + [10] * 4
BLANKS = (b"", b" ", b"\t", b"   ", b" \t \t", b"\r")
DATES = (  # some are odd but right: 29 Feb 2024, second 60, offsets with minutes, -0000
    b"31/Feb/2025:10:00:00 +0000|29/Feb/2023:10:00:00 +0000|29/Feb/2024:10:00:00 +0000|"
    b"00/Mar/2025:10:00:00 +0000|32/Mar/2025:10:00:00 +0000|31/Apr/2025:10:00:00 +0000|"
    b"05/mar/2025:10:00:00 +0000|05/Mrz/2025:10:00:00 +0000|05/Mar/0000:10:00:00 +0000|"
    b"05/Mar/2025:24:00:00 +0000|05/Mar/2025:23:60:00 +0000|05/Mar/2025:23:59:60 +0000|"
    b"05/Mar/2025:23:59:61 +0000|05/Mar/2025:10:00:00 +0330|05/Mar/2025:10:00:00 -0000|"
    b"05/Mar/2025:10:00:00 -0545|05/Mar/2025:10:00:00 +2400|05/Mar/2025:10:00:00 +0060|"
    b"05/Mar/2025:10:00:00  0000|5/Mar/2025:10:00:00 +0000|2025-03-05T10:00:00+00:00|"
    b"05/Mar/2025:10:00:00|05/Mar/2025 10:00:00 +0000|-"
).split(b"|")
HANDSHAKES = (
    b"\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xFC\\x03\\x03",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x9d\xe2",
    b"-",
    b"",
    b"\\x03\\x00\\x00\\x13\\x0E\\xE0\\x00\\x00\\x00\\x00\\x00\\x01",
)
BROKEN_UTF8 = (b"\xff", b"\xc3\x28", b"\xe2\x82", b"\xf0\x9f\x92", b"\xed\xa0\x80", b"\x80\x85")
TRACEBACK = (
    b"Traceback (most recent call last):",
    b'  File "/srv/app/orders/views.py", line %d, in checkout',
    b"    total = sum(item.price for item in basket[%d])",
    b"ValueError: basket %d holds no items",
    b"\tat org.example.orders.Checkout.total(Checkout.java:%d)",
)
FIELDS = (  # replaces ` status size` of a row
    b" 099 512|" b" 600 512|" b" 20 512|" b" 2000 512|" b" abc 512|" b" 200 12a|" b" 200 -5|"
    b" 200 9223372036854775807|" b" 200 9223372036854775808|" b" 404 99999999999999999999999999|"
    b" 200|"
).split(b"|")  # fmt: skip
ENDS = (b"", b" extra", b'"', b' "0.012"', b" ")


class Draws:
    """The splitmix64 sequence that one damaged row draws from."""

    def __init__(self, state: int) -> None:
        self._state = state

    def next(self) -> int:
        """Returns the next 64 bits."""
        self._state = (self._state + GOLDEN) & MASK
        return mix(self._state)

    def below(self, limit: int) -> int:
        """Returns a number in [0, limit), limit far below 2**32."""
        return self.next() % limit


def spoil(line: bytes, state: int) -> bytes:
    """Returns a clean row damaged in one of eleven ways, which the draws after `state` choose."""
    draws = Draws(state)
    return _DAMAGES[DIRT[draws.below(64)]](line, draws)


def _cut(line: bytes, draws: Draws) -> bytes:
    return line[: 1 + draws.below(len(line) - 1)]


def _blank(_line: bytes, draws: Draws) -> bytes:
    return BLANKS[draws.below(6)]


def _noise(line: bytes, draws: Draws) -> bytes:
    if draws.below(2):
        noisy = bytearray(1 + draws.below(200))
        places = list(range(len(noisy)))
    else:
        noisy = bytearray(line)
        places = [draws.below(len(line)) for _ in range(1 + draws.below(24))]
    for place in places:
        byte = draws.below(256)
        noisy[place] = 11 if byte == 10 else byte
    return bytes(noisy)


def _date(line: bytes, draws: Draws) -> bytes:
    head, _, rest = line.partition(b"[")
    return b"%b[%b%b" % (head, DATES[draws.below(24)], rest[26:])


def _handshake(line: bytes, draws: Draws) -> bytes:
    head = line[: line.index(b'"')]
    return b'%b"%b" %d - "-" "-"' % (head, HANDSHAKES[draws.below(5)], 400 + 8 * draws.below(2))


def _inserted(line: bytes, text: bytes) -> bytes:
    at = line.index(b" HTTP/")
    return line[:at] + text + line[at:]


def _utf8(line: bytes, draws: Draws) -> bytes:
    text = BROKEN_UTF8[draws.below(6)]
    return line[:-1] + text + b'"' if draws.below(2) else _inserted(line, text)


def _long(line: bytes, draws: Draws) -> bytes:
    repeats = 512 + draws.below(3500)  # 8 to 64 KiB
    return _inserted(line, b"/%016x" % draws.next() * repeats)


def _nul(line: bytes, draws: Draws) -> bytes:
    damaged = bytearray(line)
    for _ in range(1 + draws.below(3)):
        damaged[draws.below(len(line))] = 0
    return bytes(damaged)


def _crlf(line: bytes, _draws: Draws) -> bytes:
    return line + b"\r"


def _traceback(_line: bytes, draws: Draws) -> bytes:
    text = TRACEBACK[draws.below(5)]
    return text.replace(b"%d", b"%d" % draws.below(1000))


def _fields(line: bytes, draws: Draws) -> bytes:
    quote = line.index(b'"', line.index(b" HTTP/"))
    _, status, size, tail = line[quote + 1 :].split(b" ", 3)
    kind = draws.below(4)
    if kind == 0:
        return b"%b%b %b" % (line[: quote + 1], FIELDS[draws.below(12)], tail)
    if kind == 1:
        return line + ENDS[draws.below(5)]
    if kind == 2:
        return b'%b (\\"odd\\" \\\\)%b' % (line[:-1], line[-1 - draws.below(2) : -1] + b'"')
    return b" " + line if draws.below(2) else b"%b %b %b" % (line[: quote + 1], status, size)


_DAMAGES = (
    _cut, _blank, _noise, _date, _handshake, _utf8, _long, _nul, _crlf, _traceback, _fields,
)  # fmt: skip
