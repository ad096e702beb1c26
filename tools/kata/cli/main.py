"""The command line: names, options and help of all commands.

Bodies import what they need when they run, so that `--help` and completions stay quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tools.kata.cli.context import ROOT, UnitName, learner
from tools.kata.cli.dev import dev
from tools.kata.learner.errors import INTERRUPTED, JUDGE, KataError
from tools.kata.problems import UnitError

_Command = TypeVar("_Command", bound=Callable[..., Any])

_unit = click.argument("unit", required=False, default="", type=UnitName())


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
@click.option("--json", "as_json", is_flag=True, help="The statement and the unit's facts.")
def show(unit: str, as_json: bool) -> None:
    """Show the statement of UNIT."""
    from tools.kata.cli.overview import show

    show(learner(), unit, as_json=as_json)


@cli.command()
@click.argument("unit", type=UnitName())
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
@click.option("--problems", is_flag=True, help="Add FILE:LINE: error: MESSAGE, for editors.")
@click.option("--stale", is_flag=True, help="All solved units whose tests have changed since.")
@click.option("--every", is_flag=True, help="All attempts; progress is what they are worth.")
def test(
    unit: str,
    stage: str,
    run_all: bool,
    as_json: bool,
    no_daemon: bool,
    reproduce: bool,
    stale: bool,
    every: bool,
    problems: bool,
) -> None:
    """Judge your attempt at UNIT, or many with --stale or --every."""
    if stale or every:
        if unit or stage or run_all or no_daemon or reproduce or problems or (stale and every):
            raise click.UsageError("--stale and --every go with --json and nothing else")
        from tools.kata.cli.rejudging import rejudge

        raise SystemExit(rejudge(learner(), stale=stale, as_json=as_json))
    if reproduce or problems:
        if stage or run_all or as_json or no_daemon or (reproduce and problems):
            name = "--reproduce" if reproduce else "--problems"
            raise click.UsageError(f"{name} judges the whole suite; it takes no other option")
        if reproduce:
            from tools.kata.cli.watching import reproduce as print_reproducer

            raise SystemExit(print_reproducer(learner(), unit))
        from tools.kata.cli.problems import test_with_problems

        raise SystemExit(test_with_problems(learner(), unit))
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
@click.option("--json", "as_json", is_flag=True, help="The hints as JSON.")
def hint(unit: str, seen: bool, as_json: bool) -> None:
    """Show the next hint.

    The first is a question, the second a technique, the third a skeleton of the key step.
    """
    from tools.kata.cli.working import hint

    hint(learner(), unit, seen=seen, as_json=as_json)


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
@click.option("--json", "as_json", is_flag=True, help="Notes and both programs as JSON.")
def solution(unit: str, give_up: bool, as_json: bool) -> None:
    """Show notes and reference of a solved UNIT.

    The notes have the idea, the alternatives and the pitfalls. The reference stands beside your
    attempt, or as a difference to it where the terminal has less than 100 columns.
    """
    from tools.kata.cli.reference import solution

    solution(learner(), unit, give_up=give_up, as_json=as_json)


@cli.command("next")
@click.option("--json", "as_json", is_flag=True, help="The suggestion as JSON.")
def suggest_next(as_json: bool) -> None:
    """Suggest what to do next, and why.

    An unfinished unit, then what is to re-check or to review, then the unit that the solved ones
    prepare for.
    """
    from tools.kata.cli.reviewing import suggest_next

    suggest_next(learner(), as_json=as_json)


@cli.command()
@_unit
@click.option(
    "--rate",
    type=click.Choice(["again", "hard", "good", "easy"]),
    help="How well you remembered it, instead of what was derived.",
)
@click.option("--json", "as_json", is_flag=True, help="What is due when, as JSON.")
def review(unit: str, rate: str | None, as_json: bool) -> None:
    """List what is due for review, or begin the review of UNIT.

    A review starts from the template; your old attempt is archived. When the new one passes, the
    next day is set by hints, wrong runs and time.
    """
    from tools.kata.cli import reviewing

    if as_json and (unit or rate):
        raise click.UsageError("--json lists what is due; it takes neither UNIT nor --rate")
    if rate:
        reviewing.rate(learner(), unit, rate)
    elif unit:
        reviewing.begin_review(learner(), unit)
    else:
        reviewing.list_reviews(learner(), as_json=as_json)


@cli.command()
@_unit
def reset(unit: str) -> None:
    """Begin UNIT again; the old attempt is archived."""
    from tools.kata.cli.working import reset

    reset(learner(), unit)


@cli.command()
@_unit
@click.option("--json", "as_json", is_flag=True, help="All of them as JSON.")
def history(unit: str, as_json: bool) -> None:
    """List the judged runs of UNIT.

    Each is a snapshot that `restore` brings back.
    """
    from tools.kata.cli.versions import history

    history(learner(), unit, as_json=as_json)


@cli.command()
@click.argument("snapshot", required=False)
@_unit
@click.option("--all", "every", is_flag=True, help="Bring back all attempts that are gone.")
def restore(snapshot: str | None, unit: str, every: bool) -> None:
    """Bring back an attempt from `history`.

    The present one is archived. With --all, every attempt that is gone becomes its last snapshot
    again; what you have edited since stays.
    """
    from tools.kata.cli.versions import restore, restore_all

    if every and snapshot is None:
        raise SystemExit(restore_all(learner()))
    if every or snapshot is None:
        raise click.UsageError("name a SNAPSHOT from `kata history`, or --all and nothing else")
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
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def doctor(as_json: bool) -> None:
    """Check Python, warden, journal and attempts.

    Attempts whose unit was renamed or moved are brought home. Status 1 if something is wrong.
    """
    from tools.kata.cli.doctor import doctor

    raise SystemExit(doctor(learner(), as_json=as_json))


@cli.group()
def config() -> None:
    """Set what is yours to choose."""


@config.command("attempts-repo")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--off", is_flag=True, help="Commit nothing any more.")
def attempts_repo(path: Path | None, off: bool) -> None:
    """Commit each pass to the git repository at PATH, too.

    It is made if there is none; without PATH the one that is set is printed. A commit that fails
    is said, and the pass counts all the same.
    """
    from tools.kata.cli.configuring import attempts_repo

    if off and path is not None:
        raise click.UsageError("name a PATH or --off, not both")
    attempts_repo(learner(), path, off=off)


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
