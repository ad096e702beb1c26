"""`kata mytests`: the learner's own tests against the reference and the wrong versions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import PROJECT, TEST_ANY_INPUT, TEST_EXAMPLES

ONE = "def test_one(subject):\n    assert subject.double(1) == 2\n"
BIG = "def test_big(subject):\n    assert subject.double(5000) == 10_000\n"
WRONG = "def test_wrong(subject):\n    assert subject.double(2) == 5, 'should be five'\n"
LOOPING = "def test_looping(subject):\n    while subject:\n        pass\n"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    made = Checkout(tmp_path_factory.mktemp("checkout"))
    yield made
    made.close()


def scored(checkout: Checkout, tests: str) -> tuple[int, dict[str, Any]]:
    checkout.unit.write("attempt_tests.py", tests)
    ended = checkout.kata("mytests", "twice", "--json")
    assert ended.stdout, ended.stderr
    return ended.returncode, json.loads(ended.stdout)


def test_all_wrong_versions_caught(checkout: Checkout) -> None:
    """Status 0, and for each the test that caught it first."""
    status, answer = scored(checkout, ONE + BIG)
    assert (status, answer["killed"], answer["total"], answer["tests"]) == (0, 4, 4, 2)
    caught = {mutant["name"]: (mutant["case"], mutant["verdict"]) for mutant in answer["mutants"]}
    assert caught == {
        "triples": ("attempt_tests.py::test_one", "WA"),
        "zero": ("attempt_tests.py::test_one", "WA"),
        "big-only": ("attempt_tests.py::test_big", "WA"),
        "crashes": ("attempt_tests.py::test_big", "RTE"),
    }


def test_survivors_are_described_without_their_code(checkout: Checkout) -> None:
    """Status 1; what is wrong is said in the words of the notes."""
    checkout.unit.write("attempt_tests.py", ONE)
    ended = checkout.kata("mytests", "twice")
    assert ended.returncode == 1
    assert ended.stdout.splitlines() == [
        "1 test, and the reference passes",
        "caught    triples: one (WA)",
        "caught    zero: one (WA)",
        "survived  big-only: large numbers count, too.",
        "survived  crashes: it must not.",
        "2 of 4 wrong versions caught",
    ]


def test_a_test_that_the_reference_fails_is_wrong(checkout: Checkout) -> None:
    """It is named, with what the reference did; no wrong version is run."""
    status, answer = scored(checkout, WRONG + ONE + BIG)
    assert (status, answer["mutants"]) == (1, [])
    assert answer["wrong"] == ["attempt_tests.py::test_wrong"]
    assert "should be five" in answer["failure"]["message"]
    shown = checkout.kata("mytests", "twice").stdout
    assert shown.startswith("1 of your 3 tests is wrong:\n  wrong\n")
    assert "should be five" in shown


def test_a_looping_test_is_ended_and_named(checkout: Checkout) -> None:
    """The limits of the judge hold for tests, too."""
    status, answer = scored(checkout, LOOPING)
    assert (status, answer["wrong"]) == (1, ["attempt_tests.py::test_looping"])
    assert "more than 1 s of processor time" in answer["failure"]["message"]


@pytest.mark.parametrize(
    "tests", ["", '"""None yet."""\n', "def helper():\n    def test_in(): pass\n"]
)
def test_a_file_without_tests_catches_nothing(checkout: Checkout, tests: str) -> None:
    """Status 1, and the reason."""
    status, answer = scored(checkout, tests)
    assert (status, answer["tests"], answer["killed"]) == (1, 0, 0)
    assert "attempt_tests.py has no test" in answer["message"]


@pytest.mark.parametrize(
    ("tests", "said"),
    [("def test_one(subject)\n", "SyntaxError"), (f"import nowhere\n{ONE}", "'nowhere'")],
)
def test_a_file_that_does_not_load_is_said(checkout: Checkout, tests: str, said: str) -> None:
    """Status 4, like an attempt that cannot be imported."""
    status, answer = scored(checkout, tests)
    assert (status, said in answer["message"]) == (4, True)


def test_the_units_own_tests_catch_all(checkout: Checkout) -> None:
    """They are what a learner's tests are measured by."""
    status, answer = scored(checkout, TEST_EXAMPLES + TEST_ANY_INPUT)
    assert (status, answer["killed"]) == (0, 4)


def test_a_first_file_is_made_and_never_overwritten(checkout: Checkout) -> None:
    """The template is a test that the reference passes."""
    file = checkout.unit.folder / "attempt_tests.py"
    file.unlink(missing_ok=True)
    missing = checkout.kata("mytests", "twice")
    assert (missing.returncode, "kata mytests --new twice" in missing.stderr) == (2, True)
    made = checkout.kata("mytests", "--new", "twice")
    assert (made.returncode, str(file) in made.stdout) == (0, True)
    begun = file.read_bytes()
    again = checkout.kata("mytests", "--new", "twice")
    assert (again.returncode, "stays as it is" in again.stderr) == (2, True)
    assert file.read_bytes() == begun
    judged = checkout.kata("mytests", "twice")
    assert judged.stdout.startswith("1 test, and the reference passes\n")


def test_the_journal_keeps_the_score(checkout: Checkout) -> None:
    """One event a run, with what was caught."""
    scored(checkout, ONE)
    event = [e for e in checkout.journal().events() if e["kind"] == "mytests"][-1]
    kept = {name: event[name] for name in ("slug", "tests", "wrong", "killed", "total")}
    assert kept == {"slug": "twice", "tests": 1, "wrong": 0, "killed": 2, "total": 4}


def test_json_has_the_fields_that_the_schema_documents(checkout: Checkout) -> None:
    """schema.md names every field, and no other."""
    _, answer = scored(checkout, ONE)
    schema = (PROJECT / "tools/kata/mytests/schema.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", schema, re.MULTILINE)
    assert set(answer) == {name for row in rows for name in re.findall(r"\w+", row)}
    assert set(answer["mutants"][0]) <= set(re.findall(r"`(\w+)`", schema))
