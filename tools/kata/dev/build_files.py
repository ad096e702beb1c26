"""`kata dev build-files`: writes what Bazel must know of the units."""

from __future__ import annotations

from pathlib import Path

from tools.kata.catalogue import find_units
from tools.kata.state.files import replace_file
from tools.kata.units import load_units
from tools.kata.validate.build_files import (
    check_packages,
    check_units_bzl,
    render_units_bzl,
    units_bzl,
)


def build_files(root: Path, *, check: bool) -> int:
    """Writes challenges/units.bzl, or says where it is out of date.

    Args:
        root: Root of the repository.
        check: Whether to write nothing.

    Returns:
        The exit status: 1 if something is wrong, else 0.

    Raises:
        UnitError: A unit.toml is wrong; nothing is written.
    """
    units = load_units(find_units(root))
    if not check and any(check_units_bzl(root, units)):
        replace_file(units_bzl(root), render_units_bzl(root, units).encode())
        # What it replaced was for everybody; a temporary file is for its owner.
        units_bzl(root).chmod(0o644)
        print(f"written  {units_bzl(root)}")
    problems = [*check_units_bzl(root, units), *check_packages(units)]
    for problem in problems:
        print(problem)
    return int(bool(problems))
