"""`kata dev preview`: shows a unit as a learner sees it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tools.kata.judge.judge import Judge, fix_hash_seed, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.suite import JudgeError
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.render import WIDTH, screen
from tools.kata.subject import SubjectImportError
from tools.kata.units import Mutant, Unit, load_mutants
from tools.kata.variants import write_mutant
from tools.kata.warden.client import wants_colour


def preview(unit: Unit, name: str) -> None:
    """Prints the README, then the screens of the template and of each mutant.

    Args:
        unit: The unit.
        name: Shows the screen of this mutant alone; empty for everything.

    Raises:
        KataError: There is no such mutant, or the tests could not be run.
        UnitError: mutants.toml is wrong.
    """
    # This may start the program once more, so nothing is said before.
    fix_hash_seed()
    mutants = load_mutants(unit)
    chosen = [mutant for mutant in mutants if name in ("", mutant.name)]
    if not chosen:
        names = ", ".join(mutant.name for mutant in mutants)
        raise KataError(f"{unit.slug} has no mutant {name!r}; it has {names}")
    if not name:
        _show_readme(unit.folder / "README.md")
    try:
        with_judge(unit, lambda judge: _show_screens(judge, chosen, template=not name))
    except (JudgeError, SubjectImportError) as error:
        raise KataError(str(error), JUDGE) from error


def _show_screens(judge: Judge, mutants: list[Mutant], *, template: bool) -> None:
    if template:
        _show(judge, "template", "template")
    with tempfile.TemporaryDirectory(prefix="kata-mutants-") as folder:
        for mutant in mutants:
            _show(judge, mutant.name, str(write_mutant(judge.unit, mutant, Path(folder))))


def _show(judge: Judge, name: str, choice: str) -> None:
    print(f"\n{f' {name} ':═^{WIDTH}}")
    print(screen(judge.judge(Request(choice)), colour=wants_colour()))


def _show_readme(file: Path) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(file.read_text(encoding="utf-8")))
