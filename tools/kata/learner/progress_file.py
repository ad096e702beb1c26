"""progress.local.md in a checkout: read, written anew, or with other notes on one unit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tools.kata.learner.errors import KataError
from tools.kata.learner.filled_progress import (
    NotesError,
    filled_progress,
    read_notes,
    replace_notes,
)
from tools.kata.learner.trial import Learner
from tools.kata.state.files import locked, replace_file
from tools.kata.state.standing import standings

NO_NOTES = "\n"


def notes_stamp(notes: str) -> str:
    """Returns what tells notes from other notes: their SHA-256."""
    return hashlib.sha256(notes.encode()).hexdigest()


class NotesChangedError(KataError):
    """The notes are not those that were read before."""


class ProgressFile:
    """The learner's copy of progress.md.

    Attributes:
        file: progress.local.md; need not exist.
    """

    def __init__(self, learner: Learner) -> None:
        self.file = learner.course.root / "progress.local.md"
        self._learner = learner
        self._archive = learner.home / "archive" / self.file.name
        self._copy = learner.home / self.file.name
        self._lock_file = learner.home / "progress.lock"

    def notes(self) -> dict[str, str]:
        """Returns what stands between the markers of each unit, by uuid.

        Raises:
            KataError: A marker has no partner.
        """
        return self._notes(self._text())

    def write(self) -> None:
        """Writes what the journal tells now; notes stay, and the old file is archived.

        Raises:
            KataError: A marker has no partner; nothing was written.
        """
        with locked(self._lock_file):
            old = self._text()
            new = self._filled(self._notes(old))
            self._keep(old, new)
            self._replace(new.encode())

    def write_notes(self, uuid: str, notes: str, known: str) -> None:
        """Replaces the notes on a unit and nothing else; a file is made if there is none.

        Args:
            uuid: The unit's, which is present.
            notes: All that stands between the markers.
            known: Stamp of the notes that were there when they were read.

        Raises:
            NotesChangedError: By now there is something else.
            KataError: The notes hold a marker, or a marker has no partner; nothing was written.
        """
        with locked(self._lock_file):
            text = self._text()
            present = self._notes(text)
            if notes_stamp(present.get(uuid, NO_NOTES)) != known:
                raise NotesChangedError(f"the notes in {self.file} have changed meanwhile")
            base = text if uuid in present else self._filled(present)
            try:
                content = replace_notes(base, uuid, notes).encode()
            except ValueError as error:
                raise KataError(f"the notes cannot be written: {error}") from error
            self._keep(text, base)
            self._replace(content)

    def bring_back(self) -> bool:
        """Writes the file as it was last written, if it is gone; returns whether it did."""
        with locked(self._lock_file):
            if self.file.exists() or not self._copy.exists():
                return False
            replace_file(self.file, self._copy.read_bytes())
            return True

    def _replace(self, content: bytes) -> None:
        # What lies in a checkout may be cleaned away.
        replace_file(self._copy, content)
        replace_file(self.file, content)

    def _text(self) -> str:
        try:
            # Not as lines of text: what is not ours to change stays as it is, byte for byte.
            return self.file.read_bytes().decode()
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise KataError(f"{self.file} is not UTF-8: {error}; nothing was written") from error

    def _keep(self, old: str, new: str) -> None:
        if old and old != new:
            replace_file(self._archive, old.encode())

    def _notes(self, text: str) -> dict[str, str]:
        try:
            return read_notes(text)
        except NotesError as error:
            said = f"{self.file}:{error.line}: {error}; nothing was written"
            raise KataError(said) from error

    def _filled(self, notes: Mapping[str, str]) -> str:
        known = standings(self._learner.journal.events())
        course = self._learner.course
        return filled_progress(course.catalogue, course.present(), known, notes)
