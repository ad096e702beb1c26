"""What `--json` prints is versioned, and json.md names every field of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit

PAGE = (PROJECT / "tools/kata/cli/json.md").read_text(encoding="utf-8")
COMMANDS = (
    ("list",),
    ("show", "twice"),
    ("hint", "twice"),
    ("hint", "--all", "twice"),
    ("solution", "twice"),
    ("history", "twice"),
    ("next",),
    ("review",),
    ("progress",),
    ("doctor",),
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    """A learner with a unit solved, one given up, one new."""
    made = Checkout(tmp_path_factory.mktemp("json"))
    made.unit.attempt("def double(value):\n    return value * 2\n")
    made.kata("test", "twice")
    FixtureUnit(made.root, "a", 2).attempt("def double(value):\n    return 0\n")
    FixtureUnit(made.root, "b", 3)
    made.kata("test", "a")
    made.kata("solution", "a", "--give-up")
    yield made
    made.close()


def names(value: object) -> set[str]:
    """Returns the names of the fields of an object and of those in its lists."""
    if isinstance(value, list):
        return set().union(*map(names, value))
    if not isinstance(value, dict):
        return set()
    inner = [item for item in value.values() if isinstance(item, list)]
    return set(value).union(*map(names, inner))


def section(command: str) -> str:
    """Returns what the page says of a command, and of those that it refers to."""
    (text,) = re.findall(rf"^## `{command}`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return str(text) + (section("list") if command == "show" else "")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_each_field_is_documented(checkout: Checkout, arguments: tuple[str, ...]) -> None:
    """And every object has its version."""
    ended = checkout.kata(*arguments, "--json")
    assert ended.stderr == ""
    found = json.loads(ended.stdout)
    assert all(each["v"] == 1 for each in (found if isinstance(found, list) else [found]))
    documented = set(re.findall(r"`(\w+)`", section(arguments[0])))
    assert names(found) <= documented | {"v"}


def test_re_judging_has_the_results(checkout: Checkout) -> None:
    """Those of judged runs, each with its own version."""
    found = json.loads(checkout.kata("test", "--every", "--json").stdout)
    assert set(found) == {"v", "results"}
    assert [each["v"] for each in found["results"]] == [1, 1]
