"""The main program of the Bazel targets, started as they start it."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tools.kata.tests.fixture_units import PROJECT, FixtureUnit, python_path

ELSEWHERE = '< 1000 else 0"\nexpect = "WA"\nstage = "any_input"'

MAIN = PROJECT / "tools" / "kata" / "bazel_main.py"


def run(
    unit: FixtureUnit, verb: str, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Starts a verb for a unit from the root of its checkout; the root is read only, as it were."""
    temporary = unit.root / "tmp"
    temporary.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, str(MAIN), verb, str(unit.folder.relative_to(unit.root)), *options],
        cwd=unit.root,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": python_path(unit.root, PROJECT),
            "PYTHONSAFEPATH": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TEST_TMPDIR": str(temporary),
            "XML_OUTPUT_FILE": str(unit.root / "test.xml"),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def cases(unit: FixtureUnit) -> dict[str, str]:
    """Returns the outcome of each case of the XML."""
    found = {}
    for case in ElementTree.parse(unit.root / "test.xml").iter("testcase"):
        outcome = next((child.tag for child in case), "passed")
        found[f"{case.get('classname')} {case.get('name')}"] = outcome
    return found


def test_solution_passes_with_one_xml_case_for_each_case(unit: FixtureUnit) -> None:
    """All cases are there, grouped by stage."""
    ended = run(unit, "test", "--subject", "solution")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert cases(unit) == {
        "twice.examples test_examples.py::test_double[one]": "passed",
        "twice.examples test_examples.py::test_double[below zero]": "passed",
        "twice.any_input test_any_input.py::test_sum": "passed",
    }


def test_wrong_attempt_fails_with_the_failure_screen(unit: FixtureUnit) -> None:
    """The first wrong case fails, what comes after it is not run, and the screen says why."""
    unit.attempt("def double(value):\n    return 2\n")
    ended = run(unit, "test", "--subject", "attempt")
    assert ended.returncode == 1
    assert "call      double(-3)" in ended.stdout
    assert list(cases(unit).values()) == ["passed", "failure", "skipped"]


def test_filter_of_bazel_chooses_cases(unit: FixtureUnit) -> None:
    """--test_filter works as pytest's -k; a filter that matches nothing is no failure."""
    assert run(unit, "test", TESTBRIDGE_TEST_ONLY="sum").returncode == 0
    assert list(cases(unit)) == ["twice.any_input test_any_input.py::test_sum"]
    assert run(unit, "test", TESTBRIDGE_TEST_ONLY="nothing").returncode == 0


def test_no_attempt_is_a_failure_that_says_so(unit: FixtureUnit) -> None:
    """A subject that is not there never passes."""
    ended = run(unit, "test", "--subject", "attempt")
    assert ended.returncode == 1
    assert "there is no attempt" in ended.stderr


def test_tests_that_cannot_be_collected_are_the_judges_fault(unit: FixtureUnit) -> None:
    """An error in the tests is JE, and fails."""
    unit.change("tests/test_any_input.py", "from hypothesis import given", "import nowhere")
    ended = run(unit, "test")
    assert ended.returncode == 1
    assert ended.stdout.startswith("JE ")
    assert cases(unit) == {"twice the judge": "failure"}


def test_rejects_has_a_case_for_each_subject(unit: FixtureUnit) -> None:
    """All of them die as mutants.toml says."""
    ended = run(unit, "rejects")
    assert (ended.returncode, ended.stderr) == (0, "")
    mutants = ["triples", "zero", "big-only", "crashes"]
    names = {2: ["template in examples", "template in any_input"], 5: mutants, 7: mutants}
    names |= {10: ["solution"], 12: ["solution"], 15: ["alternatives/shifts.py"]}
    wanted = [f"twice.rejects.check_{check} {name}" for check in names for name in names[check]]
    assert cases(unit) == dict.fromkeys(wanted, "passed")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "mutants.toml",
            '"value * 3"',
            '"2 * value"',
            "it got AC in stage any_input, every case; mutant triples must get WA",
        ),
        ("mutants.toml", 'expect = "RTE"', 'expect = "WA"', "it got RTE in stage any_input"),
        (
            "mutants.toml",
            ELSEWHERE,
            ELSEWHERE.replace("any_input", "examples"),
            "in stage any_input",
        ),
        ("mutants.toml", "twice is twice", "thrice is thrice", "it said something else"),
        ("screens.txt", "got       3", "got       4", "the screen is not the accepted one"),
        ("screens.txt", "=== crashes", "=== breaks", "screens.txt has no screen of crashes"),
        ("template.py", 'raise NotImplementedError("double")', "return 2", "the template got WA"),
        ("alternatives/shifts.py", "value << 1", "value << 2", "the alternative got WA in stage"),
    ],
)
def test_rejects_names_what_is_not_rejected_as_it_should_be(
    unit: FixtureUnit, file: str, old: str, new: str, said: str
) -> None:
    """One subject fails, all others are still judged."""
    unit.change(file, old, new)
    ended = run(unit, "rejects")
    assert ended.returncode == 1
    assert said in ended.stdout
    outcomes = cases(unit)
    failed = [name for name, outcome in outcomes.items() if outcome == "failure"]
    assert len(outcomes) == 13
    assert len({name.split()[1] for name in failed}) == 1


def test_validate_prints_places_relative_to_the_root(unit: FixtureUnit) -> None:
    """Each problem is a line that an editor can open, and a case of the XML."""
    unit.change("README.md", "# Twice", "# Two")
    unit.change("unit.toml", "requires = []", 'requires = ["nowhere"]')
    ended = run(unit, "validate", "--root", ".")
    assert ended.returncode == 1
    places = [line.partition(": ")[0] for line in ended.stdout.splitlines()]
    folder = "challenges/intermediate/arrays/twice"
    assert places == [f"{folder}/README.md:1", f"{folder}/unit.toml:10"]
    assert len(cases(unit)) == 2
    assert run(unit, "validate", "--root", ".").stderr == ""


def test_bad_unit_toml_is_a_failure_with_its_line(unit: FixtureUnit) -> None:
    """`test` cannot go on without it, and says where it is wrong."""
    unit.change("unit.toml", "minutes = 5", 'minutes = "5"')
    ended = run(unit, "test")
    assert ended.returncode == 1
    assert "unit.toml:9: minutes is '5'; a whole number" in ended.stdout


def test_nothing_is_written_beside_the_unit(unit: FixtureUnit) -> None:
    """All that the targets write goes to the folder for temporary files."""
    before = sorted(unit.folder.rglob("*"))
    for verb in ("test", "rejects"):
        run(unit, verb)
    assert sorted(unit.folder.rglob("*")) == before
    assert list((unit.root / "tmp").iterdir()) == []


def test_hash_seed_is_fixed(unit: FixtureUnit) -> None:
    """The order of a set of texts is the same in every run, so that verdicts are."""
    seen = set()
    for seed in ("1", "2"):
        unit.attempt("def double(value):\n    return str(set('abcdefgh'))\n")
        out = run(unit, "test", "--subject", "attempt", PYTHONHASHSEED=seed).stdout
        seen.add(next(line for line in out.splitlines() if line.startswith("got")))
    assert len(seen) == 1


def test_copied_into_links_it_works_as_under_bazel(unit: FixtureUnit, tmp_path: Path) -> None:
    """Under Bazel each file of a unit is a link to somewhere else."""
    runfiles = tmp_path / "runfiles"
    for file in [path for path in unit.root.rglob("*") if path.is_file()]:
        link = runfiles / file.relative_to(unit.root)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(file)
    linked = FixtureUnit.__new__(FixtureUnit)
    linked.root, linked.folder = runfiles, runfiles / unit.folder.relative_to(unit.root)
    for verb, options in (("test", []), ("rejects", []), ("validate", ["--root", "."])):
        ended = run(linked, verb, *options)
        assert (verb, ended.returncode, ended.stderr) == (verb, 0, "")
