"""The journal: one JSON object a line, only ever appended to.

All that the tool knows of a learner is derived from it, so nothing is lost when a summary is, and
a crash can damage the last line at most. A damaged or foreign line is set aside, never dropped.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.kata.state.files import locked, replace_file

VERSION = 1

Event = dict[str, object]
Clock = Callable[[], datetime.datetime]


def utc_now() -> datetime.datetime:
    """Returns the time, with its zone."""
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no event; `number` counts from 1."""

    number: int
    content: bytes


class Journal:
    """The journal of one learner.

    Args:
        home: The learner's data folder.
        clock: Tells when an event happens.

    Attributes:
        file: journal.jsonl.
        bad_file: journal.bad, where lines go that are no events.
    """

    def __init__(self, home: Path, clock: Clock = utc_now) -> None:
        self._clock = clock
        self.file = home / "journal.jsonl"
        self.bad_file = home / "journal.bad"
        self._lock_file = home / "journal.lock"
        self._read: tuple[int, int] = (0, 0)
        self._events: list[Event] = []

    def append(self, kind: str, unit: str, **fields: object) -> Event:
        """Adds an event; when this returns, it is on the disk.

        Args:
            kind: What happened: started, judged, hint, …
            unit: The uuid of the unit.
            **fields: More, as far as JSON can hold it.

        Raises:
            OSError: The journal cannot be written.
        """
        now = self._clock().isoformat(timespec="milliseconds")
        event = {"v": VERSION, "ts": now, "unit": unit, "kind": kind, **fields}
        line = json.dumps(event, ensure_ascii=False).encode() + b"\n"
        with locked(self._lock_file):
            if self._ends_torn():
                line = b"\n" + line
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            descriptor = os.open(self.file, flags, 0o600)
            try:
                # One write: readers see all of it or nothing, and so does whoever reads after a
                # crash, but for a full disk.
                written = os.write(descriptor, line)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if written != len(line):
                raise OSError(f"only {written} of {len(line)} bytes went to {self.file}")
        return event

    def events(self) -> Sequence[Event]:
        """Returns all events in order; lines that are none are moved to journal.bad.

        Events of a later version of the tool are kept in the file and left out here.
        """
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return ()
        if self._read == (found.st_ino, found.st_size):
            return self._events
        events, bad = self._parse()
        if bad:
            self._set_aside()
            events, _ = self._parse()
        self._events = events
        with contextlib.suppress(FileNotFoundError):
            found = self.file.stat()
        self._read = (found.st_ino, found.st_size)
        return self._events

    def bad_lines(self) -> int:
        """Returns how many lines have been set aside so far."""
        try:
            return self.bad_file.read_bytes().count(b"\n")
        except FileNotFoundError:
            return 0

    def _parse(self) -> tuple[list[Event], list[BadLine]]:
        events: list[Event] = []
        bad: list[BadLine] = []
        for number, line in enumerate(self.file.read_bytes().split(b"\n"), start=1):
            event = _event(line)
            if event is None:
                if line:
                    bad.append(BadLine(number, line))
            elif event["v"] == VERSION:
                events.append(event)
        return events, bad

    def _set_aside(self) -> None:
        with locked(self._lock_file):
            # Read again: a line that was being written may be whole by now.
            lines = self.file.read_bytes().split(b"\n")
            bad = [line for line in lines if line and _event(line) is None]
            if not bad:
                return
            with self.bad_file.open("ab") as stream:
                stream.write(b"".join(line + b"\n" for line in bad))
                stream.flush()
                os.fsync(stream.fileno())
            good = [line for line in lines if line and _event(line) is not None]
            replace_file(self.file, b"".join(line + b"\n" for line in good))

    def _ends_torn(self) -> bool:
        try:
            with self.file.open("rb") as stream:
                if stream.seek(0, os.SEEK_END) == 0:
                    return False
                stream.seek(-1, os.SEEK_END)
                return stream.read(1) != b"\n"
        except FileNotFoundError:
            return False


def _event(line: bytes) -> Event | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    if not isinstance(event, dict):
        return None
    texts = all(isinstance(event.get(key), str) for key in ("ts", "unit", "kind"))
    version = event.get("v")
    return event if texts and isinstance(version, int) and version >= 1 else None
