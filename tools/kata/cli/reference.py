"""The reference solution, once it is earned or asked for."""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.kata.cli.comparison import side_by_side
from tools.kata.cli.display import print_markdown
from tools.kata.hashes import pack_subject, unpack_subject
from tools.kata.learner.errors import KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit
from tools.kata.warden.client import wants_colour

VERSION = 1
WIDE = 100


@dataclass(frozen=True, slots=True)
class Compared:
    """A file of the reference, and what the attempt has in its place."""

    name: str
    yours: str | None
    reference: str


def solution(learner: Learner, name: str, *, give_up: bool, as_json: bool = False) -> None:
    """Prints notes and reference of a unit that is solved or given up.

    Raises:
        KataError: It is neither.
    """
    unit = learner.named(name)
    _unlock(learner, unit, give_up=give_up)
    notes = (unit.folder / "notes.md").read_text(encoding="utf-8")
    if as_json:
        about = {"v": VERSION, "unit": unit.slug, "uuid": unit.uuid, "notes": notes}
        files = [asdict(file) for file in _files(unit)]
        print(json.dumps({**about, "files": files}, ensure_ascii=False))
        return
    print_markdown(notes)
    print()
    for file in _files(unit):
        _compare(file)


def _unlock(learner: Learner, unit: Unit, *, give_up: bool) -> None:
    standing = standings(learner.journal.events()).get(unit.uuid, Standing())
    if standing.solved_at is not None or standing.gave_up:
        return
    if not give_up:
        said = f"{unit.slug} is not solved; `kata solution --give-up` opens it anyway"
        raise KataError(f"{said}, once an attempt was judged")
    if not standing.judged:
        raise KataError(f"no attempt at {unit.slug} was judged; `kata test` judges it")
    learner.journal.append("gave_up", unit.uuid, slug=unit.slug)
    learner.record_review(unit)


def _files(unit: Unit) -> Iterator[Compared]:
    yours, reference = _texts(unit.attempt), _texts(unit.solution)
    if not unit.is_day:
        # One file each, whatever they are called.
        yours = dict(zip(reference, yours.values(), strict=False))
    for name, text in reference.items():
        yield Compared(name, yours.get(name), text)


def _compare(file: Compared) -> None:
    mine, text = file.yours, file.reference
    width = shutil.get_terminal_size().columns
    if mine is None:
        print(f"{file.name}\n\n{text}")
    elif mine == text:
        print(f"{file.name}: yours is the same")
    elif width >= WIDE:
        titled = ("your attempt", mine), (f"reference {file.name}", text)
        print("\n".join(side_by_side(*titled, width, colour=wants_colour())))
    else:
        lines = mine.splitlines(), text.splitlines()
        print("\n".join(difflib.unified_diff(*lines, "your attempt", file.name, lineterm="")))


def _texts(subject: Path) -> dict[str, str]:
    files = unpack_subject(pack_subject(subject))
    return {
        name: content.decode("utf-8", errors="replace")
        for name, content in files.items()
        if name.endswith(".py")
    }
