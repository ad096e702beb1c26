"""Follows a log that grows, is rotated, truncated or removed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Unpack

from .formats import AUTO, FieldMap, LogFormat
from .question import Asked
from .report import Report


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
    raise NotImplementedError("follow")
