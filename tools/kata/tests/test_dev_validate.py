"""`kata dev validate`: every check finds what it is for, and nothing is judged twice."""

from __future__ import annotations

import json

import pytest

from tools.kata.tests.authors import checks_of, kata_dev
from tools.kata.tests.fixture_units import FixtureUnit, copy_tools
from tools.kata.validate.outcomes import TITLES


@pytest.fixture
def checkout(unit: FixtureUnit) -> FixtureUnit:
    """A checkout that has the tools, too."""
    copy_tools(unit.root)
    return unit


def test_good_unit_holds_all_checks(checkout: FixtureUnit) -> None:
    """All 14 checks answer for a good unit, and what was not judged says why."""
    checks = checks_of(checkout, "--deep")
    assert list(checks) == list(TITLES)
    assert not [check["problems"] for check in checks.values() if check["problems"]]
    noted = {number for number, check in checks.items() if check["note"]}
    assert noted - {13} == {10, 14}
    assert checks[10]["note"].startswith("no [[perf]]")


# check, file, old text, new text, file that is named, text of the problem
QUICK = [
    (1, "unit.toml", "difficulty = 1", "difficulty = 9", "unit.toml", "difficulty is 9"),
    (2, "template.py", "raise NotImplementedError", "return int", "template.py", "does something"),
    (
        2,
        "tests/test_any_input.py",
        "from hypothesis import given",
        "def test_first(subject):\n    pass\n\n\nfrom hypothesis import given",
        "template.py",
        "it must get TODO in the stage's first case, test_any_input.py::test_first",
    ),
    (4, "tests/test_any_input.py", "subject.double, value", "subject.twin", "", "subject.twin"),
    (5, "mutants.toml", 'says = "twice is twice"', 'says = "four"', "mutants.toml", "'four'"),
    (
        7,
        "tests/test_examples.py",
        'check(subject.double, value).returns(expected, why="twice is twice")',
        'assert subject.double(value) == expected, "twice is twice"',
        "mutants.toml",
        "bare assert",
    ),
    (8, "README.md", "## Constraints", "## Limits", "README.md", "'Limits' is unknown"),
    (9, "hints/1.md", "What is twice?", "word " * 61, "hints/1.md", "has 61 words"),
    (
        10,
        "solution.py",
        '    """Return twice',
        "    for _ in range(1 << 21):\n        pass\n"
        "    # As slow as this is never right.\n"
        '    """Return twice',
        "solution.py",
        "half of the limit",
    ),
    (
        11,
        "tests/test_examples.py",
        "import pytest\n",
        "import pytest\nimport socket\n\n\ndef serve():\n"
        '    socket.socket().bind(("127.0.0.1", 8080))\n',
        "tests/test_examples.py",
        "fixed port 8080",
    ),
    (
        12,
        "solution.py",
        '"""Twice."""\n',
        '"""Twice."""\n\nBALLAST = b"x" * (60 << 20)\n',
        "solution.py",
        "half of the limit",
    ),
    (13, "template.py", "\n\n\ndef", "\n\ndef", "template.py", "is not formatted"),
]


@pytest.mark.parametrize(
    ("number", "file", "old", "new", "named", "wrong"),
    QUICK,
    ids=[f"{change[0]}: {change[5]}" for change in QUICK],
)
def test_each_check_finds_what_it_is_for(
    checkout: FixtureUnit, number: int, file: str, old: str, new: str, named: str, wrong: str
) -> None:
    """One change brings a problem under that check's number, with its file and what was allowed."""
    if number == 13:
        pytest.importorskip("ruff", reason="ruff is not installed")
    checkout.change(file, old, new)
    found = checks_of(checkout)[number]["problems"]
    said = [f"{one['file']} {one['wrong']} {one['allowed']}" for one in found]
    matching = [text for text in said if wrong in text]
    assert matching, said
    assert str(checkout.folder / (named or file)) in matching[0]


DEEP = [
    (3, "tests/test_examples.py", "import check\n", "import check\n\nSEEN = []\n", "alone"),
    (6, "solution.py", "value * 2", "value * 2 if value > 5 else value + value", "value >= 5"),
]


@pytest.mark.parametrize(("number", "file", "old", "new", "wrong"), DEEP, ids=["3", "6"])
def test_each_deep_check_finds_what_it_is_for(
    checkout: FixtureUnit, number: int, file: str, old: str, new: str, wrong: str
) -> None:
    """A case that needs the one before it is found, and a change that no case notices."""
    checkout.change(file, old, new)
    if number == 3:
        checkout.change(
            file,
            "    check(subject.double, value)",
            "    SEEN.append(value)\n    assert SEEN[0] == 1\n    check(subject.double, value)",
        )
    else:
        text = "value * 2 if value > 5 else value + value"
        for mutant in (
            "value * 3",
            "value * 2 if value < 1000 else 0",
            "value * 2 if value < 1000 else 1 // 0",
        ):
            checkout.change(
                "mutants.toml",
                f'find = "value * 2"\nreplace = "{mutant}"',
                f'find = "{text}"\nreplace = "{mutant}"',
            )
    found = checks_of(checkout, "--deep")[number]["problems"]
    assert any(wrong in one["wrong"] for one in found), found


def test_what_passed_is_not_judged_again(checkout: FixtureUnit) -> None:
    """Nothing changed: the outcomes come from the cache; any change of the unit drops them."""
    first = json.loads(kata_dev(checkout, "validate", "twice", "--json").stdout)["units"][0]
    again = json.loads(kata_dev(checkout, "validate", "twice", "--json").stdout)["units"][0]
    assert (first["cached"], again["cached"]) == (False, True)
    assert first["checks"] == again["checks"]
    checkout.change("hints/1.md", "What is twice?", "What is two times?")
    changed = json.loads(kata_dev(checkout, "validate", "twice", "--json").stdout)["units"][0]
    assert not changed["cached"]


def test_what_failed_is_judged_again(checkout: FixtureUnit) -> None:
    """A problem is never taken from the cache."""
    checkout.change("hints/1.md", "What is twice?", "word " * 61)
    for _ in range(2):
        (unit,) = json.loads(kata_dev(checkout, "validate", "twice", "--json").stdout)["units"]
        assert not unit["cached"]


@pytest.mark.parametrize("content", ["{", "[]", '{"v": 1, "units": {"twice": {}}}', "\0"])
def test_corrupt_cache_is_dropped_and_said(checkout: FixtureUnit, content: str) -> None:
    """A cache that cannot be read costs time, and nothing else."""
    file = checkout.root / "home" / "validate.json"
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    done = kata_dev(checkout, "validate", "twice")
    assert done.returncode == 0, done.stdout
    assert "validate.json cannot be read" in done.stderr
    assert "nothing changed" in kata_dev(checkout, "validate", "twice").stdout


def test_problem_has_place_number_and_title(checkout: FixtureUnit) -> None:
    """The text names file and line, what is wrong, what is allowed, and the check."""
    checkout.change("hints/1.md", "What is twice?", "word " * 61)
    done = kata_dev(checkout, "validate", "twice")
    assert done.returncode == 1
    assert "hints/1.md:1: has 61 words; 1 to 60" in done.stdout
    assert f"check 9: {TITLES[9]}" in done.stdout


SLOW = '''\
"""Twice, late."""

import time


def double(value: int) -> int:
    """Return twice the value."""
    while time.process_time() < {seconds}:
        pass
    return value * 2
'''


@pytest.mark.parametrize(("seconds", "margin"), [(1.25, False), (3.0, True)])
def test_mutant_that_is_nearly_in_time_is_named(
    checkout: FixtureUnit, seconds: float, margin: bool
) -> None:
    """A mutant that half as much time again would let pass is too close to the limit of 1 s."""
    checkout.write("mutants/late.py", SLOW.format(seconds=seconds))
    file = checkout.folder / "mutants.toml"
    entry = '\n[[mutant]]\nname = "late"\nsource = "mutants/late.py"\nexpect = "TLE"\n'
    text = file.read_text(encoding="utf-8") + entry + 'stage = "examples"\n'
    file.write_text(text, encoding="utf-8")
    checks = checks_of(checkout)
    assert checks[5]["problems"] == []
    found = [problem["wrong"] for problem in checks[10]["problems"]]
    assert len(found) == int(not margin)
    assert margin or "with 1.5 times the limit it got AC" in found[0]
