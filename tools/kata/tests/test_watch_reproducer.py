"""The reproducer: a program that fails as the case does, and passes when that is repaired."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_days import FixtureDay
from tools.kata.tests.watched import BROKEN, RIGHT, WRONG


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    yield made
    made.close()


def run(program: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program as a learner does, anywhere, with nothing but Python."""
    command = [sys.executable, "-I", str(program)]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


def reproduce(checkout: Checkout, status: int) -> Path:
    """Stores what `kata test --reproduce` prints."""
    ended = checkout.kata("test", "twice", "--reproduce")
    assert (ended.returncode, ended.stderr) == (status, "")
    program = checkout.root / "reproduce.py"
    program.write_text(ended.stdout, encoding="utf-8")
    return program


def test_wrong_answer_fails_until_it_is_right(checkout: Checkout) -> None:
    """It prints what came and what should have come."""
    checkout.unit.attempt(WRONG)
    program = reproduce(checkout, 1)
    ended = run(program)
    assert ended.returncode == 1
    assert ended.stdout.splitlines() == ["seen 1", "got       1", "expected  2"]
    checkout.unit.attempt(RIGHT)
    assert run(program).returncode == 0


def test_modules_beside_a_days_attempt_hide_nothing(checkout: Checkout) -> None:
    """The solution of a day may have a module that is named like one of the standard library."""
    shutil.rmtree(checkout.root / "challenges/intermediate")
    (checkout.root / "challenges/catalogue.toml").unlink()
    day = FixtureDay(checkout.root)
    checkout.kata("start", "twice")
    init = "import html\n\n\ndef double(value):\n    return html.escape('<')\n"
    day.write("attempt/__init__.py", init)
    ended = run(reproduce(checkout, 1))
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "got       '&lt;'" in ended.stdout


@pytest.mark.parametrize(
    ("attempt", "status", "error"),
    [
        ("def double(value):\n    return 1 // 0\n", 1, "ZeroDivisionError"),
        (BROKEN, 4, "SyntaxError"),
    ],
)
def test_exception_comes_up_again(
    checkout: Checkout, attempt: str, status: int, error: str
) -> None:
    """As Python itself reports it, at the line of the attempt, until it is repaired."""
    checkout.unit.attempt(attempt)
    program = reproduce(checkout, status)
    ended = run(program)
    assert ended.returncode == 1
    assert error in ended.stderr
    assert "attempt.py" in ended.stderr
    checkout.unit.attempt(RIGHT)
    assert run(program).returncode == 0


def test_contract_in_words_is_printed(checkout: Checkout) -> None:
    """When the expected is no value, people compare."""
    checkout.unit.change(
        "tests/test_examples.py",
        'returns(expected, why="twice is twice")',
        'satisfies(lambda got: got == expected, "an even number")',
    )
    checkout.unit.attempt(WRONG)
    ended = run(reproduce(checkout, 1))
    assert ended.returncode == 1
    assert ended.stderr == "expected  an even number\n"


@pytest.mark.parametrize("case", ["assert 0", "check(sorted, [value]).returns([])"])
def test_case_without_a_call_of_the_attempt_is_refused(checkout: Checkout, case: str) -> None:
    """Nothing is printed that would not run, or would fail whatever the attempt does."""
    checkout.unit.change("tests/test_examples.py", "    check(", f"    {case}\n    check(")
    checkout.unit.attempt(WRONG)
    ended = checkout.kata("test", "twice", "--reproduce")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert 'the case "double: one" cannot be written down as one call' in ended.stderr


def test_call_with_a_name_of_the_tests_is_refused(checkout: Checkout) -> None:
    """It would end with a NameError, which is not what has failed."""
    checkout.unit.change(
        "tests/test_examples.py", "import pytest\n", "from pathlib import Path\n\nimport pytest\n"
    )
    checkout.unit.change("tests/test_examples.py", "double, value)", "double, Path)")
    checkout.unit.attempt(WRONG)
    ended = checkout.kata("test", "twice", "--reproduce")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "needs Path, which only the tests have" in ended.stderr


def test_pass_has_nothing_to_reproduce(checkout: Checkout) -> None:
    """That is said, and is no success of the command."""
    checkout.unit.attempt(RIGHT)
    ended = checkout.kata("test", "twice", "--reproduce")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "there is nothing to reproduce" in ended.stderr


def test_other_options_are_refused_beside_it(checkout: Checkout) -> None:
    """They would be ignored."""
    checkout.unit.attempt(WRONG)
    assert checkout.kata("test", "twice", "--reproduce", "--json").returncode == 2
