"""Where am I: the welcome, the list of units, a unit's statement."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

from tools.kata.cli.display import print_markdown
from tools.kata.learner.errors import KataError
from tools.kata.learner.suggestion import Standings, suggest
from tools.kata.learner.trial import Learner
from tools.kata.progress import unit_name
from tools.kata.render import WIDTH
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit

ALL_SOLVED = "every unit that is here is solved: `kata list` shows them all"
VERSION = 1
_HEAD_LINES = 12
_MARKS = {"new": "·", "started": "▸", "re-check": "?", "solved": "✔"}


def welcome(learner: Learner) -> int:
    """Shows the current unit, or begins the next one, and judges it; returns the status."""
    unit = current_or_next(learner)
    if unit is None:
        print(ALL_SOLVED)
        return 0
    learner.start(unit)
    if stale := len(Standings(learner).stale()):
        units = "1 solved unit has" if stale == 1 else f"{stale} solved units have"
        print(f"{units} other tests now: `kata test --stale`\n")
    print(f"{_named(learner, unit)} · {unit.topic} · about {unit.minutes} min\n")
    print(_statement_head(unit))
    print(f"\nyour attempt  {short_path(unit.attempt)}")
    print("kata show: all of it   kata test: judge   kata hint: a nudge   kata --help\n")
    sys.stdout.flush()
    from tools.kata.warden.client import test

    return test(unit.slug, "", run_all=False, json=False)


def list_units(
    learner: Learner, topic: str | None, level: str | None, status: str | None, *, as_json: bool
) -> None:
    """Prints the units that are here."""
    present = learner.course.present()
    known = standings(learner.journal.events())
    topics = sorted({entry.topic for entry in learner.course.catalogue})
    if topic is not None and topic not in topics:
        raise KataError(f"there is no topic {topic!r}; topics are {', '.join(topics)}")
    rows = []
    for unit in present:
        standing = known.get(unit.uuid, Standing())
        state = standing.status(unit)
        if topic in (None, unit.topic) and level in (None, unit.level) and status in (None, state):
            rows.append((unit, standing))
    if as_json:
        print(json.dumps([_row_json(*row) for row in rows], indent=1, ensure_ascii=False))
        return
    for unit, standing in rows:
        print(list_line(unit, standing))
    planned = len(learner.course.catalogue) - len(present)
    print(f"{len(rows)} units" + (f"; {planned} more are planned" if planned else ""))


def list_line(unit: Unit, standing: Standing) -> str:
    """Returns a unit and how far the learner is, as a line of `kata list`."""
    state = standing.status(unit)
    stages = f"{standing.stages}/{len(unit.stages)}"
    name = f"{_number(unit):>6} {unit.slug:<24}"
    return f"{_MARKS[state]} {state:<9}{name} {stages:>5} {unit.minutes:>4} min  {unit.title}"


def show(learner: Learner, name: str, *, as_json: bool = False) -> None:
    """Prints a unit's statement."""
    unit = learner.named(name)
    statement = (unit.folder / "README.md").read_text(encoding="utf-8")
    if as_json:
        about = _row_json(unit, _standing(learner, unit))
        stages = [{"id": stage.id, "title": stage.title} for stage in unit.stages]
        api = {"functions": unit.functions, "classes": unit.classes}
        more = {"requires": unit.requires, "stage_list": stages, "api": api}
        found = {**about, **more, "attempt": str(unit.attempt), "statement": statement}
        print(json.dumps(found, ensure_ascii=False))
    else:
        print_markdown(statement)


def short_path(path: Path) -> str:
    """Returns a path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def current_or_next(learner: Learner) -> Unit | None:
    """Returns the unit to work on: the one suggested, but for what has a command of its own.

    What is to re-check or to review is not begun by itself. None: all are solved.
    """
    found = suggest(learner, learner.today())
    if found.reason == "review":
        return next_unit(learner)
    if found.reason == "re-check":
        return next_unit(learner) or found.unit
    return found.unit


def next_unit(learner: Learner, after: Unit | None = None) -> Unit | None:
    """Returns the unsolved unit to begin, the one that is left not counted."""
    return Standings(learner).unsolved(after)[0]


def _statement_head(unit: Unit) -> str:
    text = (unit.folder / "README.md").read_text(encoding="utf-8")
    problem = text.partition("## Problem")[2].partition("\n## ")[0].strip()
    lines = [part for line in problem.splitlines() for part in textwrap.wrap(line, WIDTH) or [""]]
    if len(lines) > _HEAD_LINES:
        lines = [*lines[:_HEAD_LINES], "…"]
    return "\n".join(lines)


def _standing(learner: Learner, unit: Unit) -> Standing:
    return standings(learner.journal.events()).get(unit.uuid, Standing())


def _row_json(unit: Unit, standing: Standing) -> dict[str, object]:
    return {
        "v": VERSION,
        "slug": unit.slug,
        "uuid": unit.uuid,
        "number": unit.number,
        "title": unit.title,
        "level": unit.level,
        "topic": unit.topic,
        "difficulty": unit.difficulty,
        "minutes": unit.minutes,
        "status": standing.status(unit),
        "stages": standing.stages,
        "stages_total": len(unit.stages),
        "judged": standing.judged,
        "hints": standing.hints,
    }


def _named(learner: Learner, unit: Unit) -> str:
    return unit_name(learner.course.entry(unit.slug))


def _number(unit: Unit) -> str:
    return f"day {unit.number:02}" if unit.is_day else str(unit.number)
