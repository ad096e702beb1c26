"""Checks one unit with all that its author writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.units import (
    Entry,
    Mutant,
    Unit,
    UnitError,
    load_catalogue,
    load_mutants,
    load_unit,
)
from tools.kata.validate.agreement import check_agreement
from tools.kata.validate.api import check_api, check_imports
from tools.kata.validate.hints import check_hints
from tools.kata.validate.links import check_links
from tools.kata.validate.markdown import Markdown
from tools.kata.validate.notes import LEAST_MUTANTS, check_notes
from tools.kata.validate.perf import check_perf
from tools.kata.validate.readme import check_readme
from tools.kata.validate.signatures import Source
from tools.kata.validate.testing import check_tests


def validate_unit(folder: Path, root: Path) -> tuple[Problem, ...]:
    """Runs all checks of a unit.

    Args:
        folder: The unit's folder.
        root: Root of the repository, with challenges/catalogue.toml.

    Returns:
        Everything that is wrong, in the order of files and lines; empty if nothing is.
    """
    problems: list[Problem] = []
    catalogue: tuple[Entry, ...] = ()
    try:
        catalogue = load_catalogue(root)
    except UnitError as error:
        problems += error.problems
    try:
        unit = load_unit(folder)
    except UnitError as error:
        # Without a sound unit.toml nobody knows what the rest should be.
        return tuple(sorted({*problems, *error.problems}))
    mutants: tuple[Mutant, ...] = ()
    try:
        mutants = load_mutants(unit)
    except UnitError as error:
        problems += error.problems
    problems += _checks(unit, mutants, catalogue, root)
    return tuple(sorted(set(problems)))


def _checks(
    unit: Unit, mutants: tuple[Mutant, ...], catalogue: tuple[Entry, ...], root: Path
) -> Iterator[Problem]:
    if catalogue:
        yield from check_agreement(unit, catalogue)
    problems: list[Problem] = []
    template, solution = Source(unit.template, problems), Source(unit.solution, problems)
    readme = Markdown.read(unit.folder / "README.md", problems)
    notes = Markdown.read(unit.folder / "notes.md", problems)
    yield from problems
    yield from check_api(unit, template, solution)
    yield from check_imports(unit, root)
    yield from check_tests(unit)
    yield from check_perf(unit)
    yield from check_hints(unit, template, solution)
    if readme:
        yield from check_readme(unit, readme)
    if notes:
        yield from check_notes(notes, mutants, others=unit.is_day)
    if mutants and len(mutants) < LEAST_MUTANTS:
        file = unit.folder / "mutants.toml"
        yield Problem(file, 1, f"{len(mutants)} mutants", f"at least {LEAST_MUTANTS}")
    for path in sorted(unit.folder.glob("*.md")) + sorted((unit.folder / "hints").glob("*.md")):
        if prose := Markdown.read(path, []):
            yield from check_links(prose, unit.folder, root, catalogue)
