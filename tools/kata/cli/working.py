"""Working on a unit: start, hints, begin again."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from tools.kata.cli.display import print_markdown
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.learner.suggestion import Standings
from tools.kata.learner.trial import Learner
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit


def start(learner: Learner, name: str, *, edit: bool) -> None:
    """Makes a unit current and begins its attempt."""
    unit = learner.course.unit(name)
    begun = learner.start(unit)
    print(
        f"{unit.slug}: {'begun from the template' if begun else 'your attempt is as you left it'}"
    )
    if missing := Standings(learner).missing(unit):
        print(f"builds on {', '.join(missing)}, which you have not solved")
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
    archived = learner.begin_again(unit, "reset")
    print(f"{unit.slug}: begun again from the template\nthe old attempt is {archived}")


def _standing(learner: Learner, unit: Unit) -> Standing:
    return standings(learner.journal.events()).get(unit.uuid, Standing())


def _print_hint(file: Path, number: int, count: int) -> None:
    print(f"hint {number} of {count}")
    print_markdown(file.read_text(encoding="utf-8"))
