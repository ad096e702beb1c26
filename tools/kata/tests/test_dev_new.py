"""`kata dev new`: what it makes is known to the course, and says what is to be written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.kata.tests.authors import checks_of, kata_dev
from tools.kata.tests.fixture_units import FixtureUnit, copy_tools
from tools.kata.units import load_unit

DAY = """
[[unit]]
number = 7
slug = "day07_queue"
title = "Queue"
level = "day"
topic = "week1"
"""


@pytest.fixture
def checkout(unit: FixtureUnit) -> FixtureUnit:
    """A checkout with the tools, whose catalogue plans a challenge and a day; none is there."""
    copy_tools(unit.root)
    unit.folder.rename(unit.root / "written")
    catalogue = unit.root / "challenges" / "catalogue.toml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + DAY, encoding="utf-8")
    return unit


def marks(folder: Path) -> set[tuple[str, int]]:
    """Returns the file and line of each mark."""
    return {
        (str(file), number)
        for file in folder.rglob("*.*")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if "TODO: " in line
    }


def test_every_mark_is_listed_until_all_is_written(checkout: FixtureUnit) -> None:
    """validate names each mark with its line and judges nothing; a written unit holds."""
    made = kata_dev(checkout, "new", "twice", "--level", "intermediate", "--topic", "arrays")
    assert made.returncode == 0, made.stderr
    checks = checks_of(checkout)
    found = [(p["file"], p["line"]) for check in checks.values() for p in check["problems"]]
    assert len(found) > 20
    assert set(found) == marks(checkout.folder)
    assert {number for number, check in checks.items() if check["problems"]} == {1, 2, 5, 8, 9, 11}
    uuid = load_unit(checkout.folder).uuid
    shutil.copytree(checkout.root / "written", checkout.folder, dirs_exist_ok=True)
    (checkout.folder / "tests" / "test_edges.py").unlink()
    checkout.change("unit.toml", checkout.uuid, uuid)
    assert not [check for check in checks_of(checkout).values() if check["problems"]]
    kata_dev(checkout, "build-files")  # the index tells how long a unit takes
    done = kata_dev(checkout, "validate")
    assert "BUILD.bazel" not in done.stdout
    assert done.returncode == 0, done.stdout


def test_course_knows_the_new_unit(checkout: FixtureUnit) -> None:
    """Bazel's list, progress.md and the index have it at once."""
    kata_dev(checkout, "new", "twice")
    package = "challenges/intermediate/arrays/twice"
    listed = (checkout.root / "challenges" / "units.bzl").read_text(encoding="utf-8")
    assert f'"{package}",' in listed
    assert f"({package}/README.md)" in (checkout.root / "progress.md").read_text(encoding="utf-8")
    index = (checkout.root / "challenges" / "README.md").read_text(encoding="utf-8")
    assert "(intermediate/arrays/twice/README.md)" in index
    assert kata_dev(checkout, "build-files", "--check").returncode == 0


def test_day_is_a_package(checkout: FixtureUnit) -> None:
    """A day is found by its number, and has a package, a template and its own sections."""
    assert kata_dev(checkout, "new", "--day", "7").returncode == 0
    folder = checkout.root / "challenges" / "days" / "day07_queue"
    unit = load_unit(folder)
    assert (unit.is_day, unit.number, unit.title) == (True, 7, "Queue")
    assert (folder / "__init__.py").is_file()
    assert (folder / "template" / "__init__.py").is_file()
    assert "## Design" in (folder / "README.md").read_text(encoding="utf-8")


def test_what_is_there_stays(checkout: FixtureUnit) -> None:
    """A folder that exists is refused, and nothing in it changes."""
    file = checkout.folder / "notes.md"
    file.parent.mkdir()
    file.write_text("mine", encoding="utf-8")
    done = kata_dev(checkout, "new", "twice")
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert [path.name for path in checkout.folder.iterdir()] == ["notes.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["thrice"], "no unit with slug 'thrice'; add a [[unit]] with number 2"),
        (["twice", "--topic", "graphs"], "is planned as intermediate arrays 1, line 1"),
        ([], "a SLUG or --day is wanted"),
    ],
)
def test_what_is_not_planned_is_refused(
    checkout: FixtureUnit, arguments: list[str], said: str
) -> None:
    """The message says what the catalogue has, or what could be added."""
    done = kata_dev(checkout, "new", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
