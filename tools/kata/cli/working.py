"""Working on a unit: start, hints, begin again."""

from __future__ import annotations

import json
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

VERSION = 1


def start(learner: Learner, name: str, *, edit: bool) -> None:
    """Makes a unit current and begins its attempt."""
    unit = learner.course.unit(name)
    for said in learner.settle(unit):
        print(said)
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


def hint(learner: Learner, name: str, *, seen: bool, as_json: bool = False) -> None:
    """Shows the next rung of the hints, or those that were shown already."""
    unit = learner.named(name)
    known = _standing(learner, unit).hints
    rungs = sorted((unit.folder / "hints").glob("[0-9].md"))
    if not rungs:
        raise KataError(f"{unit.slug} has no hints", JUDGE)
    number = min(known + 1, len(rungs))
    shown = range(1, min(known, len(rungs)) + 1) if seen else (number,)
    texts = {rung: rungs[rung - 1].read_text(encoding="utf-8") for rung in shown}
    if not seen and number > known:
        learner.journal.append("hint", unit.uuid, slug=unit.slug, rung=number)
    if as_json:
        about = {"v": VERSION, "unit": unit.slug, "uuid": unit.uuid, "rungs": len(rungs)}
        hints = [{"rung": rung, "text": text} for rung, text in texts.items()]
        print(json.dumps({**about, "hints": hints}, ensure_ascii=False))
        return
    for rung, text in texts.items():
        print(f"hint {rung} of {len(rungs)}")
        print_markdown(text)
    if seen and not known:
        print("no hint was shown yet; `kata hint` shows the first")
    elif not seen and number <= known:
        print("\nthat was the last one; `kata solution --give-up` opens the solution")


def reset(learner: Learner, name: str) -> None:
    """Archives the attempt and begins again."""
    unit = learner.named(name)
    archived = learner.begin_again(unit, "reset")
    print(f"{unit.slug}: begun again from the template\nthe old attempt is {archived}")


def _standing(learner: Learner, unit: Unit) -> Standing:
    return standings(learner.journal.events()).get(unit.uuid, Standing())
