"""Tests that changed turn a tick to "re-check", and many attempts are judged in one go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import FixtureUnit

RIGHT = "def double(value):\n    return value * 2\n"
ONLY_OLD = "def double(value):\n    return value * 2 if value != -4 else 0\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    """Three solved units; the tests of two have changed, and one of these attempts fails now."""
    made = Checkout(tmp_path)
    units = [made.unit, *(FixtureUnit(tmp_path, slug, n) for n, slug in enumerate("ab", start=2))]
    for unit in units:
        # What random inputs find must not decide here.
        unit.write("tests/test_any_input.py", "def test_any(subject):\n    assert subject\n")
        unit.attempt(ONLY_OLD if unit.slug == "a" else RIGHT)
        assert made.kata("test", unit.slug).returncode == 0
    for unit in units[:2]:
        unit.change("tests/test_examples.py", "-3, -6", "-4, -8")
    yield made
    made.close()


def status(checkout: Checkout) -> dict[str, str]:
    rows = json.loads(checkout.kata("list", "--json").stdout)
    return {row["slug"]: row["status"] for row in rows}


def test_stale_units_are_judged_and_no_others(checkout: Checkout) -> None:
    """A line for each, a summary, status 1 when one does not pass any more."""
    assert status(checkout) == {"twice": "re-check", "a": "re-check", "b": "solved"}
    assert "2 to re-check" in checkout.kata("progress").stdout
    ended = checkout.kata("test", "--stale")
    lines = [line.split() for line in ended.stdout.splitlines()]
    assert lines[0] == ["1/2", "AC", "twice", "3/3"]
    assert lines[1] == ["2/2", "WA", "a", "1/3"]
    assert ended.stdout.endswith("1 of 2 units to re-check pass\n")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert status(checkout) == {"twice": "solved", "a": "re-check", "b": "solved"}


def test_welcome_tells_what_is_to_re_check(checkout: Checkout) -> None:
    """The bare command names the command that judges them."""
    assert "2 solved units have other tests now: `kata test --stale`" in checkout.kata().stdout
    checkout.kata("test", "--stale")
    assert "1 solved unit has other tests now: `kata test --stale`" in checkout.kata().stdout


def test_progress_is_rebuilt_from_the_attempts(checkout: Checkout) -> None:
    """A lost journal comes back as far as the attempts prove it."""
    (checkout.home / "journal.jsonl").unlink()
    assert set(status(checkout).values()) == {"new"}
    ended = checkout.kata("test", "--every", "--json")
    found = json.loads(ended.stdout)
    assert (found["v"], ended.returncode) == (1, 1)
    assert {each["unit"]: each["verdict"] for each in found["results"]} == {
        "twice": "AC",
        "a": "WA",
        "b": "AC",
    }
    assert status(checkout) == {"twice": "solved", "a": "started", "b": "solved"}


def test_attempt_that_is_gone_is_said(checkout: Checkout) -> None:
    """A solved unit without its attempt cannot be judged; the others are."""
    (checkout.unit.folder / "attempt.py").unlink()
    ended = checkout.kata("test", "--stale")
    assert "its attempt is gone; `kata restore --all`" in ended.stdout
    assert "0 of 2 units to re-check pass" in ended.stdout
    assert ended.returncode == 1


def test_judges_fault_is_status_5(checkout: Checkout) -> None:
    """Tests that do not load are nobody's wrong answer."""
    checkout.unit.change("tests/test_examples.py", "import pytest\n", "import pytest, nowhere\n")
    assert checkout.kata("test", "--stale").returncode == 5


def test_nothing_is_stale(checkout: Checkout) -> None:
    """Status 0, and it is said."""
    for slug in ("twice", "a"):
        (checkout.root / f"challenges/intermediate/arrays/{slug}/attempt.py").write_text(RIGHT)
    assert checkout.kata("test", "--stale").returncode == 0
    ended = checkout.kata("test", "--stale")
    assert (ended.returncode, ended.stdout) == (0, "there are no units to re-check\n")
    assert checkout.kata("test", "--stale", "twice").returncode == 2
