"""unit.toml, mutants.toml and the catalogue: good ones load, bad ones say what is wrong where."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from tools.kata.tests.fixture_units import FixtureUnit
from tools.kata.units import (
    Problem,
    UnitError,
    find_units,
    load_catalogue,
    load_mutants,
    load_unit,
    load_units,
)


def problems_of(unit: FixtureUnit) -> tuple[Problem, ...]:
    with pytest.raises(UnitError) as caught:
        load_mutants(load_unit(unit.folder))
    return caught.value.problems


def line_of(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_good_unit_loads(unit: FixtureUnit) -> None:
    """Every field arrives, stages are numbered and know their tests."""
    loaded = load_unit(unit.folder)
    assert (loaded.slug, loaded.uuid, loaded.number) == ("twice", unit.uuid, 1)
    assert [(stage.id, stage.index) for stage in loaded.stages] == [
        ("examples", 1),
        ("any_input", 2),
    ]
    assert loaded.stages[0].tests == (unit.folder / "tests" / "test_examples.py",)
    assert loaded.limits.wall_s == 5 * loaded.limits.cpu_s
    assert loaded.stage("2") == loaded.stage("any_input") == loaded.stages[1]


def test_good_mutants_load(unit: FixtureUnit) -> None:
    """A mutant has the whole text of its module, replaced or from a file."""
    mutants = {mutant.name: mutant for mutant in load_mutants(load_unit(unit.folder))}
    assert "value * 3" in mutants["triples"].text
    assert "return 0" in mutants["zero"].text
    assert mutants["triples"].says == "twice is twice"


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "allowed"),
    [
        (
            "minutes = 5",
            "minutes = 5\ntitel = 1",
            "titel",
            "'titel' (did you mean 'title'?)",
            "title",
        ),
        ("difficulty = 1", 'difficulty = "1"', "difficulty", "'1'", "from 1 to 5"),
        ("difficulty = 1", "difficulty = 6", "difficulty", "6", "from 1 to 5"),
        ("difficulty = 1", "difficulty = true", "difficulty", "True", "from 1 to 5"),
        ("number = 1", "number = 101", "number =", "101", "from 1 to 100"),
        ('slug = "twice"', 'slug = "thrice"', "slug", "'thrice'", "the name of the folder"),
        ('slug = "twice"', 'slug = "Twice"', "slug", "'Twice'", "small letters"),
        (
            'level = "intermediate"',
            'level = "easy"',
            "level",
            "'easy'",
            "intermediate, senior, day",
        ),
        ('topic = "arrays"', 'topic = "strings"', "topic", "strings/twice", "arrays/twice"),
        ("requires = []", "requires = [1]", "requires", "[1]", "a list of texts"),
        ("requires = []", 'requires = ["a b"]', "requires", "'a b'", "small letters"),
        ("requires = []", 'requires = ["a", "a"]', "requires", "['a', 'a']", "each name once"),
        ("cpu_s = 1.0", "cpu_s = 0", "cpu_s", "0", "from 0.1 to 600"),
        ("memory_mb = 96", "memory_mb = 96\nrss = 1", "rss", "'rss'", "memory_mb"),
        ('id = "any_input"', 'id = "cost"', '"cost"', "'cost' has no tests", "tests/test_cost.py"),
        ('id = "any_input"', 'id = "examples"', "id =", "'examples' is there twice", "once"),
        ('id = "any_input"', 'id = "any-input"', "any-input", "'any-input'", "small letters"),
        ('functions = ["double(value: int) -> int"]', "", "[api]", "names nothing", "functions"),
        ("format = 1", "format = 2", "format", "2", "from 1 to 1"),
        ("minutes = 5", "minutes = 5 5", "minutes", "not TOML", "toml.io"),
        ("minutes = 5", "", "format", "minutes is missing", "a whole number"),
    ],
)
def test_bad_unit_toml_is_named_with_line_and_what_was_allowed(
    unit: FixtureUnit, old: str, new: str, line: str, wrong: str, allowed: str
) -> None:
    """One wrong field gives one problem at its line."""
    file = unit.change("unit.toml", old, new)
    (problem,) = problems_of(unit)
    assert problem.file == file
    lines = file.read_text(encoding="utf-8").splitlines()
    assert line in lines[problem.line - 1]
    assert wrong in problem.wrong
    assert allowed in problem.allowed


@pytest.mark.parametrize(
    "bad", ["1234", "6f9a3c0e-58a4-1c1e-9d1a-0a3f3f5f9b09", "6F9A3C0E-58A4-4C1E-9D1A-0A3F3F5F9B09"]
)
def test_bad_uuid_is_refused_and_a_good_one_offered(unit: FixtureUnit, bad: str) -> None:
    """A uuid must be of version 4 and in its usual form."""
    file = unit.change("unit.toml", unit.uuid, bad)
    (problem,) = problems_of(unit)
    assert problem.line == line_of(file, "uuid")
    assert bad in problem.wrong
    assert uuid.UUID(problem.allowed.rpartition(" ")[2]).version == 4


def test_all_problems_come_at_once(unit: FixtureUnit) -> None:
    """Three wrong fields give three problems."""
    unit.change("unit.toml", "difficulty = 1", "difficulty = 9")
    unit.change("unit.toml", "minutes = 5", "minutes = 0")
    unit.change("unit.toml", "memory_mb = 96", "memory_mb = 1")
    assert len(problems_of(unit)) == 3


@pytest.mark.parametrize(
    ("old", "new", "wrong", "allowed"),
    [
        ('"value * 2"\nreplace = "value * 3"', '"v * 2"\nreplace = ""', "0 times", "exactly once"),
        ('source = "mutants/zero.py"', 'source = "zero.py"', "'zero.py'", "in mutants/"),
        ('source = "mutants/zero.py"', 'source = "mutants/no.py"', "cannot be read", "Python file"),
        ('name = "zero"', 'name = "triples"', "'triples' is there twice", "once"),
        ('name = "zero"', 'name = "Zero!"', "'Zero!'", "small letters"),
        ('expect = "RTE"', 'expect = "FAIL"', "'FAIL'", "WA, RTE, TLE"),
        ('says = "twice is twice"', 'says = "x"\nstages = 1', "'stages'", "expect, file"),
    ],
)
def test_bad_mutant_is_named(
    unit: FixtureUnit, old: str, new: str, wrong: str, allowed: str
) -> None:
    """A mutant that cannot be made says why, in mutants.toml."""
    unit.change("mutants.toml", old, new)
    problem = problems_of(unit)[0]
    assert problem.file.name == "mutants.toml"
    assert problem.line > 0
    assert wrong in problem.wrong
    assert allowed in problem.allowed


def test_pattern_that_matches_twice_names_the_lines(unit: FixtureUnit) -> None:
    """Lines 4 and 5 of the solution both define or describe."""
    unit.change("mutants.toml", '"value * 2"\nreplace = "value * 3"', '"value"\nreplace = ""')
    assert "3 times in solution.py in lines 4, 5, 6" in problems_of(unit)[0].wrong


@pytest.mark.parametrize("key", ["slug", "uuid", "number"])
def test_units_may_not_share_what_names_them(tmp_path: Path, key: str) -> None:
    """Two units with one uuid or number are refused, and the other one is named."""
    first = FixtureUnit(tmp_path)
    second = FixtureUnit(
        tmp_path,
        "twice" if key == "slug" else "thrice",
        1 if key == "number" else 2,
        topic="strings",
        uuid=first.uuid if key == "uuid" else str(uuid.uuid4()),
    )
    with pytest.raises(UnitError, match=f"{key} .* is taken") as caught:
        load_units(find_units(tmp_path))
    (problem,) = caught.value.problems
    assert problem.file == second.folder / "unit.toml"
    assert str(first.folder) in problem.allowed


def test_catalogue_refuses_what_is_there_twice(tmp_path: Path) -> None:
    """The line of the second entry is named, and that of the first one, too."""
    FixtureUnit(tmp_path)
    FixtureUnit(tmp_path, "thrice", 1)
    with pytest.raises(UnitError, match=r":8: number 1 of a challenge .* line 1"):
        load_catalogue(tmp_path)
