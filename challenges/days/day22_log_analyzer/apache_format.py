"""Apache `LogFormat` strings: https://httpd.apache.org/docs/2.4/mod/mod_log_config.html."""

from __future__ import annotations

import re

from .errors import UnknownFormatError
from .plans import Plan
from .text_steps import Part, Variable, text_plan

_FIELDS = {
    "h": "ip",
    "a": "ip",
    "u": "user",
    "v": "host",
    "V": "host",
    "r": "request",
    "m": "method",
    "U": "target",
    "q": "query",
    "H": "protocol",
    "s": "status",
    "b": "size",
    "B": "size",
    "O": "size",
    "D": "latency_us",
    "T": "latency_s",
    **dict.fromkeys("AfIklLpPRSX", "skip"),
}
_WITH_ARGUMENT = {
    "a": {"c": "ip"},
    "i": {"referer": "referrer", "user-agent": "user_agent", "host": "host"},
    "T": {"s": "latency_s", "ms": "latency_ms", "us": "latency_us"},
    "t": {
        "sec": "time_s",
        "begin:sec": "time_s",
        "%s": "time_s",
        "msec": "time_ms",
        "begin:msec": "time_ms",
        "usec": "time_us",
        "begin:usec": "time_us",
        "%d/%b/%Y:%H:%M:%S %z": "time_clf",
        "[%d/%b/%Y:%H:%M:%S %z]": "[time_clf]",
        "%Y-%m-%dT%H:%M:%S%z": "time_iso",
        "%Y-%m-%d": "date",
        "%F": "date",
        "%FT%T%z": "time_iso",
        "%Y-%m-%dT%T%z": "time_iso",
    },
    **{letter: {} for letter in "CenopP^"},
}
_NEEDED = {"status": "%>s", "time": "%t or %{sec}t", "request": "%r or %U"}
_DIRECTIVE = re.compile(
    r"%(?P<percent>%)|%(?:!?[0-9]{3}(?:,[0-9]{3})*)?[<>]?(?:\{(?P<argument>[^}]*)\})?[<>]?"
    r"(?P<letter>\^?[A-Za-z])"
)
_WRAPPED = re.compile(r'\s*(?:LogFormat|CustomLog\s+\S+)\s+"((?:[^"\\]|\\.)*)"(?:\s+\S+)?\s*')


def apache_plan(text: str) -> Plan:
    """Returns the plan for a format string, or for a whole `LogFormat` line.

    Raises:
        UnknownFormatError: It cannot be read with it.
    """
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped[1]
    parts: list[Part] = []
    at = 0
    while (percent := text.find("%", at)) >= 0:
        parts.append(_unescaped(text[at:percent]))
        match = _DIRECTIVE.match(text, percent)
        if not match:
            raise UnknownFormatError(
                f"{text[percent : percent + 10]!r} is no directive; {_known()}"
            )
        parts += _directive(match)
        at = match.end()
    parts.append(_unescaped(text[at:]))
    return text_plan(parts, _NEEDED)


def _directive(match: re.Match[str]) -> list[Part]:
    if match["percent"]:
        return ["%"]
    argument, letter = match["argument"], match["letter"]
    if argument is None and letter == "t":
        return ["[", Variable(match[0], "time_clf"), "]"]
    if argument is None:
        field = _FIELDS.get(letter)
    else:
        known = _WITH_ARGUMENT.get(letter[0])
        field = None if known is None else known.get(_folded(argument, letter), "skip")
    if field is None:
        raise UnknownFormatError(f"{match[0]} is no directive; {_known()}")
    if field == "[time_clf]":
        return ["[", Variable(match[0], "time_clf"), "]"]
    return [Variable(match[0], field)]


def _folded(argument: str, letter: str) -> str:
    return argument.lower() if letter == "i" else argument  # names of header fields have no case


def _known() -> str:
    plain = " ".join(f"%{letter}" for letter in (*_FIELDS, "t"))
    return f"known are {plain} and %{{...}} with one of {' '.join(_WITH_ARGUMENT)}"


def _unescaped(text: str) -> str:
    signs = {"t": "\t", "n": "\n"}
    return re.sub(r"\\(.)", lambda match: signs.get(match[1], match[1]), text, flags=re.DOTALL)
