"""Writes the variants of a solution to disk: each mutant as a file or package of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.kata.hashes import subject_files
from tools.kata.units import Mutant, Unit


def write_mutant(unit: Unit, mutant: Mutant, folder: Path) -> Path:
    """Writes a mutant.

    Args:
        unit: The unit it belongs to.
        mutant: The mutant.
        folder: An existing folder; the mutant gets a folder of its own below it.

    Returns:
        The subject: a file solution.py, or a copy of the day's package under the unit's slug.
    """
    place = folder / mutant.name
    place.mkdir()
    if not unit.is_day:
        file = place / "solution.py"
        file.write_text(mutant.text, encoding="utf-8")
        return file
    package = place / unit.slug
    for source in subject_files(unit.solution):
        target = package / source.relative_to(unit.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (package / mutant.file).write_text(mutant.text, encoding="utf-8")
    return package
