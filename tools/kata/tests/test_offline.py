"""Without any network: everything that a learner needs works in a namespace that has none."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import DEADLINE_S, Checkout

ALONE = ("unshare", "--map-root-user", "--net")
RIGHT = "def double(value):\n    return value * 2\n"


def _may_unshare() -> bool:
    if shutil.which(ALONE[0]) is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not _may_unshare(), reason="this machine gives no namespace without network (unshare -rn)"
)


class Offline(Checkout):
    """A checkout whose commands have no network, each in a namespace of its own."""

    def command(self, *arguments: str) -> list[str]:
        return [*ALONE, *super().command(*arguments)]


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Offline]:
    made = Offline(tmp_path)
    yield made
    made.close()


def test_there_is_no_network(checkout: Offline) -> None:
    """The proof is none if the namespace has a way out."""
    devices = subprocess.run(
        [*ALONE, "cat", "/proc/net/dev"],
        capture_output=True,
        text=True,
        check=True,
        timeout=DEADLINE_S,
    ).stdout
    assert [line.split(":")[0].strip() for line in devices.splitlines()[2:]] == ["lo"]


def test_a_learner_needs_no_network(checkout: Offline) -> None:
    """From the list to a solved unit, its solution and a healthy doctor."""
    assert "twice" in checkout.kata("list").stdout
    assert "## Problem" in checkout.kata("show", "twice").stdout
    assert checkout.kata("start", "twice").returncode == 0
    assert checkout.kata("test").stdout.startswith("TODO")
    assert "What is twice?" in checkout.kata("hint").stdout
    checkout.unit.attempt(RIGHT)
    solved = checkout.kata("test")
    assert (solved.returncode, solved.stderr) == (0, "")
    assert solved.stdout.startswith("AC")
    assert "1 of 1 solved" in checkout.kata("progress").stdout
    assert checkout.kata("solution").returncode == 0
    assert json.loads(checkout.kata("next", "--json").stdout)["reason"] == "done"
    assert len(json.loads(checkout.kata("review", "--json").stdout)["later"]) == 1
    assert len(json.loads(checkout.kata("history", "--json").stdout)["versions"]) == 2
    healthy = checkout.kata("doctor")
    assert (healthy.returncode, "WRONG" in healthy.stdout) == (0, False)
    assert len(checkout.wardens()) == 1


def test_judging_without_the_warden_needs_none_either(checkout: Offline) -> None:
    """The same verdict from a process of its own."""
    checkout.unit.attempt(RIGHT)
    assert checkout.kata("test", "--no-daemon", "twice").stdout.startswith("AC")
