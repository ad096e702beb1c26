"""A day is a package: solution, template, attempt and mutants are judged as those of a file are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_days import FixtureDay
from tools.kata.tests.fixture_units import PROJECT, python_path
from tools.kata.units import load_mutants, load_unit
from tools.kata.validate import validate_unit
from tools.kata.variants import write_mutant


def run(day: FixtureDay, verb: str, *options: str) -> subprocess.CompletedProcess[str]:
    main = str(PROJECT / "tools/kata/bazel_main.py")
    return subprocess.run(
        [sys.executable, main, verb, str(day.folder), *options],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": python_path(day.root, PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def day(tmp_path: Path) -> FixtureDay:
    return FixtureDay(tmp_path)


def test_solution_is_the_package_itself(day: FixtureDay) -> None:
    """It passes, also in the process that it starts."""
    ended = run(day, "test")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_template_and_mutants_are_rejected(day: FixtureDay) -> None:
    """Each as a package of its own, whose processes do not find the solution instead."""
    ended = run(day, "rejects")
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    assert ended.stdout.count("as wanted  check 2") == 2
    assert ended.stdout.count("as wanted  check 5") == 4


def test_mutant_is_a_package_under_the_units_name(day: FixtureDay, tmp_path: Path) -> None:
    """It has the package's modules, and nothing of tests, template and prose."""
    unit = load_unit(day.folder)
    package = write_mutant(unit, load_mutants(unit)[0], tmp_path)
    assert package.name == unit.slug
    assert {file.name for file in package.rglob("*")} == {"__init__.py", "html.py", "inner.py"}
    assert "value * 3" in (package / "inner.py").read_text(encoding="utf-8")


def test_process_of_a_mutant_finds_the_mutant(day: FixtureDay, tmp_path: Path) -> None:
    """PYTHONPATH leads to the subject first."""
    unit = load_unit(day.folder)
    package = write_mutant(unit, load_mutants(unit)[0], tmp_path)
    day.change("tests/test_examples.py", '.returns("8")', '.returns("12")')
    day.change("tests/test_examples.py", ".returns(8)", ".returns(12)")
    ended = run(day, "test", "--subject", str(package))
    assert "call      double(1)" in ended.stdout
    for case in ("1, 2", "-3, -6"):
        day.change("tests/test_examples.py", case, case.replace("2", "3").replace("-6", "-9"))
    day.change("tests/test_any_input.py", "value + value", "value * 3")
    assert run(day, "test", "--subject", str(package)).returncode == 0


def test_validate_knows_packages(day: FixtureDay) -> None:
    """Signatures are found in whatever module they are defined."""
    assert [str(problem) for problem in validate_unit(day.folder, day.root)] == []
    day.change("inner.py", "def double(value: int)", "def double(value: str)")
    (problem,) = validate_unit(day.folder, day.root)
    assert problem.file == day.folder / "inner.py"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path / "checkout")
    shutil.rmtree(made.root / "challenges/intermediate")
    (made.root / "challenges/catalogue.toml").unlink()
    made.unit = FixtureDay(made.root)
    yield made
    made.close()


def test_attempt_at_a_day_is_a_package_that_is_read_anew(checkout: Checkout) -> None:
    """Two saves within a second, of one size, are two attempts."""
    assert checkout.kata("start", "day 1").returncode == 0
    assert checkout.result()["verdict"] == "TODO"
    unwritten = 'raise NotImplementedError("double")'
    checkout.unit.change("attempt/inner.py", unwritten, "return value * 2")
    assert checkout.result()["verdict"] == "AC"
    old = (checkout.unit.folder / "attempt/inner.py").stat()
    file = checkout.unit.change("attempt/inner.py", "value * 2", "value * 3")
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert checkout.result()["verdict"] == "WA"
    assert list(checkout.unit.folder.rglob("attempt/**/*.pyc")) == []
