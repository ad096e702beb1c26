"""challenges/README.md: every unit of the course, and the ways through it."""

from __future__ import annotations

from collections.abc import Sequence

from tools.kata.catalogue import Track
from tools.kata.progress import group_title, unit_name
from tools.kata.units import Entry, Unit

HEAD = """\
# The course

Every unit, with what is best solved before it; `./kata list` shows the same with your own state.
`./kata NAME` begins one, `./kata next` suggests one. Difficulty goes from 1 to 5. Whoever solves
the challenges in the order of their numbers never needs what no earlier one has introduced.
This file is generated (`./kata dev build-files`).
"""

_ROOT = "challenges/"


def course_index(catalogue: Sequence[Entry], tracks: Sequence[Track], units: Sequence[Unit]) -> str:
    """Returns what challenges/README.md must say.

    Args:
        catalogue: All units of the course.
        tracks: Ways through it.
        units: The units that are present.
    """
    entries = {entry.slug: entry for entry in catalogue}
    present = {unit.slug: unit for unit in units}
    lines = [HEAD]
    if tracks:
        lines += ["## Tracks", ""]
        for track in tracks:
            names = [_link(entries[slug], present, entries[slug].title) for slug in track.units]
            lines.append(f"- **{track.title}**: {' → '.join(names)}")
        lines.append("")
    heading = ""
    for entry in catalogue:
        if (title := group_title(entry)) != heading:
            heading = title
            lines += [*([""] if lines[-1] else []), f"## {title}", ""]
            lines += ["| | difficulty | minutes | after |", "|---|---|---|---|"]
        lines.append(_row(entry, present, entries))
    return "\n".join(lines) + "\n"


def _row(entry: Entry, present: dict[str, Unit], entries: dict[str, Entry]) -> str:
    unit = present.get(entry.slug)
    name = _link(entry, present, unit_name(entry))
    if unit is None:
        return f"| {name} | | | planned |"
    before = [entries[slug] for slug in (*unit.requires, *unit.builds_on) if slug in entries]
    after = ", ".join(_link(one, present, one.title) for one in before)
    return f"| {name} | {unit.difficulty} | {unit.minutes} | {after} |"


def _link(entry: Entry, present: dict[str, Unit], text: str) -> str:
    if entry.slug not in present:
        return text
    return f"[{text}]({entry.folder.removeprefix(_ROOT)}/README.md)"
