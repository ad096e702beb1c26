"""Reports on a learner's progress."""

from __future__ import annotations

import json
from pathlib import Path

from tools.kata.learner.progress_file import ProgressFile
from tools.kata.learner.trial import Learner
from tools.kata.progress import blank_progress, group_title
from tools.kata.state.files import replace_file
from tools.kata.state.standing import Standing, standings


def progress(learner: Learner, form: str | None) -> None:
    """Prints or writes a report: md, json, blank, or a summary for None."""
    if form == "blank":
        print(blank_progress(learner.course.catalogue, learner.course.present()), end="")
    elif form == "json":
        _print_json(learner)
    elif form == "md":
        file = ProgressFile(learner)
        file.write()
        print(f"{file.file} is written")
    else:
        _print_summary(learner)


def write_page(learner: Learner, file: Path) -> None:
    """Writes the dashboard's page as one file that needs nothing else."""
    from tools.kata.dashboard.page import file_page

    _write(file, file_page(learner))


def write_badge(learner: Learner, file: Path) -> None:
    """Writes the badge, an SVG picture."""
    from tools.kata.dashboard.badge import badge
    from tools.kata.dashboard.report import make_report

    _write(file, badge(make_report(learner)))


def _write(file: Path, text: str) -> None:
    replace_file(file.absolute(), text.encode("utf-8", errors="replace"))
    print(f"{file} is written")


def _print_json(learner: Learner) -> None:
    from tools.kata.dashboard.export import as_json
    from tools.kata.dashboard.report import make_report

    print(json.dumps(as_json(make_report(learner)), indent=1, ensure_ascii=False))


def _print_summary(learner: Learner) -> None:
    known = standings(learner.journal.events())
    present = {unit.slug: unit for unit in learner.course.present()}
    groups: dict[str, list[str]] = {}
    for entry in learner.course.catalogue:
        unit = present.get(entry.slug)
        state = known.get(unit.uuid, Standing()).status(unit) if unit else "planned"
        groups.setdefault(group_title(entry), []).append(state)
    for title, states in groups.items():
        solved = states.count("solved")
        bar = "".join({"solved": "█", "re-check": "?", "started": "▒"}.get(s, "·") for s in states)
        print(f"{title:<32}{solved:>3}/{len(states):<3} {bar}")
    states = [state for group in groups.values() for state in group]
    again = states.count("re-check")
    print(f"{states.count('solved')} of {len(states)} solved", end="")
    print(f"; {again} to re-check, as their tests have changed" if again else "")
