"""Notices that files have changed, by their times and sizes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

Stamp = frozenset[tuple[str, int, int]]


def stamp(paths: Iterable[str]) -> Stamp:
    """Returns a value that differs when one of the files, or a folder's entries, have changed."""
    return frozenset(_stamps(paths))


def python_files(folder: str) -> Iterator[str]:
    """Yields the Python files below a folder, tests left out."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in ("tests", "__pycache__"):
                    yield from python_files(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path


def _stamps(paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116 (hundreds of times a second)
        except OSError:
            yield path, 0, 0
        else:
            yield path, found.st_mtime_ns, found.st_size
