"""Logs for the tests: dirty ones of any length, and whatever a property test may dream up."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.reading import common, line

AGENTS = ("curl/8", "Feeds 1.0", 'say \\"hi\\"', "", "ünï".encode().decode("latin-1"), "a\\\\")
REQUESTS = (
    "GET / HTTP/1.1",
    "GET /a?b=1 HTTP/1.1",
    "GET /a HTTP/2.0",
    "POST /form HTTP/1.1",
    "HEAD http://a.example/b?c HTTP/1.0",
    "GET /with space HTTP/1.1",
    "GET /\xff HTTP/1.1",
    "GET /\xfe HTTP/1.1",
    "",
    "-",
    "\x16\x03\x01",
)
STATUSES = ("200", "200", "200", "301", "304", "404", "499", "500", "503", "100")
BROKEN = (
    b"",
    b" \t",
    b"\r",
    b" leading space",
    b"Traceback (most recent call last):",
    b"192.0.2.7 - - [31/Feb/2025:10:00:00 +0000]",
    b'192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET',
    b'192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 600 1 "-" "-"',
    b'192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 x "-" "-"',
    b'192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 9223372036854775808 "-" "-"',
    b'192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 9223372036854775807 "-" "-"',
    b"\xff\xfe\x00binary\x0b\x0c\x85",
    line(stamp="31/Feb/2025:10:00:00 +0000"),
    line(stamp="10/Oct/2025:10:00:00 +0260"),
    line() + b" more",
    line(agent="x" * 300),
    line(user="ann lee"),
    line(agent='"'),
)
# What a mutation of a line may put somewhere: all that means something to a parser of lines.
BYTES = b' "[]\\\n\r-/?:+0\t\x00\xff'


def row(chance: random.Random, moment: int) -> bytes:
    """Returns a clean line in format combined, without newline."""
    offset = chance.choice(("+0000",) * 6 + ("+0330", "-0700"))
    day, minute = 1 + moment // 1440 % 28, moment % 1440
    stamp = f"{day:02}/Mar/2025:{minute // 60:02}:{minute % 60:02}:{chance.randrange(60):02}"
    return line(
        host=f"192.0.2.{chance.randrange(40)}",
        user=chance.choice(("-", "-", "-", "ann")),
        stamp=f"{stamp} {offset}",
        request=chance.choice(REQUESTS),
        status=chance.choice(STATUSES),
        size=chance.choice(("-", "0", str(chance.randrange(100_000)))),
        referrer=chance.choice(("-", "-", "https://a.example/", "")),
        agent=chance.choice(AGENTS),
    )


def dirty_log(rows: int, seed: int, dirt: float = 0.1, format: str = "combined") -> bytes:
    """Returns a log in which that share of the lines is broken or odd."""
    chance = random.Random(seed)
    data = bytearray()
    for number in range(rows):
        text = row(chance, number * 7)
        if format == "common":
            text = common(text)
        if chance.random() < dirt:
            text = chance.choice((*BROKEN, text[: chance.randrange(len(text))], text + b"\r"))
        data += text + b"\n"
    return bytes(data[: -chance.randrange(2) or None])


def mutated(data: bytes, seed: int, changes: int) -> bytes:
    """Returns a log with some of its bytes replaced by those that parsers trip over."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(changes):
        byte = chance.choice(BYTES) if chance.random() < 0.9 else chance.randrange(256)
        changed[chance.randrange(len(changed))] = byte
    return bytes(changed)


GOOD = tuple(row(random.Random(seed), seed * 977) for seed in range(60))


@st.composite
def logs(draw: st.DrawFn, most: int = 12) -> bytes:
    """Logs of clean, broken and damaged lines, with and without a newline at the end."""
    good = st.sampled_from(GOOD)
    cut = st.builds(lambda text, end: text[:end], good, st.integers(0, 200))
    kinds = st.one_of(good, good, st.sampled_from(BROKEN), cut, st.binary(max_size=30))
    lines = draw(st.lists(kinds, max_size=most))
    ends = draw(st.lists(st.sampled_from((b"\n", b"\n", b"\r\n")), min_size=1, max_size=3))
    data = b"".join(text + ends[place % len(ends)] for place, text in enumerate(lines))
    if data and (changes := draw(st.integers(0, 5))):
        data = mutated(data, draw(st.integers(0, 99)), changes)
    return data[:-1] if draw(st.booleans()) else data
