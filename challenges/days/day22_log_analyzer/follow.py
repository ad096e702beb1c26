"""Follows a log that grows, is rotated, truncated or removed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Unpack

from .backends import Tally
from .detection import detect, first_lines
from .errors import SourceError
from .formats import AUTO, FieldMap, LogFormat
from .marks import Mark
from .question import Asked, Question, compile_question
from .report import Report
from .sources import why

_BLOCK = 1 << 20


def _sleep(seconds: float) -> bool:
    time.sleep(seconds)
    return True


def follow(
    path: str | os.PathLike[str],
    interval: float = 1.0,
    *,
    format: str | FieldMap | LogFormat = AUTO,
    wait: Callable[[float], bool] = _sleep,
    **asked: Unpack[Asked],
) -> Iterator[Report]:
    """Yields reports on a file from its beginning and on all that is written to it later.

    A file that takes the place of another by renaming is followed from its beginning, after the
    rest of the old one. So is a file that was cut to nothing and written anew. What is written
    between the last look and such a cut is lost to every reader.

    Args:
        path: A plain file, which must be there at first and may be away for a while later.
        interval: Seconds between two looks.
        format: As in `analyze`; `auto` waits for the first line.
        wait: Called with the interval between two looks; it waits that long and says whether to go
            on.
        **asked: As in `analyze`.

    Yields:
        The same report again and again, after each look that found something. It counts a line
        when its newline is there.

    Raises:
        SourceError: The file cannot be read.
        LogAnalyzerError: As in `analyze`.
    """
    if interval <= 0:
        raise ValueError(f"interval is {interval}, must be above 0 seconds")
    file = _Followed(os.fspath(path))
    counting: _Counting | None = None
    waiting: list[bytes | None] = []
    if format != AUTO:
        counting = _Counting(file.path, compile_question(format, **asked))
    try:
        while True:
            found = False
            for piece in file.news():
                found = True
                if counting:
                    counting.take(piece)
                    continue
                waiting.append(piece)
                if lines := _complete_lines(waiting):
                    counting = _Counting(
                        file.path, compile_question(detect(lines, file.path), **asked)
                    )
                    for earlier in waiting:
                        counting.take(earlier)
            if found and counting:
                yield counting.report
            if not wait(interval):
                return
    finally:
        file.close()


def _complete_lines(pieces: list[bytes | None]) -> list[bytes]:
    whole = b"".join(piece or b"\n" for piece in pieces).rpartition(b"\n")[0]
    return first_lines(whole)


class _Counting:
    """Counts pieces as one stream: where a file ends and another begins is no break in it."""

    def __init__(self, path: str, question: Question) -> None:
        self._name = os.fsencode(path)
        self._tally: Tally = question.tally()
        self._tally.begin(self._name, 0)
        self._taken = 0
        self.report = Report(self._tally, question)

    def take(self, piece: bytes | None) -> None:
        """Counts the next bytes, or None where a file ends and with it its last line."""
        if piece is None:
            self._tally.finish()
            self._tally.begin(self._name, self._taken)
        else:
            self._tally.feed(piece)
            self._taken += len(piece)


class _Followed:
    """The file behind a path, whichever that is at the moment."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self._file = _open(path)
        except OSError as error:
            raise SourceError(path, why(error)) from error
        self._mark = Mark.of(self._file, 0)

    def news(self) -> Iterator[bytes | None]:
        """Yields what has come since the last call; None between the end of a file and another.

        Raises:
            SourceError: It cannot be read.
        """
        try:
            if not self._mark.is_in(self._file):
                yield None
                self._mark = Mark.of(self._file, 0)
            yield from self._rest()
            if (other := self._successor()) is not None:
                # What was written to the old file before others noticed that it has moved.
                yield from self._rest()
                yield None
                os.close(self._file)
                self._file, self._mark = other, Mark.of(other, 0)
                yield from self._rest()
        except OSError as error:
            raise SourceError(self.path, why(error)) from error

    def close(self) -> None:
        os.close(self._file)

    def _rest(self) -> Iterator[bytes]:
        offset = self._mark.offset
        while block := os.pread(self._file, _BLOCK, offset):
            offset += len(block)
            self._mark = Mark.of(self._file, offset)
            yield block

    def _successor(self) -> int | None:
        """Opens the file that the path names now, if that is another one."""
        try:
            file = _open(self.path)
        except FileNotFoundError:
            return None
        facts = os.fstat(file)
        if (facts.st_dev, facts.st_ino) == (self._mark.device, self._mark.inode):
            os.close(file)
            return None
        return file


def _open(path: str) -> int:
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
