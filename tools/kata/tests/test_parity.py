"""What Bazel says of a subject, `kata test` says, too: verdict, stage, case and numbers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.hashes import subject_files
from tools.kata.learner.attempts import discard
from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import PROJECT, python_path
from tools.kata.units import Unit, find_units, load_mutants, load_unit
from tools.kata.variants import write_mutant

SAME = ("verdict", "stage", "case", "passed", "total", "tests_sha")


def subjects(unit: Unit, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yields name and place of solution, template and every mutant."""
    yield "solution", unit.solution
    yield "template", unit.template
    for mutant in load_mutants(unit):
        yield mutant.name, write_mutant(unit, mutant, folder)


def under_bazel(unit: Unit, root: Path, subject: Path, folder: Path) -> dict[str, object]:
    """Returns the result of the Bazel target's main program."""
    file = folder / "result.json"
    subprocess.run(
        [
            sys.executable,
            str(PROJECT / "tools/kata/bazel_main.py"),
            "test",
            str(unit.folder.relative_to(root)),
            *("--subject", str(subject), "--json-output", str(file)),
        ],
        cwd=root,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": python_path(root, PROJECT),
            "TEST_TMPDIR": str(folder),
        },
        stdout=subprocess.DEVNULL,
        check=False,
    )
    found: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return found


def in_kata(checkout: Checkout, unit: Unit, subject: Path) -> dict[str, object]:
    """Returns the result of `kata test` with the subject as the attempt."""
    discard(unit.attempt)
    for file in subject_files(subject):
        inside = file.relative_to(subject) if subject.is_dir() else "."
        target = unit.attempt / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return checkout.result(unit.slug)


def compare(checkout: Checkout, folder: Path, unit: Unit) -> list[str]:
    """Returns the subjects of a unit about which the two disagree."""
    different = []
    for name, subject in subjects(unit, folder):
        first = under_bazel(unit, checkout.root, subject, folder)
        second = in_kata(checkout, unit, subject)
        if any(first[key] != second[key] for key in SAME):
            different.append(f"{name}: {first['verdict']} {first['case']} != {second}")
    return different


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path / "checkout")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "subjects"
    place.mkdir()
    return place


def copied(checkout: Checkout, unit: Path) -> Unit:
    """Copies a real unit into the checkout."""
    target = checkout.root / unit.relative_to(PROJECT)
    ignored = shutil.ignore_patterns("attempt", "attempt.py", "__pycache__")
    shutil.copytree(unit, target, ignore=ignored)
    # Other packages that it may use are there by links.
    shared = [path for path in (PROJECT / "challenges/shared").iterdir() if path.is_dir()]
    others = (PROJECT / "challenges/days").glob("*")
    for path in [*shared, *others, PROJECT / "native"]:
        link = checkout.root / path.relative_to(PROJECT)
        if path.exists() and not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    shutil.copyfile(
        PROJECT / "challenges/catalogue.toml", checkout.root / "challenges/catalogue.toml"
    )
    return load_unit(target)


def test_fixture_unit_is_judged_alike(checkout: Checkout, folder: Path) -> None:
    """All subjects of a small unit, limits broken included."""
    unit = checkout.unit
    unit.change("mutants.toml", '"value * 3"', '"value * 3 if value else [0] * 10**12"')
    with (unit.folder / "mutants.toml").open("a", encoding="utf-8") as mutants:
        slow = "replace = 'value * 2 if value else list(iter(int, 1))'"
        mutants.write(f"[[mutant]]\nname='slow'\nfind='value * 2'\n{slow}\n")
        mutants.write("expect='MLE'\nstage='any_input'\n")
    assert compare(checkout, folder, load_unit(unit.folder)) == []


def test_real_unit_is_judged_alike(checkout: Checkout, folder: Path) -> None:
    """The first unit of the course that is present; all of them are compared nightly."""
    present = [unit for unit in find_units(PROJECT) if not load_unit(unit).is_day]
    if not present:
        pytest.skip("no challenge is present")
    assert compare(checkout, folder, copied(checkout, present[0])) == []


@pytest.mark.nightly
@pytest.mark.parametrize("place", find_units(PROJECT), ids=lambda place: place.name)
def test_every_unit_is_judged_alike(checkout: Checkout, folder: Path, place: Path) -> None:
    """Every unit that is present: solution, template and every mutant."""
    assert compare(checkout, folder, copied(checkout, place)) == []


def test_repeated_runs_agree(checkout: Checkout) -> None:
    """Ten runs of a subject that only generated input finds wrong end in the same case."""
    checkout.unit.attempt("def double(value):\n    return value * 2 if value < 900 else 0\n")
    failures = [checkout.result("twice")["failure"] for _ in range(10)]
    # Only the first run had to look for the smallest one.
    assert len({json.dumps({**failure, "kept": ""}) for failure in failures}) == 1
