"""The command line: names, options and help of all commands.

Bodies import what they need when they run, so that `--help` and completions stay quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from tools.kata.cli.dev import dev
from tools.kata.learner.errors import INTERRUPTED, JUDGE, KataError
from tools.kata.problems import UnitError

if TYPE_CHECKING:
    from tools.kata.learner.trial import Learner

_Command = TypeVar("_Command", bound=Callable[..., Any])

ROOT = Path(__file__).resolve().parents[3]


class _UnitName(click.ParamType[str]):
    """A unit as a learner names it; completed from the catalogue."""

    name = "unit"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        entries = learner().course.catalogue
        begin = incomplete.replace("-", "_")
        return [
            CompletionItem(entry.slug, help=entry.title)
            for entry in entries
            if entry.slug.startswith(begin)
        ]


_unit = click.argument("unit", required=False, default="", type=_UnitName())


def learner() -> Learner:
    """Returns the course of this checkout with the learner's data."""
    from tools.kata.learner.trial import Learner
    from tools.kata.state.home import data_home

    return Learner(ROOT, data_home())


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """The course in your terminal.

    Without a command: your current unit, or the next one, watched. Where UNIT may be left out, it
    is the current one.

    \b
    Exit status of judging commands:
      0 pass   1 wrong   2 usage   3 limit   4 attempt does not import   5 judge's own fault
    """
    if context.invoked_subcommand is None:
        from tools.kata.cli.watching import open_next

        context.exit(open_next(learner()))


@cli.command("list")
@click.option("--topic", help="Only this topic, such as strings or week4.")
@click.option("--level", type=click.Choice(["intermediate", "senior", "day"]))
@click.option("--status", type=click.Choice(["new", "started", "re-check", "solved"]))
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
def list_units(topic: str | None, level: str | None, status: str | None, as_json: bool) -> None:
    """List the units and how far you are."""
    from tools.kata.cli.overview import list_units

    list_units(learner(), topic, level, status, as_json=as_json)


@cli.command()
@_unit
def show(unit: str) -> None:
    """Show the statement of UNIT."""
    from tools.kata.cli.overview import show

    show(learner(), unit)


@cli.command()
@click.argument("unit", type=_UnitName())
@click.option("--edit", is_flag=True, help="Open the attempt in $VISUAL or $EDITOR.")
def start(unit: str, edit: bool) -> None:
    """Make UNIT current and begin an attempt.

    An attempt that is there already stays as it is.
    """
    from tools.kata.cli.working import start

    start(learner(), unit, edit=edit)


@cli.command()
@_unit
@click.option("--stage", default="", help="Only this stage, by its id or number.")
@click.option("--all", "run_all", is_flag=True, help="Go on after the first failure.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.option("--no-daemon", is_flag=True, help="Judge in this process, without the warden.")
@click.option("--reproduce", is_flag=True, help="Print the failing case as a Python program.")
def test(
    unit: str, stage: str, run_all: bool, as_json: bool, no_daemon: bool, reproduce: bool
) -> None:
    """Judge your attempt at UNIT."""
    if reproduce:
        if stage or run_all or as_json or no_daemon:
            raise click.UsageError("--reproduce judges the whole suite; it takes no other option")
        from tools.kata.cli.watching import reproduce as print_reproducer

        raise SystemExit(print_reproducer(learner(), unit))
    from tools.kata.cli.no_daemon import run_here
    from tools.kata.warden.client import test, wants_colour

    if no_daemon:
        colour = wants_colour()
        status = run_here(unit, stage, run_all=run_all, json=as_json, colour=colour)
    else:
        status = test(unit, stage, run_all=run_all, json=as_json)
    raise SystemExit(status)


@cli.command()
@_unit
@click.option("--plain", is_flag=True, help="Line by line, without a screen.")
def watch(unit: str, plain: bool) -> None:
    """Judge your attempt at UNIT each time you save it.

    With a screen and keys in a terminal; line by line with NO_COLOR, TERM=dumb or in a pipe.
    """
    from tools.kata.cli.watching import watch

    raise SystemExit(watch(learner(), unit, plain=plain))


@cli.command()
@_unit
@click.option("--all", "seen", is_flag=True, help="Show again what you have seen.")
def hint(unit: str, seen: bool) -> None:
    """Show the next hint.

    The first is a question, the second a technique, the third a skeleton of the key step.
    """
    from tools.kata.cli.working import hint

    hint(learner(), unit, seen=seen)


@cli.command()
@_unit
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.5, 600),
    default=10.0,
    show_default=True,
    help="Processor time for each measurement.",
)
def bench(unit: str, as_json: bool, seconds: float) -> None:
    """Measure how the cost of your attempt grows.

    Time and memory of growing inputs, held against the reference in the same process. Only for an
    attempt that passes.
    """
    from tools.kata.cli.bench import bench

    raise SystemExit(bench(learner(), unit, seconds=seconds, as_json=as_json))


@cli.command()
@_unit
@click.option("--new", "is_new", is_flag=True, help="Make a first file; never overwrites.")
@click.option("--json", "as_json", is_flag=True, help="The score as JSON.")
def mytests(unit: str, is_new: bool, as_json: bool) -> None:
    """Judge the tests you wrote: attempt_tests.py of UNIT.

    The reference must pass them all, and each wrong version must fail at least one. Status 0 if all
    are caught.
    """
    from tools.kata.cli.mytests import begin, mytests

    if is_new:
        begin(learner(), unit)
    else:
        raise SystemExit(mytests(learner(), unit, as_json=as_json))


@cli.command()
@_unit
@click.option("--give-up", is_flag=True, help="Open it unsolved, after a judged attempt.")
def solution(unit: str, give_up: bool) -> None:
    """Show notes and reference of a solved UNIT.

    The reference stands beside your attempt, or as a difference to it.
    """
    from tools.kata.cli.reference import solution

    solution(learner(), unit, give_up=give_up)


@cli.command()
@_unit
def reset(unit: str) -> None:
    """Begin UNIT again; the old attempt is archived."""
    from tools.kata.cli.working import reset

    reset(learner(), unit)


@cli.command()
@_unit
def history(unit: str) -> None:
    """List the judged runs of UNIT.

    Each is a snapshot that `restore` brings back.
    """
    from tools.kata.cli.working import history

    history(learner(), unit)


@cli.command()
@click.argument("snapshot")
@_unit
def restore(snapshot: str, unit: str) -> None:
    """Bring back an attempt from `history`.

    The present one is archived.
    """
    from tools.kata.cli.working import restore

    restore(learner(), snapshot, unit)


def _file_option(name: str, text: str) -> Callable[[_Command], _Command]:
    """Returns an option with or without the name of the file that it writes."""
    file = ROOT / f"progress.local.{name}"
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option(
        f"--{name}", is_flag=False, flag_value=str(file), type=kind, metavar="[FILE]", help=text
    )


@cli.command()
@click.option("--md", "form", flag_value="md", help="Write progress.local.md; your notes stay.")
@click.option("--json", "form", flag_value="json", help="All that the dashboard shows.")
@click.option("--blank", "form", flag_value="blank", help="Print the tracked progress.md.")
@_file_option("html", "Write the dashboard as a file.  [default: progress.local.html]")
@_file_option("svg", "Write a badge.  [default: progress.local.svg]")
def progress(form: str | None, html: Path | None, svg: Path | None) -> None:
    """Show how far you are."""
    from tools.kata.cli.reporting import progress, write_badge, write_page

    if html:
        write_page(learner(), html)
    if svg:
        write_badge(learner(), svg)
    if form or not (html or svg):
        progress(learner(), form)


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port; a free one if left out.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def dash(port: int | None, no_browser: bool) -> None:
    """Serve a page of your progress to your browser.

    It follows what you do, takes notes and starts units. It listens on this machine only, and ends
    with Ctrl-C.
    """
    from tools.kata.cli.dash import dash

    dash(learner(), port or 0, browser=not no_browser)


@cli.command()
def doctor() -> None:
    """Check Python, warden, journal and attempts.

    Status 1 if something is wrong.
    """
    from tools.kata.cli.doctor import doctor

    raise SystemExit(doctor(learner()))


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completions(shell: str) -> None:
    """Print a completion script for SHELL."""
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    if complete is None:
        raise KataError(f"click has no completions for {shell}")
    click.echo(complete(cli, {}, "kata", "_KATA_COMPLETE").source())


cli.add_command(dev)


def run() -> int:
    """Runs the command line; returns the exit status."""
    try:
        status = cli.main(prog_name="kata", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except KataError as error:
        click.echo(str(error), err=True)
        return error.status
    except UnitError as error:
        click.echo(str(error), err=True)
        return JUDGE
    except BrokenPipeError:
        # Whoever read has enough; Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(str(error), err=True)
        return JUDGE
    return status if isinstance(status, int) else 0
