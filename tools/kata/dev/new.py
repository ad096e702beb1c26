"""`kata dev new`: makes the folder of a unit that the catalogue plans."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.kata.catalogue import Entry, highest_number, load_catalogue
from tools.kata.dev.build_files import build_files
from tools.kata.dev.scaffold import unit_files
from tools.kata.learner.errors import KataError


def new(root: Path, slug: str, *, level: str, topic: str, day: int) -> None:
    """Makes a unit, and tells Bazel, progress.md and the index of it.

    Args:
        root: Root of the repository.
        slug: Its slug; may be empty for a day.
        level: Its level; empty for what the catalogue says.
        topic: Its topic; likewise.
        day: The number of a day; 0 for a challenge.

    Raises:
        KataError: The catalogue plans no such unit, or it is there already.
        UnitError: The catalogue or another unit is wrong.
    """
    entry = _entry(load_catalogue(root), slug.replace("-", "_"), level, topic, day)
    folder = root / entry.folder
    if folder.exists():
        raise KataError(f"{folder} is there already, and stays as it is")
    _write(folder, unit_files(entry))
    print(f"made  {folder}")
    build_files(root, check=False)
    print(f"now   `kata dev validate {entry.slug}` lists what is to be written")


def _entry(catalogue: Sequence[Entry], slug: str, level: str, topic: str, day: int) -> Entry:
    wanted = {"slug": slug, "level": "day" if day else level, "topic": topic, "number": day}
    given = {key: value for key, value in wanted.items() if value}
    by_slug = [entry for entry in catalogue if entry.slug == slug]
    found = [e for e in catalogue if all(getattr(e, key) == v for key, v in given.items())]
    if (slug or day) and found:
        return found[0]
    said = ", ".join(f"{key} {value!r}" for key, value in given.items()) or "nothing"
    if by_slug:
        one = by_slug[0]
        planned = f"{one.level} {one.topic} {one.number}, line {one.line} of the catalogue"
        raise KataError(f"{said} was asked for; {slug!r} is planned as {planned}")
    kind = wanted["level"] or "intermediate"
    used = {entry.number for entry in catalogue if (entry.level == "day") == (kind == "day")}
    free = next((n for n in range(1, highest_number(str(kind)) + 1) if n not in used), None)
    advice = f"add a [[unit]] with number {free}" if free else "every number is planned already"
    raise KataError(f"challenges/catalogue.toml plans no unit with {said}; {advice}")


def _write(folder: Path, files: dict[str, str]) -> None:
    """Writes a folder beside its place first, so that it is there whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, text in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_text(text, encoding="utf-8")
        beside.chmod(0o755)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
