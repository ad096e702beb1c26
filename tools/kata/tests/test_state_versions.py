"""Versions of attempts: listed, brought back, rebuilt after the tree was wiped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import TEMPLATE, FixtureUnit

RIGHT = "def double(value):\n    return value * 2\n"
WRONG = "def double(value):\n    return value\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    yield made
    made.close()


def attempt(unit: FixtureUnit) -> Path:
    return unit.folder / "attempt.py"


def test_history_has_what_was_judged_reset_and_replaced(checkout: Checkout) -> None:
    """Every version that the learner has had comes back by its name, judged or not."""
    checkout.unit.attempt(WRONG)
    checkout.kata("test", "twice")
    checkout.unit.attempt(RIGHT)
    checkout.kata("reset", "twice")
    checkout.unit.attempt("mine = 1\n")
    first = json.loads(checkout.kata("history", "--json", "twice").stdout)["versions"][0]
    assert checkout.kata("restore", first["snapshot"][:12], "twice").returncode == 0
    found = json.loads(checkout.kata("history", "--json", "twice").stdout)
    assert (found["v"], found["unit"], found["uuid"]) == (1, "twice", checkout.unit.uuid)
    kinds = [each["kind"] for each in found["versions"]]
    assert kinds == ["judged", "reset", "saved", "restored"]
    assert found["versions"][0]["verdict"] == "WA"
    for each, text in zip(found["versions"], (WRONG, RIGHT, "mine = 1\n", WRONG), strict=True):
        checkout.kata("restore", each["snapshot"], "twice")
        assert attempt(checkout.unit).read_text(encoding="utf-8") == text


def test_restore_all_rebuilds_a_wiped_tree_and_leaves_edits_alone(checkout: Checkout) -> None:
    """Gone or a bare template: the last snapshot; edited since: as the learner left it."""
    units = [checkout.unit, *(FixtureUnit(checkout.root, f"u{n}", n) for n in range(2, 6))]
    for unit in units:
        unit.attempt(f"{RIGHT}# {unit.slug}\n")
        assert checkout.kata("test", unit.slug).returncode == 0
    gone, bare, edited, same, begun_again = units
    attempt(gone).unlink()
    bare.attempt(TEMPLATE)
    edited.attempt("newer = True\n")
    checkout.kata("reset", begun_again.slug)
    attempt(begun_again).unlink()
    ended = checkout.kata("restore", "--all")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "attempts restored: 2, already there: 1" in ended.stdout
    for unit in (gone, bare, same):
        assert attempt(unit).read_text(encoding="utf-8") == f"{RIGHT}# {unit.slug}\n"
    assert attempt(edited).read_text(encoding="utf-8") == "newer = True\n"
    assert f"{edited.slug:<24} stays" in ended.stdout
    assert not attempt(begun_again).exists()


def test_restore_all_takes_the_newest_snapshot_that_is_whole(checkout: Checkout) -> None:
    """A damaged snapshot is named with status 1, and the one before it is taken."""
    for text in (WRONG, RIGHT):
        checkout.unit.attempt(text)
        checkout.kata("test", "twice")
    judged = [e for e in checkout.journal().events() if e["kind"] == "judged"]
    sha = str(judged[-1]["attempt_sha"])
    (checkout.home / "snapshots" / sha[:2] / f"{sha[2:]}.z").write_bytes(b"junk")
    attempt(checkout.unit).unlink()
    ended = checkout.kata("restore", "--all")
    assert ended.returncode == 1
    assert f"snapshot {sha[:12]} is damaged" in ended.stdout
    assert attempt(checkout.unit).read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize("arguments", [(), ("--all", "abc"), ("--all", "abc", "twice")])
def test_restore_wants_a_snapshot_or_all(checkout: Checkout, arguments: tuple[str, ...]) -> None:
    """Status 2 and what was allowed."""
    ended = checkout.kata("restore", *arguments)
    assert ended.returncode == 2
    assert "name a SNAPSHOT from `kata history`, or --all" in ended.stderr
