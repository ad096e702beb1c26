"""Everything that an author can get wrong is found, with file, line and what was allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.kata.catalogue import load_tracks
from tools.kata.tests.fixture_units import FixtureUnit
from tools.kata.units import find_units, load_catalogue, load_units
from tools.kata.validate import validate_catalogue, validate_unit
from tools.kata.validate.generated import prose_files


def test_good_unit_has_no_problem(unit: FixtureUnit) -> None:
    """A unit with everything that is wanted passes."""
    assert [str(problem) for problem in validate_unit(unit.folder, unit.root)] == []


CHANGES = [
    # file, old text, new text, text of the line that is named, wrong, allowed
    (
        "template.py",
        "value: int",
        "value: float",
        "def double",
        "double(value: float)",
        "as in [api]",
    ),
    ("solution.py", "-> int", "-> float", "def double", "-> float", "as in [api]"),
    ("solution.py", "def double", "def twice", "", "no function double", "[api]"),
    (
        "unit.toml",
        "double(value: int) -> int",
        "double(value: int -> int",
        "functions",
        "is not a signature",
        "such as",
    ),
    (
        "template.py",
        'raise NotImplementedError("double")',
        "return 0",
        "def double",
        "double does something",
        "NotImplementedError",
    ),
    ("template.py", '"""Twice."""', "import nowhere", "", "nowhere", "imports cleanly"),
    (
        "solution.py",
        "return value * 2",
        "return value *",
        "return value",
        "cannot be parsed",
        "Python 3.11",
    ),
    ("README.md", "# Twice", "# Thrice", "# Thrice", "Thrice", "# Twice"),
    ("README.md", "## Constraints", "## Limits", "## Limits", "'Limits' is unknown", "Constraints"),
    ("README.md", "## Constraints\n\nNone.\n", "", "", "'Constraints' is missing", "Problem"),
    ("README.md", "None.", "", "## Constraints", "is empty", "some text"),
    ("README.md", "\n4\n", "\n5\n", ">>> double(2)", "double(2) gives 4", "file says: 5"),
    ("README.md", ">>> double(2)", ">>> double()", ">>> double()", "raises TypeError", "4"),
    ("README.md", ">>> double(2)\n4", "double(2)", "", "no example", ">>>"),
    (
        "README.md",
        "`double(value: int) -> int`",
        "A function.",
        "## API",
        "does not name double",
        "[api]",
    ),
    ("README.md", "To multiply.", "[See](no.md).", "[See]", "'no.md' leads nowhere", "existing"),
    ("README.md", "To multiply.", "[See](#no).", "[See]", "#no is no heading", "anchor"),
    (
        "README.md",
        "To multiply.",
        "[See](../../strings/no/README.md).",
        "[See]",
        "leads nowhere",
        "",
    ),
    ("hints/1.md", "What is twice?", "word " * 61, "word", "has 61 words", "1 to 60"),
    (
        "hints/2.md",
        "Use `*`.",
        "def triple(value: int) -> int: return value * 2",
        "def",
        "8 tokens",
        "at most 7",
    ),
    (
        "hints/3.md",
        "value, then",
        "```python\nvalue ==\n```\nthen",
        "value",
        "parsed",
        "valid Python",
    ),
    ("notes.md", "Multiply.", "```python\n>>> double(2)\n5\n```", ">>>", "gives 4", "file says: 5"),
    (
        "unit.toml",
        'title = "The examples"',
        'title = "The examples"\napi = ["halve"]',
        "api",
        "'halve'",
        "[api] has",
    ),
    ("notes.md", "## Pitfalls", "## Traps", "## Traps", "'Traps' is unknown", "Pitfalls"),
    (
        "notes.md",
        "- **Shift**: 0.9 of the time.\n",
        "",
        "## Alternatives",
        "1 alternatives",
        "at least 2",
    ),
    ("notes.md", "0.9 of the time", "quick", "Shift", "without a measured ratio", "ratio"),
    ("notes.md", "- `zero`: zero is not enough.\n", "", "## Pitfalls", "'zero'", "one bullet"),
    ("notes.md", "- `zero`", "- `nil`", "`nil`", "'nil'", "triples, zero"),
    (
        "tests/test_examples.py",
        "import pytest\n",
        "import pytest\nimport solution\n",
        "import solution",
        "imports solution",
        "fixture",
    ),
    (
        "tests/test_examples.py",
        "import pytest\n",
        "import pytest\nfrom time import sleep\n",
        "sleep",
        "sleeps",
        "clock",
    ),
    (
        "tests/test_examples.py",
        "subject.double",
        "subject._double",
        "_double",
        "subject._double",
        "[api]",
    ),
    ("tests/test_examples.py", "def test_double", "def double", "", "has no test", "test_"),
    ("unit.toml", "requires = []", 'requires = ["no_such"]', "requires", "'no_such'", "catalogue"),
    ("unit.toml", 'title = "Twice"', 'title = "Two"', "title", "'Two'", "'Twice'"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "wrong", "allowed"),
    CHANGES,
    ids=[f"{change[0]}: {change[4]}" for change in CHANGES],
)
def test_bad_file_is_named(
    unit: FixtureUnit,
    file: str,
    old: str,
    new: str,
    line: str,
    wrong: str,
    allowed: str,
) -> None:
    """One change brings a problem in that file, at that line, saying what was allowed."""
    unit.change(file, old, new)
    place = unit.folder / file
    found = [
        problem
        for problem in validate_unit(unit.folder, unit.root)
        if problem.file == place and wrong in problem.wrong and allowed in problem.allowed
    ]
    assert found, [str(problem) for problem in validate_unit(unit.folder, unit.root)]
    if line:
        lines = place.read_text(encoding="utf-8").splitlines()
        assert line in lines[found[0].line - 1]


def test_stage_that_uses_what_a_later_one_brings_is_named(unit: FixtureUnit) -> None:
    """The API of a unit may grow with its stages; the tests must not run ahead of it."""
    unit.change("unit.toml", 'title = "Any input"', 'title = "Any input"\napi = ["double"]')
    (problem,) = validate_unit(unit.folder, unit.root)
    assert problem.file == unit.folder / "tests/test_examples.py"
    assert "check(subject.double" in problem.file.read_text("utf-8").splitlines()[problem.line - 1]
    assert problem.wrong == "uses double, which comes with stage 'any_input'"


@pytest.mark.parametrize("name", ["template.py", "README.md", "notes.md", "hints/2.md"])
def test_missing_file_is_named(unit: FixtureUnit, name: str) -> None:
    """Every file of a unit must be there."""
    (unit.folder / name).unlink()
    files = {problem.file for problem in validate_unit(unit.folder, unit.root)}
    assert unit.folder / name in files


def test_too_few_mutants_are_named(unit: FixtureUnit) -> None:
    """A unit has at least four mutants."""
    file = unit.folder / "mutants.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.partition('[[mutant]]\nname = "crashes"')[0], encoding="utf-8")
    problems = validate_unit(unit.folder, unit.root)
    assert any("3 mutants" in problem.wrong for problem in problems)


def test_test_file_without_a_stage_is_named(unit: FixtureUnit) -> None:
    """Tests that no stage names would never be run."""
    file = unit.write("tests/test_more.py", "def test_more(subject):\n    pass\n")
    (problem,) = validate_unit(unit.folder, unit.root)
    assert (problem.file, problem.allowed) == (file, "test_examples.py, test_any_input.py")


def test_link_to_a_planned_unit_is_good(unit: FixtureUnit) -> None:
    """Where only a unit's own files are there, other units count by the catalogue."""
    other = FixtureUnit(unit.root, "thrice", 2)
    unit.change("README.md", "To multiply.", "[See](../thrice/README.md).")
    (other.folder / "README.md").unlink()
    assert validate_unit(unit.folder, unit.root) == ()


def test_given_method_may_be_whole_in_the_template(unit: FixtureUnit) -> None:
    """What the template shares with the solution word for word is given, not solved."""
    given = (
        "\n\nclass Node:\n    def __init__(self, value: int) -> None:\n        self.value = value\n"
    )
    for name in ("template.py", "solution.py"):
        file = unit.folder / name
        file.write_text(file.read_text(encoding="utf-8") + given, encoding="utf-8")
    unit.change("unit.toml", "[limits]", 'classes = ["Node(value: int)"]\n[limits]')
    unit.change("README.md", "`double(value", "`Node`, `double(value")
    assert validate_unit(unit.folder, unit.root) == ()
    unit.change("template.py", "self.value = value", "self.value = 0")
    (problem,) = validate_unit(unit.folder, unit.root)
    assert "Node.__init__ does something" in problem.wrong


def test_intermediate_challenge_without_an_alternative_is_refused(unit: FixtureUnit) -> None:
    """Without one nobody knows whether the tests are tied to the reference."""
    (unit.folder / "alternatives" / "shifts.py").unlink()
    (problem,) = validate_unit(unit.folder, unit.root)
    assert problem.file == unit.folder / "alternatives"
    assert "at least one right solution of another style" in problem.allowed


def write_generated(root: Path) -> None:
    units = load_units(find_units(root))
    catalogue = load_catalogue(root)
    tracks = load_tracks(root, catalogue)
    for file, text in prose_files(root, catalogue, tracks, units).items():
        file.write_text(text, encoding="utf-8")


def test_good_catalogue_has_no_problem(unit: FixtureUnit) -> None:
    """Catalogue, units and progress.md that agree pass."""
    FixtureUnit(unit.root, "thrice", 2).change("unit.toml", "[]", '["twice"]')
    write_generated(unit.root)
    assert validate_catalogue(unit.root) == ()


def test_circle_of_prerequisites_is_named_once(unit: FixtureUnit) -> None:
    """Units that wait for each other can never be begun."""
    FixtureUnit(unit.root, "thrice", 2).change("unit.toml", "[]", '["twice"]')
    unit.change("unit.toml", "[]", '["thrice"]')
    write_generated(unit.root)
    (problem,) = [one for one in validate_catalogue(unit.root) if "go round" in one.wrong]
    assert "thrice -> twice -> thrice" in problem.wrong
    assert problem.line > 1


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("progress.md", "- [ ]", "- [x]"),
        ("challenges/README.md", "| 1 | 5 |", "| 1 | 6 |"),
    ],
)
def test_change_of_a_generated_file_is_named_with_its_line(
    unit: FixtureUnit, name: str, old: str, new: str
) -> None:
    """Checklist and index are generated; what a hand has changed is found."""
    write_generated(unit.root)
    file = unit.root / name
    text = file.read_text(encoding="utf-8").replace(old, new)
    file.write_text(text, encoding="utf-8")
    (problem,) = validate_catalogue(unit.root, [unit.folder / "unit.toml"])
    assert problem.file == file
    assert new in problem.wrong
    assert new in text.splitlines()[problem.line - 1]


def test_prerequisite_with_a_higher_number_is_refused(unit: FixtureUnit) -> None:
    """Who solves by number never needs what is not introduced yet."""
    FixtureUnit(unit.root, "thrice", 2)
    unit.change("unit.toml", "[]", '["thrice"]')
    write_generated(unit.root)
    (problem,) = validate_catalogue(unit.root)
    assert "requires 'thrice', which is number 2" in str(problem)
    assert "numbers below 1" in str(problem)


def test_track_leads_through_units_of_the_catalogue(unit: FixtureUnit) -> None:
    """The index shows tracks, and a track names no unit that nobody plans."""
    catalogue = unit.root / "challenges" / "catalogue.toml"
    track = '[[track]]\ntitle = "Doubling"\nunits = ["twice"]\n'
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + track, encoding="utf-8")
    write_generated(unit.root)
    index = (unit.root / "challenges" / "README.md").read_text(encoding="utf-8")
    assert "- **Doubling**: [Twice](intermediate/arrays/twice/README.md)" in index
    assert validate_catalogue(unit.root) == ()
    text = catalogue.read_text(encoding="utf-8").replace('["twice"]', '["twice", "nice"]')
    catalogue.write_text(text, encoding="utf-8")
    (problem,) = validate_catalogue(unit.root)
    assert "nice is no unit" in problem.wrong


def test_examples_build_chains_and_trees_of_the_units_nodes(unit: FixtureUnit) -> None:
    """Where a unit has Node or TreeNode, its examples have what builds and reads them."""
    nodes = """

class Node:
    def __init__(self, value: object) -> None:
        self.value = value
        self.next: Node | None = None


class TreeNode:
    def __init__(self, value: object) -> None:
        self.value = value
        self.left = self.right = None
"""
    for name in ("solution.py", "template.py"):
        text = (unit.folder / name).read_text(encoding="utf-8")
        unit.write(name, text + nodes)
    examples = ">>> values(chain(2, 3).next)\n[3]\n>>> levels(tree([1, None, 2]))\n[1, None, 2]"
    unit.change("README.md", ">>> double(2)\n4", f">>> double(2)\n4\n{examples}")
    assert [str(problem) for problem in validate_unit(unit.folder, unit.root)] == []
    unit.change("README.md", "\n[3]\n", "\n[2]\n")
    (problem,) = validate_unit(unit.folder, unit.root)
    assert "values(chain(2, 3).next) gives [3]" in str(problem)
