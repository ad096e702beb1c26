"""Counting that goes on where it stopped: a second run reads only what has come since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from .analyzer import AnyPath
from .formats import AUTO, FieldMap, LogFormat
from .question import Asked
from .report import Report


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
    raise NotImplementedError("analyze_news")
