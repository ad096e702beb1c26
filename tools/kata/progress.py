"""progress.md: the checklist of the course, blank as it is tracked or filled in for one learner."""

from __future__ import annotations

from collections.abc import Sequence

from tools.kata.units import Entry, Unit

HEAD = """\
# Progress

The checklist of the course. This file is generated (`./kata progress --blank`) and stays blank;
`./kata progress --md` writes your own copy, with your notes, to `progress.local.md`.
"""


def blank_progress(catalogue: Sequence[Entry], units: Sequence[Unit]) -> str:
    """Returns the tracked progress.md: every unit of the catalogue with nothing done.

    Args:
        catalogue: All units of the course.
        units: Those that are present.
    """
    present = {unit.slug: unit for unit in units}
    lines = [HEAD]
    heading = ""
    for entry in catalogue:
        if (title := group_title(entry)) != heading:
            lines += ([""] if heading else []) + [f"## {title}", ""]
            heading = title
        lines.append(blank_line(entry, present.get(entry.slug)))
    return "\n".join(lines) + "\n"


def blank_line(entry: Entry, unit: Unit | None) -> str:
    """Returns a unit's line with an empty box."""
    if unit is None:
        return f"- [ ] {unit_name(entry)} · planned"
    link = f"[{unit_name(entry)}]({entry.folder}/README.md)"
    return f"- [ ] {link} · stages 0/{len(unit.stages)} <!-- unit:{unit.uuid} -->"


def unit_name(entry: Entry) -> str:
    """Returns number and title as people say them: ``Day 01 · LRU cache``, ``8 · Shortest …``."""
    if entry.level == "day":
        return f"Day {entry.number:02} · {entry.title}"
    return f"{entry.number} · {entry.title}"


def group_title(entry: Entry) -> str:
    """Returns the heading under which a unit stands: ``Senior: concurrency``, ``Days: week 4``."""
    topic = entry.topic.replace("_", " ")
    if entry.level == "day":
        return f"Days: {topic[:4]} {topic[4:]}" if topic.startswith("week") else f"Days: {topic}"
    return f"{entry.level.capitalize()}: {topic}"
