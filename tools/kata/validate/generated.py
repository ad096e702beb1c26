"""Files that are made of all unit.toml files together, and tracked so that people can read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from tools.kata.catalogue import Track
from tools.kata.index import course_index
from tools.kata.problems import Problem
from tools.kata.progress import blank_progress
from tools.kata.units import Entry, Unit

FIX = "what `kata dev build-files` writes"


def prose_files(
    root: Path, catalogue: Sequence[Entry], tracks: Sequence[Track], units: Sequence[Unit]
) -> dict[Path, str]:
    """Returns the checklist and the index, and what each must say.

    Args:
        root: Root of the repository.
        catalogue: All units of the course.
        tracks: Ways through it.
        units: The units that are present.
    """
    return {
        root / "progress.md": blank_progress(catalogue, units),
        root / "challenges" / "README.md": course_index(catalogue, tracks, units),
    }


def check_generated(file: Path, wanted: str) -> Iterator[Problem]:
    """Names the first line of a file that is not as it must be."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        yield Problem(file, 0, f"cannot be read ({error.strerror})", FIX)
        return
    pairs = zip_longest(text.splitlines(), wanted.splitlines())
    for number, (said, right) in enumerate(pairs, start=1):
        if said != right:
            yield Problem(file, number, f"has {said!r}", f"{right!r}: {FIX}")
            return
