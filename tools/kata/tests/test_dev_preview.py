"""`kata dev preview`: what learners see, without an attempt."""

from __future__ import annotations

import pytest

from tools.kata.tests.authors import checks_of, kata_dev
from tools.kata.tests.fixture_units import FixtureUnit, copy_tools


@pytest.fixture
def checkout(unit: FixtureUnit) -> FixtureUnit:
    """A checkout that has the tools, too."""
    copy_tools(unit.root)
    return unit


def test_readme_and_all_screens_are_shown(checkout: FixtureUnit) -> None:
    """The statement comes first, then the template, then the mutants in their order."""
    done = kata_dev(checkout, "preview", "twice")
    assert done.returncode == 0, done.stderr
    parts = ["Return twice the value.", "═ template ═", "TODO not written yet", "═ triples ═"]
    parts += ["WA wrong answer", "twice is twice", "═ crashes ═", "RTE run-time error"]
    places = [done.stdout.find(part) for part in parts]
    assert places == sorted(places)
    assert places[0] >= 0


def test_one_mutant_is_shown_alone(checkout: FixtureUnit) -> None:
    """Neither statement nor template nor other mutants are in the way."""
    done = kata_dev(checkout, "preview", "twice", "--mutant", "zero")
    assert done.stdout.count("═ ") == 1
    assert "expected  2" in done.stdout
    assert "got       0" in done.stdout


def test_unknown_mutant_is_named(checkout: FixtureUnit) -> None:
    """The message has all that there are."""
    done = kata_dev(checkout, "preview", "twice", "--mutant", "nil")
    assert done.returncode == 2
    assert "no mutant 'nil'; it has triples, zero, big-only, crashes" in done.stderr


def test_accepted_screens_are_kept(checkout: FixtureUnit) -> None:
    """A screen that has changed is wrong until it is accepted; others stay as they were."""
    accepted = (checkout.folder / "screens.txt").read_text(encoding="utf-8")
    checkout.change("screens.txt", "expected  2\ngot       3", "expected  3\ngot       2")
    assert checks_of(checkout)[7]["problems"]
    done = kata_dev(checkout, "preview", "twice", "--mutant", "triples", "--accept")
    assert done.returncode == 0, done.stderr
    assert (checkout.folder / "screens.txt").read_text(encoding="utf-8") == accepted
    assert not checks_of(checkout)[7]["problems"]


def test_first_acceptance_is_of_all_screens(checkout: FixtureUnit) -> None:
    """One alone would leave a file that is not whole."""
    accepted = (checkout.folder / "screens.txt").read_text(encoding="utf-8")
    (checkout.folder / "screens.txt").unlink()
    assert kata_dev(checkout, "preview", "twice", "--mutant", "zero", "--accept").returncode == 2
    assert kata_dev(checkout, "preview", "twice", "--accept").returncode == 0
    assert (checkout.folder / "screens.txt").read_text(encoding="utf-8") == accepted
