"""Plain pytest with the course's plugin: which module the tests get, in which order they run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.kata.tests.fixture_units import PROJECT, FixtureUnit, python_path


def run_pytest(root: Path, *arguments: str, **environment: str) -> str:
    """Runs pytest in a root with the conftest.py of the project; returns what it prints."""
    (root / "conftest.py").write_bytes((PROJECT / "conftest.py").read_bytes())
    (root / "pytest.ini").write_bytes((PROJECT / "pytest.ini").read_bytes())
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KATA")}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "--tb=short", *arguments],
        cwd=root,
        env={**kept, "PYTHONPATH": python_path(PROJECT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout


def order(out: str) -> list[str]:
    """Returns the names of the tests in the order in which they ran."""
    lines = [line for line in out.splitlines() if "PASSED" in line]
    return [line.partition("::")[2].split(" PASSED")[0] for line in lines]


def test_tests_run_in_the_order_of_the_stages(unit: FixtureUnit) -> None:
    """By stage, then as written: the names of the files say nothing."""
    out = run_pytest(unit.root, "challenges")
    assert order(out) == ["test_double[one]", "test_double[below zero]", "test_sum"]


def test_units_do_not_mix(unit: FixtureUnit) -> None:
    """Each unit's tests get that unit's module, and stay together."""
    other = FixtureUnit(unit.root, "thrice", 2)
    other.change("solution.py", "value * 2", "value * 3")
    other.change("tests/test_any_input.py", "value + value", "value * 3")
    other.change("tests/test_examples.py", "1, 2", "1, 3")
    other.change("tests/test_examples.py", "-3, -6", "-3, -9")
    out = run_pytest(unit.root, "challenges")
    assert "6 passed" in out
    assert order(out)[2] == order(out)[5] == "test_sum"


@pytest.mark.parametrize("subject", ["template", "mutants/zero.py"])
def test_environment_chooses_the_subject(unit: FixtureUnit, subject: str) -> None:
    """By name or by absolute path."""
    chosen = subject if subject == "template" else str(unit.folder / subject)
    out = run_pytest(unit.root, "challenges", KATA_SUBJECT=chosen)
    assert "3 failed" in out


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("attempt", "there is no attempt at"),
        ("solutoin", "KATA_SUBJECT is 'solutoin'; allowed: solution, template, attempt"),
    ],
)
def test_subject_that_is_not_there_is_named(unit: FixtureUnit, chosen: str, said: str) -> None:
    """The tests end in an error that says what was allowed."""
    out = run_pytest(unit.root, "challenges", KATA_SUBJECT=chosen)
    assert "3 errors" in out
    assert said in out


def test_wrong_unit_toml_stops_pytest_with_its_problems(unit: FixtureUnit) -> None:
    """Nothing runs in an order that nobody has said."""
    unit.change("unit.toml", "difficulty = 1", "difficulty = 0")
    kept = {**os.environ, "PYTHONPATH": python_path(PROJECT)}
    (unit.root / "conftest.py").write_bytes((PROJECT / "conftest.py").read_bytes())
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "challenges"],
        cwd=unit.root,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 4
    assert "difficulty is 0; a whole number from 1 to 5" in ended.stderr
