"""What Bazel must know before it reads a unit.toml, which it cannot: challenges/units.bzl."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.units import Unit
from tools.kata.validate.generated import check_generated

_HEAD = '''\
"""What Bazel knows of each unit that is present, from its unit.toml.

Written by `kata dev build-files`; //challenges:validate fails when it is out of date.
"""
'''
# Bazel's sizes and their timeouts in seconds.
_SIZES = {"small": 60, "medium": 300, "large": 900}


def units_bzl(root: Path) -> Path:
    """Returns the file."""
    return root / "challenges" / "units.bzl"


def render_units_bzl(root: Path, units: Sequence[Unit]) -> str:
    """Returns what the file must say.

    Args:
        root: Root of the repository.
        units: All units that are present.
    """
    by_package = {unit.folder.relative_to(root.absolute()).as_posix(): unit for unit in units}
    packages = sorted(by_package)
    sizes = {name: size for name in packages if (size := _size(by_package[name])) != "small"}
    services = {name: list(by_package[name].services) for name in packages}
    used = {name: tags for name, tags in services.items() if tags}
    return (
        "\n".join(
            [
                _HEAD,
                _starlark("UNITS", "[", [f'    "{name}",' for name in packages], "]"),
                "# Test size, from the limits; small where nothing is said.",
                _starlark(
                    "SIZES", "{", [f'    "{name}": "{size}",' for name, size in sizes.items()], "}"
                ),
                "# Services of the tests, each a tag of the unit's targets.",
                _starlark(
                    "SERVICES", "{", [f'    "{name}": {_list(u)},' for name, u in used.items()], "}"
                ),
            ]
        ).rstrip("\n")
        + "\n"
    )


def check_units_bzl(root: Path, units: Sequence[Unit]) -> Iterator[Problem]:
    """Names the first line of the file that is not as it must be."""
    yield from check_generated(units_bzl(root), render_units_bzl(root, units))


def check_packages(units: Sequence[Unit]) -> Iterator[Problem]:
    """Checks that each unit's BUILD.bazel calls the macro of its kind with its slug."""
    for unit in units:
        file = unit.folder / "BUILD.bazel"
        macro = "day" if unit.is_day else "challenge"
        call = re.compile(rf'^{macro}\(\s*name = "{unit.slug}"', re.MULTILINE)
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if not call.search(text):
            yield Problem(file, 0, "makes no targets", f'{macro}(name = "{unit.slug}")')


def _size(unit: Unit) -> str:
    return next((size for size, s in _SIZES.items() if unit.limits.wall_s <= s), "enormous")


def _starlark(name: str, opening: str, lines: Sequence[str], closing: str) -> str:
    if not lines:
        return f"{name} = {opening}{closing}\n"
    return "\n".join([f"{name} = {opening}", *lines, f"{closing}\n"])


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(f'{chr(34)}{name}{chr(34)}' for name in names)}]"
