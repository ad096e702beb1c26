"""The journal: one JSON object a line, only ever appended to.

All that the tool knows of a learner is derived from it, so nothing is lost when a summary is, and
a crash can damage the last line at most. Each line ends with its CRC-32, so that a damaged one is
known even where it is still JSON. A damaged or foreign line is set aside, never dropped, and what
is whole within it stays an event.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.kata.state.files import locked, replace_file

VERSION = 1

_BEGIN = b'{"v": '
_CHECKED = re.compile(rb'(.*), "crc": "([0-9a-f]{8})"\}', re.DOTALL)

Event = dict[str, object]
Clock = Callable[[], datetime.datetime]


def utc_now() -> datetime.datetime:
    """Returns the time, with its zone."""
    return datetime.datetime.now(datetime.UTC)


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
        # Which file was read, how much of it, and what it held; replaced as one, for threads.
        self._known: tuple[int, int, list[Event]] = (0, 0, [])

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
        line = _line(event) + b"\n"
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
            if not self._read_on():
                self._set_aside()
                self._known = (0, 0, [])
                self._read_on()
        except FileNotFoundError:
            return ()
        return self._known[2]

    def bad_lines(self) -> int:
        """Returns how many lines have been set aside so far."""
        try:
            return self.bad_file.read_bytes().count(b"\n")
        except FileNotFoundError:
            return 0

    def _read_on(self) -> bool:
        """Reads what has come since the last time; returns whether every line is an event."""
        inode, size, events = self._known
        with self.file.open("rb") as stream:
            found = os.fstat(stream.fileno())
            if (inode, size) == (found.st_ino, found.st_size):
                return True
            if inode != found.st_ino or size > found.st_size:
                size, events = 0, []
            stream.seek(size)
            data = stream.read()
        lines = [line for line in data.split(b"\n") if line]
        new = [event for line in lines if (event := _event(line)) is not None]
        known = [*events, *(event for event in new if event["v"] == VERSION)]
        self._known = (found.st_ino, size + len(data), known)
        return len(new) == len(lines)

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
            good = [whole for line in lines for whole in _whole(line)]
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


def _line(event: Event) -> bytes:
    """Returns an event as it is written, without a newline."""
    # A text may hold half a surrogate pair, such as the name of a file that is not UTF-8.
    body = json.dumps(event, ensure_ascii=False).encode(errors="replace")
    return b'%b, "crc": "%08x"}' % (body[:-1], zlib.crc32(body))


def _event(line: bytes) -> Event | None:
    """Returns the event of a line; None if it is none, or not what was written."""
    checked = _CHECKED.fullmatch(line)
    if checked:
        line = checked[1] + b"}"
        if zlib.crc32(line) != int(checked[2], 16):
            return None
    try:
        event = json.loads(line.decode())
        if b"\\u" in line:
            # Half a surrogate pair could not be printed.
            json.dumps(event, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict):
        return None
    texts = all(isinstance(event.get(key), str) for key in ("ts", "unit", "kind"))
    version = event.get("v")
    return event if texts and isinstance(version, int) and version >= 1 else None


def _whole(line: bytes) -> list[bytes]:
    """Returns the undamaged events in a line: itself, or parts that a damage has run together."""
    if _event(line) is not None:
        return [line]
    starts = [found.start() for found in re.finditer(re.escape(_BEGIN), line)]
    parts = [line[i:j] for i, j in zip(starts, [*starts[1:], len(line)], strict=False)]
    ended = (part[: part.rfind(b"}") + 1] for part in parts)
    # Without its check nobody knows whether a part is what it was.
    return [part for part in ended if _CHECKED.fullmatch(part) and _event(part) is not None]
