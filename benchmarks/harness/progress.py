"""A progress bar on standard error; where nobody looks, one line for each step instead."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Report(Protocol):
    """What the work calls."""

    def __call__(self, what: str, done: int = 1) -> None:
        """Tells what comes next, `done` steps after the last call."""


@contextmanager
def bar(title: str, steps: int) -> Iterator[Report]:
    """Shows how far `steps` steps have come."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(title)
        return
    columns = (
        TextColumn("{task.fields[title]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=steps, title=title)

        def report(what: str, done: int = 1) -> None:
            progress.update(task, advance=done, description=what)

        yield report


def _lines(title: str) -> Report:
    last = ""

    def report(what: str, done: int = 1) -> None:  # noqa: ARG001  a bar's business
        nonlocal last
        if what != last:
            print(f"{title}: {what}", file=sys.stderr, flush=True)
            last = what

    return report
