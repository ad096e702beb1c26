"""What the page may write: notes on a unit, and which unit is current."""

from __future__ import annotations

from tools.kata.learner.progress_file import NO_NOTES, ProgressFile, notes_stamp
from tools.kata.learner.trial import Learner
from tools.kata.units import Unit


class RefusedError(Exception):
    """A request cannot be done as it is; `code` is the HTTP status to answer with."""

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        super().__init__(message)


def write_notes(learner: Learner, body: dict[str, object]) -> dict[str, object]:
    """Writes `notes` on `unit` to progress.local.md, if those there are the `known` ones.

    Returns:
        The stamp that is `known` from now on.

    Raises:
        RefusedError: A field is wrong.
        KataError: As `ProgressFile.write_notes` says.
    """
    unit, notes, known = _unit(learner, body), _text(body, "notes"), _text(body, "known")
    written = f"\n{notes}\n" if notes else NO_NOTES
    ProgressFile(learner).write_notes(unit.uuid, written, known)
    return {"known": notes_stamp(written)}


def start_unit(learner: Learner, body: dict[str, object]) -> dict[str, object]:
    """Makes `unit` current and begins its attempt, as `kata start` does.

    Raises:
        RefusedError: A field is wrong.
        KataError: The unit has no template.
    """
    unit = _unit(learner, body)
    begun = learner.start(unit)
    how = "begun from the template" if begun else "your attempt is as you left it"
    return {"said": f"{unit.slug}: {how}"}


def _unit(learner: Learner, body: dict[str, object]) -> Unit:
    uuid = _text(body, "unit")
    unit = learner.course.by_uuid(uuid)
    if unit is None:
        raise RefusedError(404, f"there is no unit {uuid!r}")
    return unit


def _text(body: dict[str, object], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise RefusedError(400, f"{name} is {value!r}; it must be a text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise RefusedError(400, f"{name} cannot be written as UTF-8: {error}") from error
    return value
