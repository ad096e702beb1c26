"""`kata dev validate`: the checks of many units, each in a process, and none twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.kata.catalogue import find_units
from tools.kata.dev import progress_line
from tools.kata.dev.cache import Cache, Contents
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.problems import UnitError
from tools.kata.units import load_unit, load_units
from tools.kata.validate import validate_catalogue
from tools.kata.validate.build_files import check_packages, check_units_bzl
from tools.kata.validate.outcomes import TITLES, Outcome

VERSION = 1
_COURSE = "all units"


@dataclass(frozen=True, slots=True)
class _Checked:
    name: str
    outcomes: tuple[Outcome, ...]
    cached: bool


def validate(root: Path, home: Path, folders: Sequence[Path], *, deep: bool, as_json: bool) -> int:
    """Runs the checks and prints what they found.

    Args:
        root: Root of the repository.
        home: Folder of the user's data, where the cache lies.
        folders: The units; all that are present, and what they have in common, if empty.
        deep: Whether to run the checks that take many runs, too.
        as_json: Whether to print JSON.

    Returns:
        The exit status: 1 if there is a problem, else 0.

    Raises:
        KataError: A check broke down.
    """
    present = find_units(root)
    cache = Cache(home / "validate.json", _say)
    contents = Contents(root, present)
    wanted = tuple(folders) or present
    found = [] if folders else [_Checked(_COURSE, _of_course(root), cached=False)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:

        def check(folder: Path) -> _Checked:
            return _check(
                root, folder, deep, cache, contents.of(folder, _built_on(folder, present))
            )

        for number, checked in enumerate(pool.map(check, wanted), start=1):
            found.append(checked)
            progress_line.show(number, len(wanted), "units checked")
    progress_line.clear()
    if as_json:
        units = [_as_json(checked) for checked in found]
        print(json.dumps({"v": VERSION, "units": units}, ensure_ascii=False))
    else:
        print("\n".join(_text(root, found)))
    return int(any(outcome.problems for one in found for outcome in one.outcomes))


def _check(root: Path, folder: Path, deep: bool, cache: Cache, content: str) -> _Checked:
    """Runs what the cache does not have: the quick checks, then, if they hold, the deep ones."""
    quick = cache.find(folder.name, content)
    cached = quick is not None
    if quick is None:
        quick = _run(root, folder)
        cache.keep(folder.name, content, quick)
    name = f"{folder.name} deep"
    more = cache.find(name, content)
    if more is None and deep and not any(outcome.problems for outcome in quick):
        cached = False
        more = _run(root, folder, "--deep")
        cache.keep(name, content, more)
    deeper = {outcome.number for outcome in more or ()}
    kept = [outcome for outcome in quick if outcome.number not in deeper]
    by_number = sorted([*kept, *(more or ())], key=lambda outcome: outcome.number)
    return _Checked(folder.name, tuple(by_number), cached)


def _run(root: Path, folder: Path, *options: str) -> tuple[Outcome, ...]:
    command = [sys.executable, "-m", "tools.kata.validate", str(folder), str(root), *options]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    try:
        return tuple(Outcome.parse(one) for one in json.loads(done.stdout.splitlines()[-1]))
    except (ValueError, IndexError) as error:
        raise KataError(f"the checks of {folder.name} broke down\n{done.stderr}", JUDGE) from error


def _built_on(folder: Path, present: Sequence[Path]) -> list[Path]:
    try:
        names = load_unit(folder).builds_on
    except UnitError:
        return []
    return [other for other in present if other.name in names]


def _of_course(root: Path) -> tuple[Outcome, ...]:
    try:
        units = load_units(find_units(root))
    except UnitError:
        return Outcome(1, validate_catalogue(root)), Outcome(14, note="not before check 1 holds")
    known = (*check_units_bzl(root, units), *check_packages(units))
    return Outcome(1, validate_catalogue(root)), Outcome(14, known)


def _text(root: Path, found: Sequence[_Checked]) -> Iterator[str]:
    for checked in found:
        bad = [outcome for outcome in checked.outcomes if outcome.problems]
        for outcome in bad:
            yield f"check {outcome.number}: {TITLES[outcome.number]}"
            for problem in outcome.problems:
                yield f"  {problem}".replace(f"{root}{os.sep}", "")
        held = sum(not outcome.problems and not outcome.note for outcome in checked.outcomes)
        state = (
            f"{len(bad)} of {len(checked.outcomes)} checks fail" if bad else f"{held} checks hold"
        )
        yield f"{checked.name:<24} {state}{', nothing changed' if checked.cached else ''}"
    notes: dict[tuple[int, str], list[str]] = {}
    for checked in found:
        for outcome in checked.outcomes:
            if outcome.note:
                notes.setdefault((outcome.number, outcome.note), []).append(checked.name)
    for (number, note), names in sorted(notes.items()):
        who = names[0] if len(names) == 1 else f"{len(names)} units"
        yield f"check {number:>2}  {who}: {note}"


def _as_json(checked: _Checked) -> dict[str, object]:
    outcomes = [outcome.as_json() for outcome in checked.outcomes]
    return {"unit": checked.name, "cached": checked.cached, "checks": outcomes}


def _say(text: str) -> None:
    print(text, file=sys.stderr)
