"""What commands are about: the checkout, its learner, and a unit as the learner names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from tools.kata.learner.trial import Learner

ROOT = Path(__file__).resolve().parents[3]


class UnitName(click.ParamType[str]):
    """A unit as a learner names it; completed from the catalogue."""

    name = "unit"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Returns the units whose slugs begin so."""
        entries = learner().course.catalogue
        begin = incomplete.replace("-", "_")
        return [
            CompletionItem(entry.slug, help=entry.title)
            for entry in entries
            if entry.slug.startswith(begin)
        ]


def learner() -> Learner:
    """Returns the course of this checkout with the learner's data."""
    from tools.kata.learner.trial import Learner
    from tools.kata.state.home import data_home

    made = Learner(ROOT, data_home())
    # Completions have no context, and nobody to tell.
    if context := click.get_current_context(silent=True):
        # At the end, since it is the command that finds the damage.
        context.call_on_close(lambda: _report_damage(made))
    return made


def _report_damage(made: Learner) -> None:
    if lines := made.journal.bad_lines():
        said = f"{lines} damaged or foreign lines of the journal were set aside"
        click.echo(f"{said}; `kata doctor` says more", err=True)
