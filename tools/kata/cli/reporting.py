"""Reports on a learner's progress."""

from __future__ import annotations

import json

from tools.kata.learner.errors import KataError
from tools.kata.learner.filled_progress import NotesError, filled_progress, read_notes
from tools.kata.learner.trial import Learner
from tools.kata.progress import blank_progress, group_title
from tools.kata.state.files import replace_file
from tools.kata.state.standing import Standing, standings


def progress(learner: Learner, form: str | None) -> None:
    """Prints or writes a report: md, json, blank, or a summary for None."""
    if form == "blank":
        print(blank_progress(learner.course.catalogue, learner.course.present()), end="")
    elif form == "json":
        print(json.dumps(_as_json(learner), indent=1, ensure_ascii=False))
    elif form == "md":
        _write_markdown(learner)
    else:
        _print_summary(learner)


def _write_markdown(learner: Learner) -> None:
    file = learner.course.root / "progress.local.md"
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    try:
        notes = read_notes(old)
    except NotesError as error:
        raise KataError(f"{file}:{error.line}: {error}; nothing was written") from error
    known = standings(learner.journal.events())
    present = learner.course.present()
    new = filled_progress(learner.course.catalogue, present, known, notes)
    if old and old != new:
        replace_file(learner.home / "archive" / file.name, old.encode())
    replace_file(file, new.encode())
    print(f"{file} is written")


def _as_json(learner: Learner) -> dict[str, object]:
    known = standings(learner.journal.events())
    units = []
    for unit in learner.course.present():
        standing = known.get(unit.uuid, Standing())
        units.append(
            {
                "uuid": unit.uuid,
                "slug": unit.slug,
                "status": standing.status(unit),
                "stages": standing.stages,
                "stages_total": len(unit.stages),
                "judged": standing.judged,
                "hints": standing.hints,
                "gave_up": standing.gave_up,
                "solved_at": standing.solved_at.isoformat() if standing.solved_at else None,
                "last": standing.last.isoformat() if standing.last else None,
            }
        )
    return {"v": 1, "total": len(learner.course.catalogue), "units": units}


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
