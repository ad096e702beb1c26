"""Holds what a unit says of itself against the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.kata.problems import Problem
from tools.kata.toml_lines import TomlLines
from tools.kata.units import Entry, Unit


def check_agreement(unit: Unit, catalogue: Sequence[Entry]) -> Iterator[Problem]:
    """Checks that the catalogue has the unit, says the same of it, and knows its prerequisites."""
    toml = unit.folder / "unit.toml"
    lines = TomlLines(toml.read_text(encoding="utf-8"))
    entries = {entry.slug: entry for entry in catalogue}
    entry = entries.get(unit.slug)
    if entry is None:
        yield Problem(
            toml, lines.of("slug"), f"{unit.slug} is not in the catalogue", "a known slug"
        )
    else:
        for key in ("number", "title", "level", "topic"):
            said, planned = getattr(unit, key), getattr(entry, key)
            if said != planned:
                allowed = f"{planned!r}, as line {entry.line} of the catalogue says"
                yield Problem(toml, lines.of(key), f"{key} is {said!r}", allowed)
    for key in ("requires", "builds_on"):
        for name in getattr(unit, key):
            if name not in entries or name == unit.slug:
                wrong = f"{key} names {name!r}"
                yield Problem(toml, lines.of(key), wrong, "another unit of the catalogue")
