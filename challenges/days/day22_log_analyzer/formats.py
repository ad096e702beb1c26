"""The log formats: their names and which columns they have. How a line is read stands in `line`."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import UnknownFormatError


@dataclass(frozen=True, slots=True)
class LogFormat:
    """A log format.

    Attributes:
        name: What `format=` and `--format` take.
        has_agents: Whether a line ends with referrer and user agent.
        example: One line in this format.
    """

    name: str
    has_agents: bool
    example: str


COMMON = LogFormat(
    "common",
    has_agents=False,
    example='192.0.2.7 - ann [10/Oct/2025:13:55:36 +0200] "GET /a?b=1 HTTP/1.1" 200 2326',
)
COMBINED = LogFormat(
    "combined",
    has_agents=True,
    example=COMMON.example + ' "https://example.org/" "curl/8.5.0"',
)

FORMATS: dict[str, LogFormat] = {form.name: form for form in (COMBINED, COMMON)}


def find_format(name: str) -> LogFormat:
    """Returns the format of that name.

    Raises:
        UnknownFormatError: There is none.
    """
    try:
        return FORMATS[name]
    except (KeyError, TypeError):
        allowed = " or ".join(repr(known) for known in FORMATS)
        raise UnknownFormatError(f"format is {name!r}, must be {allowed}") from None
