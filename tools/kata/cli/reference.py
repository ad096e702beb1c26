"""The reference solution, once it is earned or asked for."""

from __future__ import annotations

import difflib
from pathlib import Path

from tools.kata.cli.display import print_comparison, print_markdown
from tools.kata.hashes import pack_subject, unpack_subject
from tools.kata.learner.errors import KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit


def solution(learner: Learner, name: str, *, give_up: bool) -> None:
    """Prints notes and reference of a unit that is solved or given up.

    Raises:
        KataError: It is neither.
    """
    unit = learner.named(name)
    standing = standings(learner.journal.events()).get(unit.uuid, Standing())
    if standing.solved_at is None and not standing.gave_up:
        if not give_up:
            said = f"{unit.slug} is not solved; `kata solution --give-up` opens it anyway"
            raise KataError(f"{said}, once an attempt was judged")
        if not standing.judged:
            raise KataError(f"no attempt at {unit.slug} was judged; `kata test` judges it")
        learner.journal.append("gave_up", unit.uuid, slug=unit.slug)
        learner.record_review(unit)
    print_markdown((unit.folder / "notes.md").read_text(encoding="utf-8"))
    print()
    _compare(unit)


def _compare(unit: Unit) -> None:
    yours, reference = _texts(unit.attempt), _texts(unit.solution)
    if not unit.is_day:
        # One file each, whatever they are called.
        yours = dict(zip(reference, yours.values(), strict=False))
    for name, text in reference.items():
        mine = yours.get(name)
        if mine is None:
            print(f"{name}\n\n{text}")
        elif mine == text:
            print(f"{name}: yours is the same")
        elif not print_comparison("your attempt", mine, "reference", text):
            lines = difflib.unified_diff(
                mine.splitlines(), text.splitlines(), "your attempt", name, lineterm=""
            )
            print("\n".join(lines))


def _texts(subject: Path) -> dict[str, str]:
    files = unpack_subject(pack_subject(subject))
    return {
        name: content.decode("utf-8", errors="replace")
        for name, content in files.items()
        if name.endswith(".py")
    }
