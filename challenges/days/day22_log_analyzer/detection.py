"""Which of the formats with a name a log is written in, by its first lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from .errors import UnknownFormatError
from .formats import FORMATS, LogFormat
from .options import Options

LINES = 100
HEAD_BYTES = 4 << 20
_LEAST = Fraction(4, 5)


def first_lines(head: bytes) -> list[bytes]:
    """Returns the first lines that are not blank, the last of which may be cut.

    Directives such as `#Fields:` come on top: without them some lines mean nothing.
    """
    return list(_limited(head.split(b"\n")))


def _limited(lines: Iterable[bytes]) -> Iterator[bytes]:
    left = LINES
    for line in lines:
        if not left:
            return
        if line.strip(b" \t\r"):
            left -= not line.startswith(b"#")
            yield line


def detect(lines: list[bytes], name: str) -> LogFormat:
    """Returns the format of which most lines are.

    Args:
        lines: What `first_lines` gave, at least one.
        name: Where they come from, for the message.

    Raises:
        UnknownFormatError: Fewer than 80 % of the lines are of one format.
    """
    shares: list[tuple[Fraction, LogFormat]] = []
    for form in FORMATS.values():
        shares.append((_share(form, lines), form))
        if shares[-1][0] == 1:
            return form
    shares.sort(key=lambda pair: -pair[0])  # stable: of equal ones the first in FORMATS
    (best, form), (second, other) = shares[:2]
    if best < _LEAST:
        raise UnknownFormatError(
            f"the format of {name} is unclear: {float(best):.0%} of its first lines are"
            f" {form.name}, {float(second):.0%} {other.name}, and {float(_LEAST):.0%} is wanted;"
            " say which with format="
        )
    return form


def _share(form: LogFormat, lines: list[bytes]) -> Fraction:
    from .python_backend import Tally

    tally = Tally(Options(plan=form.plan, samples=0).header().decode("ascii"))
    tally.begin(b"")
    tally.feed(b"\n".join(lines))
    tally.finish()
    totals = tally.totals()
    parsed, malformed = totals["parsed"] or 0, totals["malformed"] or 0
    return Fraction(parsed, (parsed + malformed) or 1)
