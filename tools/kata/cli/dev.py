"""`kata dev`: names, options and help of the authors' commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from tools.kata.catalogue import find_units
from tools.kata.cli.context import ROOT
from tools.kata.learner.errors import KataError
from tools.kata.problems import UnitError


class _UnitFolder(click.ParamType[Path]):
    """A unit that is present, by its slug or its folder; it may be wrong in every way."""

    name = "unit"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        folders = {folder.name: folder for folder in find_units(ROOT)}
        folder = folders.get(Path(value).name.replace("-", "_"))
        if folder is None:
            self.fail(f"there is no unit {str(value)!r}; `kata list` shows all", param, ctx)
        return folder

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        names = (folder.name for folder in find_units(ROOT))
        begin = incomplete.replace("-", "_")
        return [CompletionItem(name) for name in names if name.startswith(begin)]


class _Authors(click.Group):
    """Commands for which a unit that is wrong is what was asked about, not the judge's fault."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UnitError as error:
            raise KataError(str(error), status=1) from error


@click.group(cls=_Authors)
def dev() -> None:
    """Make and check units: for authors."""


@dev.command()
@click.argument("unit", type=_UnitFolder())
@click.option("--json", "as_json", is_flag=True, help="All mutants as JSON.")
def mutants(unit: Path, as_json: bool) -> None:
    """Judge small changes of the solution of UNIT.

    Each that the tests let pass is shown: write a case that rejects it or, if the program is still
    right, an [[equivalent]] with change and reason in mutants.toml.
    """
    from tools.kata.dev.mutants import mutants
    from tools.kata.units import load_unit

    raise SystemExit(mutants(load_unit(unit), as_json=as_json))


@dev.command()
@click.argument("units", type=_UnitFolder(), nargs=-1)
@click.option("--deep", is_flag=True, help="Also any order and seed, and automatic mutants.")
@click.option("--json", "as_json", is_flag=True, help="All checks as JSON.")
def validate(units: tuple[Path, ...], deep: bool, as_json: bool) -> None:
    """Check what authors write: of UNITS, or of all and the catalogue.

    A unit that passed is checked again only when something changed that the checks read.
    """
    from tools.kata.dev.validate import validate
    from tools.kata.state.home import data_home

    raise SystemExit(validate(ROOT, data_home(), units, deep=deep, as_json=as_json))


@dev.command("build-files")
@click.option("--check", is_flag=True, help="Write nothing; status 1 if something is out of date.")
def build_files(check: bool) -> None:
    """Write what is made of all units.

    That is what Bazel must know of them, progress.md, and the index challenges/README.md.
    """
    from tools.kata.dev.build_files import build_files

    raise SystemExit(build_files(ROOT, check=check))


@dev.command()
@click.argument("slug", required=False, default="")
@click.option("--level", type=click.Choice(["intermediate", "senior"]))
@click.option("--topic", default="", help="Such as strings; the catalogue knows it.")
@click.option("--day", type=click.IntRange(1, 40), help="A day instead of a challenge.")
def new(slug: str, level: str | None, topic: str, day: int | None) -> None:
    """Make the unit SLUG, which the catalogue plans.

    All its files are there then, each with marks of what is to be written; `kata dev validate`
    lists them.
    """
    from tools.kata.dev.new import new

    if not (slug or day):
        raise click.UsageError("a SLUG or --day is wanted")
    new(ROOT, slug, level=level or "", topic=topic, day=day or 0)


@dev.command()
@click.argument("unit", type=_UnitFolder())
@click.option("--mutant", default="", help="Only the screen of this mutant.")
@click.option("--accept", is_flag=True, help="Keep the screens as what learners are to see.")
def preview(unit: Path, mutant: str, accept: bool) -> None:
    """Show UNIT as a learner sees it.

    The README, then what a judged template shows, and each mutant. What is accepted lies in
    screens.txt, and every later screen must be the same.
    """
    from tools.kata.dev.preview import preview
    from tools.kata.units import load_unit
    from tools.kata.validate.golden import golden_file

    found = load_unit(unit)
    if accept and found.is_day:
        raise click.UsageError("a day's screens only have to fit, none is kept")
    if accept and mutant and not golden_file(found).is_file():
        raise click.UsageError("accept all screens first, without --mutant")
    preview(found, mutant, accept=accept)
