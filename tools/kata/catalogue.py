"""The catalogue of the course: every unit, planned or present, and the folders that exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.kata.problems import Problem, UnitError
from tools.kata.toml_table import TomlTable

LEVELS = ("intermediate", "senior", "day")


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit as challenges/catalogue.toml announces it; `line` is its place in that file."""

    number: int
    slug: str
    title: str
    level: str
    topic: str
    line: int

    @property
    def folder(self) -> str:
        """The unit's folder, relative to the root of the repository."""
        return unit_folder(self.level, self.topic, self.slug)


@dataclass(frozen=True, slots=True)
class Track:
    """Challenges that lead somewhere, in the order in which they are best solved.

    Attributes:
        title: Where they lead.
        units: Their slugs.
        line: Its place in challenges/catalogue.toml.
    """

    title: str
    units: tuple[str, ...]
    line: int


def unit_folder(level: str, topic: str, slug: str) -> str:
    """Returns where a unit belongs, relative to the root of the repository."""
    if level == "day":
        return f"challenges/days/{slug}"
    return f"challenges/{level}/{topic}/{slug}"


def highest_number(level: str) -> int:
    """Returns the highest number a unit of this level may have: 40 days, 100 challenges."""
    return 40 if level == "day" else 100


def load_catalogue(root: Path) -> tuple[Entry, ...]:
    """Reads challenges/catalogue.toml.

    Args:
        root: Root of the repository.

    Returns:
        The units in the order of the file.

    Raises:
        UnitError: A field is wrong, or a number or slug is there twice.
    """
    file = root / "challenges" / "catalogue.toml"
    problems: list[Problem] = []
    table = TomlTable.parse(file, problems)
    entries = []
    for unit in table.tables("unit"):
        level = unit.choice("level", LEVELS)
        number = unit.integer("number", 1, highest_number(level))
        slug, title, topic = unit.text("slug"), unit.text("title"), unit.text("topic")
        entries.append(Entry(number, slug, title, level, topic, unit.line()))
        unit.finish()
    list(table.tables("track"))  # which `load_tracks` reads
    table.finish()
    seen: dict[object, Entry] = {}
    for entry in entries:
        kind = "day" if entry.level == "day" else "challenge"
        for key, said in (
            (entry.slug, f"slug {entry.slug!r}"),
            ((kind, entry.number), f"number {entry.number} of a {kind}"),
        ):
            if key in seen:
                wrong = f"{said} is there twice"
                allowed = f"once; the other is in line {seen[key].line}"
                problems.append(Problem(file, entry.line, wrong, allowed))
            seen.setdefault(key, entry)
    if problems:
        raise UnitError(problems)
    return tuple(entries)


def load_tracks(root: Path, catalogue: Iterable[Entry]) -> tuple[Track, ...]:
    """Reads the tracks of challenges/catalogue.toml.

    Args:
        root: Root of the repository.
        catalogue: The units that a track may lead through.

    Raises:
        UnitError: A field is wrong, or a track names another unit.
    """
    known = {entry.slug for entry in catalogue}
    problems: list[Problem] = []
    table = TomlTable.parse(root / "challenges" / "catalogue.toml", problems)
    tracks = []
    for one in table.tables("track"):
        track = Track(one.text("title"), one.texts("units"), one.line())
        if unknown := [slug for slug in track.units if slug not in known]:
            one.wrong("units", f"{', '.join(unknown)} is no unit", "slugs of this file")
        one.finish()
        tracks.append(track)
    if problems:
        raise UnitError(problems)
    return tuple(tracks)


def find_units(root: Path) -> tuple[Path, ...]:
    """Returns the folders of all units that are present, challenges before days, sorted."""
    challenges = root / "challenges"
    found: list[Path] = []
    for pattern in ("intermediate/*/*/unit.toml", "senior/*/*/unit.toml", "days/*/unit.toml"):
        found += sorted(file.parent for file in challenges.glob(pattern))
    return tuple(found)
