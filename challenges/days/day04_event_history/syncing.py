"""When what was written is on the disk, and how many writers share one sync."""

from __future__ import annotations

import os
import threading
from typing import Literal, NamedTuple

from .errors import StoreBroken

Fsync = Literal["always", "group", "os"]


class _Written(NamedTuple):
    position: int
    file: int


class Syncing:
    """How far a log is written, and how far it is safe.

    Whoever waits first leads: it syncs all that is written by then. Those who come meanwhile wait,
    and one of them leads the next sync for all of them. So under load a sync serves many, and a
    lone writer waits for nobody.
    """

    def __init__(self, file: int, position: int, *, sync: bool) -> None:
        """Begin with a file whose events up to a position are safe.

        Args:
            file: its descriptor.
            position: of its last event.
            sync: False if what is written counts as safe.
        """
        self._changed = threading.Condition()
        self._written = _Written(position, file)
        self._safe = position
        self._sync = sync
        self._leads = False
        self._failure: OSError | None = None

    @property
    def safe(self) -> int:
        """The position up to which everything is safe."""
        return self._safe

    def written(self, position: int, file: int) -> None:
        """Say what is written now, and into which file. One thread at a time."""
        self._written = _Written(position, file)

    def fail(self, error: OSError) -> None:
        """Give up the file."""
        with self._changed:
            self._failure = error
            self._changed.notify_all()

    def check(self) -> None:
        """Raise StoreBroken once something has failed."""
        if self._failure is not None:
            raise StoreBroken(f"open the store anew: {self._failure}") from self._failure

    def wait(self, position: int) -> None:
        """Return when everything up to a position is safe.

        Raises:
            StoreBroken: a sync has failed. What it was to make safe may be lost or not, and the
                kernel reports it once only: a second sync that succeeds proves nothing.
        """
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._safe >= position or self._failure or not self._leads
                )
                if self._safe >= position:
                    return
                self.check()
                self._leads = True
            self._lead()

    def _lead(self) -> None:
        written = self._written
        failure = None
        try:
            if self._sync:
                os.fdatasync(written.file)
        except OSError as error:
            failure = error
        with self._changed:
            self._leads = False
            if failure is None:
                self._safe = written.position
            else:
                self._failure = failure
            self._changed.notify_all()
