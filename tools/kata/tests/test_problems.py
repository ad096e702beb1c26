"""`kata test --problems`: one line that an editor can jump to, and that the task file matches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import PROJECT


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    yield made
    made.close()


def matcher() -> tuple[re.Pattern[str], dict[str, int]]:
    """Returns the problem matcher of the editor's task."""
    tasks = json.loads((PROJECT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    (pattern,) = (t["problemMatcher"]["pattern"] for t in tasks if "--problems" in t["args"])
    return re.compile(pattern["regexp"]), pattern


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "\n\ndef double(value):\n    return value\n",
            3,
            "WA wrong answer: double: one: double(1): expected 2, got 1",
        ),
        ("def double(value):\n    return value *\n", 2, "SyntaxError"),
        ("def double(value):\n    return None[0]\n", 2, "TypeError"),
        ("def triple(value):\n    return 3\n", 1, "double"),
    ],
    ids=["wrong answer", "syntax error", "exception", "missing function"],
)
def test_failure_is_one_line_that_the_task_matches(
    checkout: Checkout, text: str, line: int, said: str
) -> None:
    """File, line and message are found by the regular expression in tasks.json."""
    attempt = checkout.unit.attempt(text)
    ended = checkout.kata("test", "--problems", str(attempt))
    pattern, fields = matcher()
    (found,) = filter(None, map(pattern.match, ended.stdout.splitlines()))
    assert found[fields["file"]] == str(attempt)
    assert int(found[fields["line"]]) == line
    assert said in found[fields["message"]]
    assert ended.returncode == (4 if "Syntax" in said else 1)


def test_pass_has_no_problem(checkout: Checkout) -> None:
    checkout.unit.attempt("def double(value):\n    return value * 2\n")
    ended = checkout.kata("test", "--problems", "twice")
    assert ended.returncode == 0
    assert "error" not in ended.stdout


def test_other_options_are_refused(checkout: Checkout) -> None:
    """What would be ignored is an error."""
    ended = checkout.kata("test", "--problems", "--all", "twice")
    assert ended.returncode == 2
    assert "--problems" in ended.stderr
