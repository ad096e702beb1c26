"""Working on a unit: start, hints, begin again, go back to an earlier attempt."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from tools.kata.cli.display import print_markdown
from tools.kata.learner.attempts import archive, put_back, start_again
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.snapshots import SnapshotError
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit

_SHORT_SHA = 10
_LAST_RUNS = 20


def start(learner: Learner, name: str, *, edit: bool) -> None:
    """Makes a unit current and begins its attempt."""
    unit = learner.course.unit(name)
    begun = learner.start(unit)
    print(
        f"{unit.slug}: {'begun from the template' if begun else 'your attempt is as you left it'}"
    )
    print(f"attempt   {unit.attempt}")
    print(f"statement {unit.folder / 'README.md'}")
    if edit:
        open_editor(unit.attempt)
    else:
        print("now       edit the attempt, then `kata test`")


def open_editor(path: Path) -> None:
    """Opens a file or folder in the learner's editor.

    Raises:
        KataError: None is set, or it cannot be run.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise KataError(f"neither VISUAL nor EDITOR is set; open {path} yourself")
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise KataError(f"{editor!r} cannot be run: {error}") from error


def hint(learner: Learner, name: str, *, seen: bool) -> None:
    """Shows the next rung of the hints, or those that were shown already."""
    unit = learner.named(name)
    standing = _standing(learner, unit)
    rungs = sorted((unit.folder / "hints").glob("[0-9].md"))
    if not rungs:
        raise KataError(f"{unit.slug} has no hints", JUDGE)
    if seen:
        if not standing.hints:
            print("no hint was shown yet; `kata hint` shows the first")
        for number, file in enumerate(rungs[: standing.hints], start=1):
            _print_hint(file, number, len(rungs))
        return
    number = min(standing.hints + 1, len(rungs))
    _print_hint(rungs[number - 1], number, len(rungs))
    if number > standing.hints:
        learner.journal.append("hint", unit.uuid, slug=unit.slug, rung=number)
    else:
        print("\nthat was the last one; `kata solution --give-up` opens the solution")


def reset(learner: Learner, name: str) -> None:
    """Archives the attempt and begins again."""
    unit = learner.named(name)
    archived = start_again(unit, learner.home)
    learner.journal.append("reset", unit.uuid, slug=unit.slug, archived=str(archived))
    print(f"{unit.slug}: begun again from the template\nthe old attempt is {archived}")


def history(learner: Learner, name: str) -> None:
    """Lists the last judged runs."""
    unit = learner.named(name)
    runs = [
        event
        for event in learner.journal.events()
        if event["unit"] == unit.uuid and event["kind"] == "judged"
    ]
    for event in runs[-_LAST_RUNS:]:
        when = str(event["ts"])[:16].replace("T", " ")
        cases = f"{event.get('passed')}/{event.get('total')}"
        sha = str(event.get("attempt_sha"))[:_SHORT_SHA]
        print(f"{when}  {sha}  {event.get('verdict'):<4}  {cases:>8}  stage {event.get('stage')}")
    print(f"{len(runs)} judged runs of {unit.slug}; `kata restore SNAPSHOT` brings one back")


def restore(learner: Learner, snapshot: str, name: str) -> None:
    """Makes a snapshot the attempt again; the present attempt is archived."""
    unit = learner.named(name)
    known = {
        str(event.get("attempt_sha"))
        for event in learner.journal.events()
        if event["unit"] == unit.uuid and event["kind"] == "judged"
    }
    found = [sha for sha in known if sha.startswith(snapshot)]
    if len(found) != 1:
        several = f"{len(found)} snapshots begin" if found else "no snapshot begins"
        said = f"{several} with {snapshot!r}; `kata history {unit.slug}` lists them"
        raise KataError(said)
    try:
        files = learner.snapshots.load(found[0])
    except SnapshotError as error:
        raise KataError(str(error)) from error
    if unit.attempt.exists():
        print(f"the present attempt is archived: {archive(unit, learner.home)}")
    put_back(unit, files)
    learner.journal.append("restored", unit.uuid, slug=unit.slug, attempt_sha=found[0])
    print(f"{unit.attempt} is snapshot {found[0][:_SHORT_SHA]} again")


def _standing(learner: Learner, unit: Unit) -> Standing:
    return standings(learner.journal.events()).get(unit.uuid, Standing())


def _print_hint(file: Path, number: int, count: int) -> None:
    print(f"hint {number} of {count}")
    print_markdown(file.read_text(encoding="utf-8"))
