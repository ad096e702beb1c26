"""What is judged: each reference as an attempt, and versions of it that are a class worse."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness.errors import BenchmarkError
from tools.kata.units import Unit, find_units, load_mutants, load_unit
from tools.kata.variants import write_mutant

REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Subject:
    """A file that is held against its unit's solution.

    Attributes:
        unit: The unit, with a claim about growth.
        name: `REFERENCE`, or the name of the worse version.
        file: A file of its own, so that nothing is shared with the solution.
    """

    unit: Unit
    name: str
    file: Path


def load_subjects(checkout: Path, folder: Path) -> tuple[list[Subject], list[Subject]]:
    """Writes all subjects of the units that claim something, days left out.

    Args:
        checkout: Root of the repository.
        folder: An empty folder, where the files go.

    Returns:
        The references, and the worse versions.

    Raises:
        BenchmarkError: A unit has no worse version, or one that is listed does not exist.
    """
    found = (load_unit(place) for place in find_units(checkout))
    units = {unit.slug: unit for unit in found if unit.perf and not unit.is_day}
    references = []
    for unit in units.values():
        place = folder / unit.slug
        place.mkdir()
        file = Path(shutil.copyfile(unit.solution, place / "solution.py"))
        references.append(Subject(unit, REFERENCE, file))
    table = tomllib.loads((Path(__file__).parent / "worse.toml").read_text(encoding="utf-8"))
    worse = [_worse(entry, units, folder) for entry in table["worse"]]
    if without := set(units) - {subject.unit.slug for subject in worse}:
        raise BenchmarkError(f"worse.toml has no version of {', '.join(sorted(without))}")
    return references, worse


def _worse(entry: dict[str, str], units: dict[str, Unit], folder: Path) -> Subject:
    slug, name = entry["unit"], entry["name"]
    if slug not in units:
        raise BenchmarkError(f"worse.toml names {slug!r}; units that claim are {', '.join(units)}")
    unit = units[slug]
    if "find" not in entry:
        mutant = next((one for one in load_mutants(unit) if one.name == name), None)
        if mutant is None:
            raise BenchmarkError(f"worse.toml names {name!r}, which {slug} has no mutant of")
        return Subject(unit, name, write_mutant(unit, mutant, folder / slug))
    text = unit.solution.read_text(encoding="utf-8")
    if text.count(entry["find"]) != 1:
        times = text.count(entry["find"])
        raise BenchmarkError(f"find of {name!r} matches {times} times in {slug}; it must be once")
    file = folder / slug / f"{name}.py"
    file.write_text(text.replace(entry["find"], entry["replace"]), encoding="utf-8")
    return Subject(unit, name, file)
