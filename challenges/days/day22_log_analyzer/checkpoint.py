"""Counting that goes on where it stopped: a second run reads only what has come since."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Unpack

from .analyzer import AnyPath, one_or_several
from .atomic import write_atomically
from .errors import PartialError, SourceError
from .formats import AUTO, FieldMap, LogFormat
from .marks import Mark
from .question import Asked, Question, compile_question
from .reading import Progress, Reading, processors, scan
from .report import Report
from .sources import Source, find_source, why

_VERSION = 1
_BLOCK = 1 << 16


@dataclass(frozen=True)
class _Place:
    """How far a path was read.

    Attributes:
        mark: Where its present file was left, behind a newline.
        files: How many files it has named so far.
    """

    mark: Mark
    files: int = 1


@dataclass
class _Checkpoint:
    header: str = ""
    places: dict[str, _Place] = field(default_factory=dict)
    partial: bytes = b""


def analyze_news(
    paths: AnyPath | Iterable[AnyPath],
    checkpoint: AnyPath,
    *,
    format: str | FieldMap | LogFormat = AUTO,
    workers: int | None = None,
    keep_going: bool = False,
    **asked: Unpack[Asked],
) -> Report:
    """Counts what was added to files since the last call, and reports on all of it.

    The report is that of `analyze` over the whole files. Where a file was rotated, the rest of the
    old one is read under its new name in the same folder; where that cannot be found, or the file
    was cut, a failure says that lines are missing.

    Args:
        paths: Plain files, each once.
        checkpoint: A file that says how far they were read and what was counted; it is written when
            all is counted, whole or not at all. None of that name is the start.
        format: As in `analyze`, and found only once if `auto`.
        workers: How many threads, where the backend has them.
        keep_going: As in `analyze`.
        **asked: As in `analyze`.

    Raises:
        PartialError: The checkpoint is none, or was made by other arguments.
        SourceError: A source cannot be read, or lines of it are missing.
        LogAnalyzerError: As in `analyze`.
    """
    old = _load(checkpoint)
    reading = Reading(one_or_several(paths), keep_going, Progress(None, None, exact=True))
    if format == AUTO:
        format = LogFormat("", json.loads(old.header)["plan"]) if old.header else reading.detected()
    question = compile_question(format, **asked)
    header = question.options.header().decode("ascii")
    if old.header not in ("", header):
        raise PartialError(f"{os.fspath(checkpoint)} was made by other arguments: {old.header}")
    try:
        resumed = _Resumed(question, old, reading, workers or processors())
    except ValueError as error:
        raise PartialError(f"{os.fspath(checkpoint)} is damaged: {error}") from error
    for source in reading.sources:
        reading.attempt(resumed.count, source)
    _save(checkpoint, _Checkpoint(header, resumed.places, resumed.tally.partial()))
    for source in reading.sources:
        reading.attempt(resumed.count_open_line, source)
    return Report(resumed.tally, question, reading.failures)


class _Resumed:
    """Counts what lies behind the places of a checkpoint."""

    def __init__(
        self, question: Question, old: _Checkpoint, reading: Reading, workers: int
    ) -> None:
        self.tally = question.tally()
        if old.partial:
            self.tally.merge(old.partial)
        self.places = dict(old.places)
        self._options = question.options
        self._reading = reading
        self._workers = workers

    def count(self, source: Source) -> None:
        """Counts the complete lines that were added to a file, or to the one before it."""
        if not source.identity or source.packed:
            raise SourceError(source.path, "is not a plain file, and only such grow")
        place = self.places.get(source.path)
        file = os.open(source.path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            if place is None:
                place = _Place(Mark.of(file, 0))
            elif not place.mark.is_in(file):
                self._count_rest_of_old(source, place)
                place = _Place(Mark.of(file, 0), place.files + 1)
            end = _after_last_newline(file, place.mark.offset)
            self._scan(source, place, end)
            self.places[source.path] = replace(place, mark=Mark.of(file, end))
        finally:
            os.close(file)

    def count_open_line(self, source: Source) -> None:
        """Counts the line at the end of a file that has no newline yet."""
        if place := self.places.get(source.path):
            self._scan(source, place, max(source.size or 0, place.mark.offset))

    def _count_rest_of_old(self, source: Source, place: _Place) -> None:
        path = _moved(Path(source.path), place.mark)
        if path is None:
            lost = f"lines after byte {place.mark.offset} of its former content may be missing"
            self._reading.fail(SourceError(source.path, f"was rotated or cut; {lost}"))
            return
        old = find_source(str(path))
        self._scan(old, place, old.size or 0, name=_name(source, place))

    def _scan(self, source: Source, place: _Place, end: int, name: bytes | None = None) -> None:
        span = place.mark.offset, end
        if span[0] < end:
            name = name or _name(source, place)
            scan(self.tally, self._options, source, span, self._workers, name=name)


def _name(source: Source, place: _Place) -> bytes:
    """Returns what a source is called: the second file of a path begins at byte 0 once more."""
    return source.name if place.files == 1 else b"%s (file %d)" % (source.name, place.files)


def _moved(path: Path, mark: Mark) -> Path | None:
    """Returns the file beside a path that the mark is in."""
    for other in sorted(path.parent.iterdir()):
        try:
            file = os.open(other, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError:
            continue
        try:
            if mark.is_in(file):
                return other
        finally:
            os.close(file)
    return None


def _after_last_newline(file: int, start: int) -> int:
    """Returns the byte after the last newline at or after start, or start if there is none."""
    end = os.fstat(file).st_size
    while end > start:
        low = max(start, end - _BLOCK)
        place = os.pread(file, end - low, low).rfind(b"\n")
        if place >= 0:
            return low + place + 1
        end = low
    return start


def _load(checkpoint: AnyPath) -> _Checkpoint:
    try:
        data = Path(checkpoint).read_bytes()
    except FileNotFoundError:
        return _Checkpoint()
    except OSError as error:
        raise SourceError(os.fspath(checkpoint), why(error)) from error
    head, _, partial = data.partition(b"\n")
    try:
        found = json.loads(head)
        if found["version"] != _VERSION:
            raise ValueError(f"its version is {found['version']!r}, must be {_VERSION}")
        places = {
            os.fsdecode(bytes.fromhex(name)): _Place(Mark(**place["mark"]), int(place["files"]))
            for name, place in found["places"].items()
        }
        return _Checkpoint(str(found["header"]), places, partial)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise PartialError(f"{os.fspath(checkpoint)} is no checkpoint: {error}") from error


def _save(checkpoint: AnyPath, state: _Checkpoint) -> None:
    # Names as hexadecimal digits: they are bytes, and need be no text.
    places = {os.fsencode(path).hex(): asdict(place) for path, place in state.places.items()}
    head = {"version": _VERSION, "header": state.header, "places": places}
    write_atomically(checkpoint, json.dumps(head).encode("ascii") + b"\n" + state.partial)
