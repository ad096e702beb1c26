"""The learner's copy of progress.md: what is done, and notes that are kept word for word.

Notes stand between two equal markers ``<!-- notes:UUID -->`` below the unit's line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tools.kata.progress import blank_line, group_title, unit_name
from tools.kata.state.standing import Standing
from tools.kata.units import Entry, Unit

_MARKER = re.compile(r"<!-- notes:([0-9a-f-]{36}) -->")


class NotesError(ValueError):
    """Markers of notes do not come in pairs; `line` is the place."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


def read_notes(text: str) -> dict[str, str]:
    """Returns the notes of a learner's progress file by the uuids of their units.

    Raises:
        NotesError: A marker has no partner, so that nobody can tell what is a note.
    """
    notes: dict[str, str] = {}
    markers = list(_MARKER.finditer(text))
    for first, second in zip(markers[::2], [*markers[1::2], None], strict=False):
        line = text.count("\n", 0, first.start()) + 1
        if second is None or first[1] != second[1]:
            wanted = f"a second marker {first[0]} after the notes"
            raise NotesError(f"the marker {first[0]} is alone; it needs {wanted}", line)
        if first[1] in notes:
            raise NotesError(f"there are notes for {first[1]} twice", line)
        notes[first[1]] = text[first.end() : second.start()]
    return notes


def replace_notes(text: str, uuid: str, notes: str) -> str:
    """Returns a progress file with other notes between the markers of a unit, all else untouched.

    Raises:
        ValueError: The notes hold a marker themselves.
    """
    if found := _MARKER.search(notes):
        raise ValueError(f"notes cannot hold {found[0]}, which marks where notes begin and end")
    marker = f"<!-- notes:{uuid} -->"
    before, _, rest = text.partition(marker)
    _, _, after = rest.partition(marker)
    return f"{before}{_notes(uuid, notes)}{after}"


def filled_progress(
    catalogue: Sequence[Entry],
    units: Sequence[Unit],
    known: Mapping[str, Standing],
    notes: Mapping[str, str],
) -> str:
    """Returns the learner's copy.

    Args:
        catalogue: All units of the course.
        units: Those that are present.
        known: How the learner stands, by uuid.
        notes: By uuid; those of units that are not present are kept at the end.
    """
    present = {unit.slug: unit for unit in units}
    status = {
        unit.uuid: known[unit.uuid].status(unit) if unit.uuid in known else "new" for unit in units
    }
    solved = sum(state == "solved" for state in status.values())
    times = [standing.last for standing in known.values() if standing.last]
    last = f" · last activity {max(times):%Y-%m-%d}" if times else ""
    lines = ["# My progress", "", f"{solved} of {len(catalogue)} solved{last}"]
    heading = ""
    for entry in catalogue:
        if (title := group_title(entry)) != heading:
            lines += ["", f"## {title}", ""]
            heading = title
        unit = present.get(entry.slug)
        if unit is None:
            lines.append(blank_line(entry, None))
            continue
        lines.append(_line(entry, unit, known.get(unit.uuid, Standing()), status[unit.uuid]))
        lines.append(_notes(unit.uuid, notes.get(unit.uuid, "\n")))
    others = [uuid for uuid in notes if uuid not in status]
    if others:
        lines += ["", "## Notes on units that are not here", ""]
        lines += [_notes(uuid, notes[uuid]) for uuid in others]
    return "\n".join(lines) + "\n"


def _line(entry: Entry, unit: Unit, standing: Standing, status: str) -> str:
    box = "x" if status == "solved" else " "
    facts = [f"stages {standing.stages}/{len(unit.stages)}"]
    if standing.solved_at:
        facts.append(f"solved {standing.solved_at:%Y-%m-%d}")
    if status == "re-check":
        facts.append("re-check: its tests have changed")
    if standing.judged:
        facts.append(f"{standing.judged} runs")
    if standing.hints:
        facts.append(f"{standing.hints} hints")
    link = f"[{unit_name(entry)}]({entry.folder}/README.md)"
    return f"- [{box}] {link} · {' · '.join(facts)} <!-- unit:{unit.uuid} -->"


def _notes(uuid: str, text: str) -> str:
    marker = f"<!-- notes:{uuid} -->"
    return f"{marker}{text}{marker}"
