"""The learner's own files: begun from the template, never overwritten, archived before a reset."""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
from pathlib import Path

from tools.kata.hashes import pack_subject
from tools.kata.learner.errors import KataError
from tools.kata.units import Unit


def begin(unit: Unit) -> bool:
    """Copies the template to the attempt, if there is no attempt.

    Returns:
        Whether it was copied.

    Raises:
        KataError: There is no template.
    """
    if unit.attempt.exists():
        return False
    if not unit.template.exists():
        raise KataError(f"{unit.slug} has no template at {unit.template}")
    _copy(unit.template, unit.attempt)
    return True


def start_again(unit: Unit, home: Path) -> Path:
    """Archives the attempt and copies the template anew.

    Args:
        unit: The unit.
        home: The learner's data folder.

    Returns:
        Where the old attempt lies now.

    Raises:
        KataError: There is no attempt.
    """
    archived = archive(unit, home)
    discard(unit.attempt)
    begin(unit)
    return archived


def archive(unit: Unit, home: Path) -> Path:
    """Copies the attempt to the learner's data folder.

    Raises:
        KataError: There is no attempt.
    """
    require_attempt(unit)
    now = datetime.datetime.now().strftime("%Y-%m-%d_%H.%M.%S")
    folder = home / "archive" / unit.slug
    folder.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=f"{now}_", dir=folder)) / unit.attempt.name
    _copy(unit.attempt, place)
    if pack_subject(place) != pack_subject(unit.attempt):
        raise KataError(f"{unit.attempt} changed while it was copied; nothing was reset")
    return place


def put_back(unit: Unit, files: dict[str, bytes]) -> None:
    """Makes the attempt of the files of a snapshot; what is there is replaced."""
    with tempfile.TemporaryDirectory(prefix=".attempt-", dir=unit.folder) as temporary:
        new = Path(temporary) / unit.attempt.name
        for name, content in files.items():
            file = new / name if unit.is_day else new
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        discard(unit.attempt)
        new.rename(unit.attempt)


def require_attempt(unit: Unit) -> None:
    """Makes sure that there is an attempt.

    Raises:
        KataError: There is none.
    """
    if not unit.attempt.exists():
        said = f"{unit.slug} is not started; `kata start {unit.slug}` makes an attempt"
        raise KataError(f"{said}, `kata restore --all` brings back one that is gone")


def discard(attempt: Path) -> None:
    """Removes an attempt that has been stored elsewhere."""
    if attempt.is_dir():
        shutil.rmtree(attempt)
    elif attempt.exists():
        attempt.unlink()


def _copy(source: Path, target: Path) -> None:
    """Copies a file or folder so that the target appears at once and whole."""
    with tempfile.TemporaryDirectory(prefix=".attempt-", dir=target.parent) as temporary:
        new = Path(temporary) / target.name
        if source.is_dir():
            shutil.copytree(source, new, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, new)
            with new.open("rb") as stream:
                os.fsync(stream.fileno())
        new.rename(target)
