"""`kata dev build-files`: writes what is made of all unit.toml files."""

from __future__ import annotations

from pathlib import Path

from tools.kata.catalogue import find_units, load_catalogue, load_tracks
from tools.kata.state.files import replace_file
from tools.kata.units import load_units
from tools.kata.validate.build_files import check_packages, render_units_bzl, units_bzl
from tools.kata.validate.generated import check_generated, prose_files


def build_files(root: Path, *, check: bool) -> int:
    """Writes what Bazel must know, the checklist and the index, or says where they are out of date.

    Args:
        root: Root of the repository.
        check: Whether to write nothing.

    Returns:
        The exit status: 1 if something is wrong, else 0.

    Raises:
        UnitError: A unit.toml or the catalogue is wrong; nothing is written.
    """
    units = load_units(find_units(root))
    files = {units_bzl(root): render_units_bzl(root, units)}
    catalogue = load_catalogue(root)
    files |= prose_files(root, catalogue, load_tracks(root, catalogue), units)
    problems = []
    for file, wanted in files.items():
        found = list(check_generated(file, wanted))
        if found and not check:
            replace_file(file, wanted.encode())
            # What it replaced was for everybody; a temporary file is for its owner.
            file.chmod(0o644)
            print(f"written  {file}")
            found = []
        problems += found
    problems += check_packages(units)
    for problem in problems:
        print(problem)
    return int(bool(problems))
