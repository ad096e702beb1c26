"""Checks the catalogue against all units that are present, and what is made of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.kata.catalogue import load_tracks
from tools.kata.problems import Problem
from tools.kata.toml_lines import TomlLines
from tools.kata.units import Entry, Unit, UnitError, find_units, load_catalogue, load_units
from tools.kata.validate.agreement import check_agreement
from tools.kata.validate.generated import check_generated, prose_files


def validate_catalogue(root: Path, unit_tomls: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """Runs all checks that need more than one unit.

    Args:
        root: Root of the repository.
        unit_tomls: The units' unit.toml; all that are found below `root` when none is given.

    Returns:
        Everything that is wrong, in the order of files and lines.
    """
    folders = [file.parent for file in unit_tomls] or list(find_units(root))
    try:
        catalogue = load_catalogue(root)
        tracks = load_tracks(root, catalogue)
        units = load_units(folders)
    except UnitError as error:
        return error.problems
    problems = [problem for unit in units for problem in check_agreement(unit, catalogue)]
    problems += _check_cycles(units)
    problems += _check_order(units, catalogue)
    for file, wanted in prose_files(root, catalogue, tracks, units).items():
        problems += check_generated(file, wanted)
    return tuple(sorted(set(problems)))


def _check_cycles(units: Sequence[Unit]) -> Iterator[Problem]:
    """Finds prerequisites that lead back to where they start, each circle once."""
    needs = {unit.slug: (*unit.requires, *unit.builds_on) for unit in units}
    folders = {unit.slug: unit.folder for unit in units}
    done: set[str] = set()

    def walk(slug: str, path: tuple[str, ...]) -> Iterator[Problem]:
        if slug in path:
            circle = (*path[path.index(slug) :], slug)
            toml = folders[slug] / "unit.toml"
            line = TomlLines(toml.read_text(encoding="utf-8")).of("requires")
            wrong = f"prerequisites go round: {' -> '.join(circle)}"
            yield Problem(toml, line, wrong, "prerequisites that end somewhere")
            return
        if slug in done or slug not in needs:
            return
        for needed in needs[slug]:
            yield from walk(needed, (*path, slug))
        done.add(slug)

    for unit in units:
        yield from walk(unit.slug, ())


def _check_order(units: Sequence[Unit], catalogue: Sequence[Entry]) -> Iterator[Problem]:
    """Finds challenges that need one of a higher number."""
    numbers = {entry.slug: entry.number for entry in catalogue if entry.level != "day"}
    for unit in units:
        if unit.is_day:
            continue
        for slug in unit.requires:
            if numbers.get(slug, 0) > unit.number:
                toml = unit.folder / "unit.toml"
                line = TomlLines(toml.read_text(encoding="utf-8")).of("requires")
                wrong = f"requires {slug!r}, which is number {numbers[slug]}"
                yield Problem(toml, line, wrong, f"numbers below {unit.number}")
