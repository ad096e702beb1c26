"""Automatic mutants: which there are, what becomes of them, and what excuses one."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tools.kata.tests.authors import kata_dev
from tools.kata.tests.fixture_units import FixtureUnit, copy_tools
from tools.kata.validate.first_order import first_order

SOURCE = '''\
"""Module."""
LIMIT: int = 3


class Box:
    size: int = 1

    def fits(self, ü: str, items: list[int]) -> bool:
        """Tell."""
        if not items or ("ü" in ü and len(items) <= LIMIT):
            return False
        self.size += 1
        return f"{len(items) + 1}" != "0"
'''

NAMES = [
    "module: LIMIT: int = 3 -> LIMIT: int = 4",
    "module: LIMIT: int = 3 -> LIMIT: int = 2",
    "Box: size: int = 1 -> size: int = 2",
    "Box: size: int = 1 -> size: int = 0",
    "Box.fits: not items or ('ü' in ü and len(items) <= LIMIT)"
    " -> not items and ('ü' in ü and len(items) <= LIMIT)",
    "Box.fits: not items -> items",
    "Box.fits: 'ü' in ü and len(items) <= LIMIT -> 'ü' in ü or len(items) <= LIMIT",
    "Box.fits: 'ü' in ü -> 'ü' not in ü",
    "Box.fits: len(items) <= LIMIT -> len(items) < LIMIT",
    "Box.fits: return False -> pass",
    "Box.fits: return False -> return True",
    "Box.fits: self.size += 1 -> self.size -= 1",
    "Box.fits: self.size += 1 -> pass",
    "Box.fits: self.size += 1 -> self.size += 2",
    "Box.fits: self.size += 1 -> self.size += 0",
    "Box.fits: return f'{len(items) + 1}' != '0' -> pass",
    "Box.fits: f'{len(items) + 1}' != '0' -> f'{len(items) + 1}' == '0'",
]


def test_mutants_are_named_in_the_order_of_the_text() -> None:
    """Each kind of change is made once at each place; types, docstrings and f-strings are left."""
    assert [change.name for change in first_order(SOURCE)] == NAMES


def test_a_mutant_is_the_program_with_that_one_change() -> None:
    """Text around a change stays, also after letters of two bytes; every mutant can be parsed."""
    changes = {change.name: change for change in first_order(SOURCE)}
    inner = changes["Box.fits: len(items) <= LIMIT -> len(items) < LIMIT"]
    assert inner.text == SOURCE.replace("len(items) <= LIMIT", "(len(items) < LIMIT)")
    assert inner.line == 10
    for change in changes.values():
        assert ast.dump(ast.parse(change.text)) != ast.dump(ast.parse(SOURCE)), change.name


def test_equal_changes_are_told_apart() -> None:
    """The second of two equal changes in one function says so."""
    names = [change.name for change in first_order("def f():\n    g(1)\n    g(1)\n")]
    assert names.count("f: g(1) -> g(2)") == 1
    assert names.count("f: g(1) -> g(2) (2)") == 1


@pytest.fixture
def checkout(unit: FixtureUnit) -> FixtureUnit:
    """A checkout that has the tools, too."""
    copy_tools(unit.root)
    return unit


WEAK = "def double(value: int) -> int:\n    return value * 2 if value > -3 else value + value\n"


def test_survivors_are_shown_with_line_and_difference(checkout: FixtureUnit) -> None:
    """A change that no test notices fails the command, and is shown where it is."""
    checkout.write("solution.py", WEAK)
    done = kata_dev(checkout, "mutants", "twice")
    assert done.returncode == 1, done.stderr
    assert f"{checkout.folder / 'solution.py'}:2: survived" in done.stdout
    assert 'change = "double: value > -3 -> value >= -3"' in done.stdout
    assert "+    return value * 2 if (value >= -3) else value + value" in done.stdout


def test_reasons_excuse_survivors(checkout: FixtureUnit) -> None:
    """With a reason for each survivor the command passes; JSON has all mutants."""
    checkout.write("solution.py", WEAK)
    changes = ("value > -3 -> value >= -3", "-3 -> -4", "-3 -> -2")
    entries = [f'[[equivalent]]\nchange = "double: {c}"\nreason = "the same"\n' for c in changes]
    file: Path = checkout.folder / "mutants.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + "\n".join(entries), encoding="utf-8")
    done = kata_dev(checkout, "mutants", "twice", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert found["share"] == 1
    lives = {one["change"] for one in found["mutants"] if not one["killed"]}
    assert lives == {f"double: {change}" for change in changes}


def test_a_reason_for_a_mutant_that_dies_is_stale(checkout: FixtureUnit) -> None:
    """What excuses nothing any more is named with its line, and fails."""
    file = checkout.folder / "mutants.toml"
    text = file.read_text(encoding="utf-8")
    entry = '\n[[equivalent]]\nchange = "double: value * 2 -> value // 2"\nreason = "none"\n'
    file.write_text(text + entry, encoding="utf-8")
    done = kata_dev(checkout, "mutants", "twice")
    assert done.returncode == 1
    line = text.count("\n") + 2
    assert f"{file}:{line}: excuses no mutant that lives" in done.stdout


def test_an_unknown_unit_is_named(checkout: FixtureUnit) -> None:
    """A unit that is not there is a question put wrongly."""
    done = kata_dev(checkout, "mutants", "thrice")
    assert done.returncode == 2
    assert "there is no unit 'thrice'" in done.stderr
