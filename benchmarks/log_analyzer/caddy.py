"""The generated log as a Caddy server would have written it: a line of JSON for each request.

What combined format does not say comes from a checksum of the line, so that the same log always
becomes the same file: the fraction of the second, the client's port, and how long it took.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

BATCH_LINES = 8192
BEFORE_MARCH = 1_740_700_800  # 2025-02-28: the days of the generator's month begin with 1
# Printable ASCII without quotes and backslashes is the same in JSON.
_TEXT = rb"([ !#-\[\]-~]*)"
_LINE = re.compile(
    rb"([!#-\[\]-~]+) - ([!#-\[\]-~]+) "
    rb"\[((?:0[1-9]|[12][0-9]|3[01])/Mar/2025:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]) \+0000\] "
    rb'"([A-Z]+) ([!#-\[\]-~]+) (HTTP/[0-9.]+)" ([1-5][0-9]{2}) ([0-9]+|-) "'
    + _TEXT
    + rb'" "'
    + _TEXT
    + rb'"\n'
)
_REFERRER = b'"Referer":["%b"],'


def convert(source: Path, target: Path, progress: Callable[[int], None]) -> None:
    """Writes a log in combined format as lines of JSON.

    Lines that are damaged, or have bytes that JSON would escape, are copied as they are: they are
    malformed there too.

    Args:
        source: A log of the generator.
        target: File to write.
        progress: Called with the lines done since the last call.
    """
    second, stamp = 0, b""
    with source.open("rb") as lines, target.open("wb") as out:
        for number, line in enumerate(lines, 1):
            if number % BATCH_LINES == 0:
                progress(BATCH_LINES)
            if not (match := _LINE.fullmatch(line)):
                out.write(line)
                continue
            ip, user, now, method, uri, protocol, status, size, referrer, agent = match.groups()
            if now != stamp:
                second, stamp = _second(now), now
            check = crc32(line)
            out.write(
                b'{"level":"info","ts":%d.%06d,"logger":"http.log.access","msg":"handled request",'
                b'"request":{"remote_ip":"%b","remote_port":"%d","client_ip":"%b","proto":"%b",'
                b'"method":"%b","host":"www.harbourgoods.example","uri":"%b","headers":{%b'
                b'"User-Agent":["%b"]}},"bytes_read":0,"user_id":"%b","duration":0.%06d,'
                b'"size":%b,"status":%b,"resp_headers":{"Server":["Caddy"]}}\n'
                % (
                    *(second, check % 1_000_000, ip, 1024 + check % 60_000, ip, protocol),
                    *(method, uri, b"" if referrer == b"-" else _REFERRER % referrer, agent),
                    b"" if user == b"-" else user,
                    _duration(check),
                    *(b"0" if size == b"-" else size, status),
                )
            )


def _second(stamp: bytes) -> int:
    """Returns the seconds since 1970 of a moment of the generator's month."""
    day, hour, minute, second = stamp[:2], stamp[12:14], stamp[15:17], stamp[18:20]
    return BEFORE_MARCH + ((int(day) * 24 + int(hour)) * 60 + int(minute)) * 60 + int(second)


def _duration(check: int) -> int:
    """Returns microseconds, 100 to 900,000: few are long."""
    share = check >> 16
    return 100 + share * share // 65536 * share // 65536 * 14
