"""`kata dev preview`: shows a unit as a learner sees it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tools.kata.judge.judge import Judge, fix_hash_seed, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.result import Result
from tools.kata.judge.suite import JudgeError
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.rejects import mutant_request
from tools.kata.render import WIDTH, screen
from tools.kata.state.files import replace_file
from tools.kata.subject import SubjectImportError
from tools.kata.units import Mutant, Unit, load_mutants
from tools.kata.validate.golden import golden_file, read_screens, screens_text, steady_screen
from tools.kata.warden.client import wants_colour


def preview(unit: Unit, name: str, *, accept: bool) -> None:
    """Prints the README, then the screens of the template and of each mutant.

    Args:
        unit: The unit.
        name: Shows the screen of this mutant alone; empty for everything.
        accept: Whether the screens are kept as what learners are to see.

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
        screens: dict[str, str] = {}
        with_judge(unit, lambda judge: _show_screens(judge, chosen, screens, template=not name))
    except (JudgeError, SubjectImportError) as error:
        raise KataError(str(error), JUDGE) from error
    if accept:
        kept = {**read_screens(unit), **screens}
        text = screens_text({mutant.name: kept[mutant.name] for mutant in mutants})
        replace_file(golden_file(unit), text.encode())
        print(f"\naccepted: {golden_file(unit)}")


def _show_screens(
    judge: Judge, mutants: list[Mutant], screens: dict[str, str], *, template: bool
) -> None:
    if template:
        _show(judge, "template", Request("template"))
    with tempfile.TemporaryDirectory(prefix="kata-mutants-") as folder:
        for mutant in mutants:
            request = mutant_request(judge.unit, mutant, Path(folder))
            screens[mutant.name] = steady_screen(_show(judge, mutant.name, request))


def _show(judge: Judge, name: str, request: Request) -> Result:
    result = judge.judge(request)
    print(f"\n{f' {name} ':═^{WIDTH}}")
    print(screen(result, colour=wants_colour()))
    return result


def _show_readme(file: Path) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(file.read_text(encoding="utf-8")))
