"""`kata dev build-files`: units.bzl says what the unit.toml files say, or it is noticed."""

from __future__ import annotations

import pytest

from tools.kata.tests.authors import kata_dev
from tools.kata.tests.fixture_units import FixtureUnit, copy_tools

WANTED = """\
UNITS = [
    "challenges/intermediate/arrays/twice",
]

# Test size, from the limits; small where nothing is said.
SIZES = {
    "challenges/intermediate/arrays/twice": "medium",
}

# Services of the tests, each a tag of the unit's targets.
SERVICES = {
    "challenges/intermediate/arrays/twice": ["redis", "nats"],
}
"""


@pytest.fixture
def checkout(unit: FixtureUnit) -> FixtureUnit:
    """A checkout with the tools, whose unit has a BUILD.bazel."""
    copy_tools(unit.root)
    unit.write("BUILD.bazel", 'challenge(name = "twice")\n')
    return unit


def test_size_and_services_come_from_unit_toml(checkout: FixtureUnit) -> None:
    """Packages, sizes and services are written, and then the check holds."""
    checkout.change("unit.toml", "cpu_s = 1.0", "cpu_s = 20.0")
    checkout.change("unit.toml", "requires = []", 'requires = []\nservices = ["redis", "nats"]')
    done = kata_dev(checkout, "build-files")
    assert done.returncode == 0, done.stdout + done.stderr
    file = checkout.root / "challenges" / "units.bzl"
    assert file.read_text(encoding="utf-8").endswith(WANTED)
    assert kata_dev(checkout, "build-files", "--check").returncode == 0


def test_drift_is_named_with_its_line_and_left(checkout: FixtureUnit) -> None:
    """--check says what the first wrong line should be, and writes nothing."""
    kata_dev(checkout, "build-files")
    checkout.change("unit.toml", "cpu_s = 1.0", "cpu_s = 20.0")
    file = checkout.root / "challenges" / "units.bzl"
    before = file.read_text(encoding="utf-8")
    done = kata_dev(checkout, "build-files", "--check")
    assert done.returncode == 1
    line = before.splitlines().index("SIZES = {}") + 1
    assert f"{file}:{line}: has 'SIZES = {{}}'" in done.stdout
    assert file.read_text(encoding="utf-8") == before
    assert "check 14" in kata_dev(checkout, "validate").stdout


def test_build_file_must_make_the_targets(checkout: FixtureUnit) -> None:
    """A BUILD.bazel for another name is named; nothing can write it but its author."""
    checkout.write("BUILD.bazel", 'challenge(name = "thrice")\n')
    done = kata_dev(checkout, "build-files")
    assert done.returncode == 1
    assert f"{checkout.folder / 'BUILD.bazel'}:0: makes no targets" in done.stdout
