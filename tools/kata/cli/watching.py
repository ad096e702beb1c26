"""Opens the watch: on a screen where there is one, else line by line."""

from __future__ import annotations

import os
import sys

from tools.kata.cli.overview import ALL_SOLVED, current_or_next, welcome
from tools.kata.learner.trial import Learner
from tools.kata.units import Unit


def watch(learner: Learner, name: str, *, plain: bool) -> int:
    """Watches a unit, or the current one; returns the exit status."""
    return _watch(learner, learner.named(name), plain=plain)


def open_next(learner: Learner) -> int:
    """Watches the current unit or the next one; in a pipe it is judged once instead."""
    if not sys.stdout.isatty():
        return welcome(learner)
    unit = current_or_next(learner)
    if unit is None:
        print(ALL_SOLVED)
        return 0
    return _watch(learner, unit, plain=False)


def reproduce(learner: Learner, name: str) -> int:
    """Judges the attempt and prints its failing case as a program; returns the exit status."""
    from tools.kata.watch.judging import judged_now
    from tools.kata.watch.reproducer import reproducer

    unit = learner.named(name)
    result = judged_now(unit.slug)
    print(reproducer(unit, result), end="")
    return result.exit_code


def _watch(learner: Learner, unit: Unit, *, plain: bool) -> int:
    learner.start(unit)
    if plain or not _has_screen():
        from tools.kata.watch.plain import watch_plainly

        return watch_plainly(learner, unit)
    # How long Esc waits for the rest of a sequence; by default 100 ms, before textual is imported.
    os.environ.setdefault("ESCDELAY", "25")
    from tools.kata.watch.screen import watch_on_screen

    return watch_on_screen(learner, unit)


def _has_screen() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") in (None, "", "dumb"):
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()
