"""Checks one unit with all that its author writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from tools.kata.validate.outcomes import Numbered
from tools.kata.validate.perf import check_perf
from tools.kata.validate.readme import check_code, check_examples, check_readme
from tools.kata.validate.signatures import Source
from tools.kata.validate.testing import check_names, check_order, check_tests
from tools.kata.validate.todos import find_todos


def validate_unit(folder: Path, root: Path) -> tuple[Problem, ...]:
    """Runs all checks of a unit that read and import its files, and judge nothing.

    Args:
        folder: The unit's folder.
        root: Root of the repository, with challenges/catalogue.toml.

    Returns:
        Everything that is wrong, in the order of files and lines; empty if nothing is.
    """
    return tuple(sorted({problem for _, problem in numbered_problems(folder, root)}))


def numbered_problems(folder: Path, root: Path) -> tuple[Numbered, ...]:
    """Does what `validate_unit` does, and says with each problem whose check it is."""
    found = list(find_todos(folder))
    if found:
        return tuple(found)
    catalogue: tuple[Entry, ...] = ()
    try:
        catalogue = load_catalogue(root)
    except UnitError as error:
        found += _of(1, error.problems)
    try:
        unit = load_unit(folder)
    except UnitError as error:
        # Without a sound unit.toml nobody knows what the rest should be.
        return (*found, *_of(1, error.problems))
    mutants: tuple[Mutant, ...] = ()
    try:
        mutants = load_mutants(unit)
    except UnitError as error:
        found += _of(5, error.problems)
    found += _checks(unit, mutants, catalogue, root)
    return tuple(found)


def _checks(
    unit: Unit, mutants: tuple[Mutant, ...], catalogue: tuple[Entry, ...], root: Path
) -> Iterator[Numbered]:
    if catalogue:
        yield from _of(1, check_agreement(unit, catalogue))
    problems: list[Problem] = []
    template, solution = Source(unit.template, problems), Source(unit.solution, problems)
    yield from _of(2, problems)
    yield from _of(2, check_api(unit, template, solution))
    yield from _of(2, check_imports(unit, root))
    yield from _of(4, check_names(unit))
    yield from _of(4, check_order(unit))
    yield from _of(11, check_tests(unit))
    yield from _of(10, check_perf(unit))
    yield from _of(9, check_hints(unit, template, solution))
    yield from _of(8, _prose(unit, mutants, catalogue, root))
    if unit.level == "intermediate" and not unit.alternatives:
        allowed = "at least one right solution of another style, a whole file"
        yield 15, Problem(unit.folder / "alternatives", 0, "there is none", allowed)
    if mutants and len(mutants) < LEAST_MUTANTS:
        file = unit.folder / "mutants.toml"
        wrong = f"{len(mutants)} mutants"
        yield 5, Problem(file, 1, wrong, f"at least {LEAST_MUTANTS}")


def _prose(
    unit: Unit, mutants: tuple[Mutant, ...], catalogue: tuple[Entry, ...], root: Path
) -> Iterator[Problem]:
    problems: list[Problem] = []
    readme = Markdown.read(unit.folder / "README.md", problems)
    notes = Markdown.read(unit.folder / "notes.md", problems)
    yield from problems
    if readme:
        yield from check_readme(unit, readme)
    if notes:
        yield from check_notes(notes, mutants, others=unit.is_day)
        yield from check_examples(unit, notes)
    for path in sorted(unit.folder.glob("*.md")) + sorted((unit.folder / "hints").glob("*.md")):
        if prose := Markdown.read(path, []):
            yield from check_links(prose, unit.folder, root, catalogue)
            yield from check_code(prose)


def _of(number: int, problems: Iterable[Problem]) -> Iterator[Numbered]:
    yield from ((number, problem) for problem in problems)
