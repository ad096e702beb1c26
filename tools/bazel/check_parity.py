"""Holds `kata test` against `bazel test :attempt_test`: python3 -m tools.bazel.check_parity.

In a clone of HEAD every unit's solution, template and mutants become its attempt, one
after another and in all units at once.  Bazel and kata judge each; verdict and first
failing case must be the same.  Prints a line a disagreement and the counts; exits with 1
when there is a disagreement.  Needs the environment of the lock (./.venv).
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from tools.bazel.clones import Clone, clone
from tools.kata.units import Unit, find_units, load_mutants, load_unit
from tools.kata.variants import write_mutant

Verdict = tuple[str, str]  # verdict, first failing case


def variants(unit: Unit, folder: pathlib.Path) -> Iterator[tuple[str, pathlib.Path]]:
    """Yields name and place of the solution, the template and every mutant of a unit."""
    yield "solution", unit.solution
    yield "template", unit.folder / ("template" if unit.is_day else "template.py")
    place = folder / unit.slug
    place.mkdir(parents=True)
    for mutant in load_mutants(unit):
        yield mutant.name, write_mutant(unit, mutant, place)


def install(unit: Unit, subject: pathlib.Path) -> None:
    """Makes `subject` the attempt of a unit."""
    if not unit.is_day:
        shutil.copyfile(subject, unit.folder / "attempt.py")
        return
    attempt = unit.folder / "attempt"
    shutil.rmtree(attempt, ignore_errors=True)
    others = shutil.ignore_patterns(
        "attempt", "template", "tests", "mutants", "hints", "BUILD.bazel"
    )
    shutil.copytree(subject, attempt, ignore=others)


def bazel_verdict(place: Clone, unit: Unit) -> Verdict:
    """Reads what :attempt_test said from its XML."""
    package = unit.folder.relative_to(place.path)
    xml = place.path / "bazel-testlogs" / package / "attempt_test" / "test.xml"
    for case in ET.parse(xml).iter("testcase"):
        failure = case.find("failure")
        if failure is not None:
            return str(failure.get("message")).split()[0], str(case.get("name"))
    return "AC", ""


def kata_verdict(place: Clone, unit: Unit, home: pathlib.Path) -> Verdict:
    """Asks the learner's command line."""
    finished = subprocess.run(
        [sys.executable, "-m", "tools.kata", "test", unit.slug, "--json"],
        cwd=place.path,
        env={**os.environ, "KATA_HOME": str(home), "PYTHONPATH": str(place.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        result = json.loads(finished.stdout)
    except ValueError:
        raise SystemExit(f"kata test {unit.slug}:\n{finished.stdout}{finished.stderr}") from None
    return result["verdict"], result["case"] or ""


def compare(place: Clone, folder: pathlib.Path) -> tuple[int, list[str]]:
    """Returns how many subjects were judged, and the disagreements."""
    units = [load_unit(path) for path in find_units(place.path)]
    ways = {unit.slug: list(variants(unit, folder / "variants")) for unit in units}
    judged, disagreements = 0, []
    for turn in range(max(map(len, ways.values()))):
        present = [unit for unit in units if turn < len(ways[unit.slug])]
        for unit in present:
            install(unit, ways[unit.slug][turn][1])
        labels = [f"//{unit.folder.relative_to(place.path)}:attempt_test" for unit in present]
        place.test("--keep_going", "--test_output=summary", *labels)
        for unit in present:
            said = bazel_verdict(place, unit), kata_verdict(place, unit, folder / "home")
            judged += 1
            if said[0] != said[1]:
                name = ways[unit.slug][turn][0]
                disagreements.append(f"{unit.slug} {name}: bazel {said[0]}, kata {said[1]}")
        print(f"turn {turn + 1}: {judged} subjects judged", flush=True)
    return judged, disagreements


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="parity-") as name,
        clone(pathlib.Path(name), "c") as place,
    ):
        judged, disagreements = compare(place, pathlib.Path(name))
    for line in disagreements:
        print(line)
    print(f"{judged} subjects judged by both, {len(disagreements)} disagreements")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
