"""Finds the line of a key in a TOML text, which `tomllib` does not tell."""

from __future__ import annotations

import re
from collections import Counter

_TABLE = re.compile(r"\s*\[(?!\[)\s*([\w.\-\"' ]+?)\s*\]\s*(#.*)?$")
_ARRAY = re.compile(r"\s*\[\[\s*([\w.\-\"' ]+?)\s*\]\]\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*=")

Place = tuple[str | int, ...]


class TomlLines:
    """Lines of tables and keys of one TOML text.

    A place is a path such as ``("number",)``, ``("limits", "cpu_s")`` or ``("stage", 1, "id")``.
    Dotted keys and keys of inline tables have no line of their own: they get that of what holds
    them.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        table: Place = ()
        arrays: Counter[str] = Counter()
        quote = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if quote:
                quote = "" if quote in line else quote
                continue
            if match := _ARRAY.match(line):
                name = match[1].strip("\"'")
                table = (name, arrays[name])
                arrays[name] += 1
                self._lines.setdefault((name,), number)
                self._lines.setdefault(table, number)
            elif match := _TABLE.match(line):
                table = tuple(part.strip("\"' ") for part in match[1].split("."))
                self._lines.setdefault(table, number)
            elif match := _KEY.match(line):
                self._lines.setdefault((*table, match[1].strip("\"'")), number)
                quote = _left_open(line[match.end() :])

    def of(self, *place: str | int) -> int:
        """Returns the line of a place, else that of the nearest thing around it, else 1."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place[:-1]
        return 1


def _left_open(value: str) -> str:
    """Returns the triple quote that a value opens on its first line and does not close."""
    for quote in ('"""', "'''"):
        if value.lstrip().startswith(quote):
            return "" if quote in value.lstrip()[3:] else quote
    return ""
