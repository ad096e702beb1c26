"""Attempts that were left behind when their unit was renamed or moved, and the way home."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.kata.hashes import pack_subject
from tools.kata.learner.attempts import discard
from tools.kata.learner.course import Course
from tools.kata.state.journal import Event
from tools.kata.units import Unit

_PATTERNS = (
    "*/*/*/attempt.py",
    "*/*/*/attempt_tests.py",
    "days/*/attempt",
    "days/*/attempt_tests.py",
)


@dataclass(frozen=True, slots=True)
class Stray:
    """A learner's file or folder that does not lie beside its unit.

    Attributes:
        path: Where it lies.
        unit: Whose it is; None when that unit is not in this checkout.
    """

    path: Path
    unit: Unit | None

    @property
    def target(self) -> Path | None:
        """Where it belongs; its name is the same in each unit."""
        return self.unit.folder / self.path.name if self.unit else None

    @property
    def is_attempt(self) -> bool:
        """Whether it is an attempt and not the learner's tests."""
        return self.unit is not None and self.path.name == self.unit.attempt.name


def learners_files(root: Path) -> list[Path]:
    """Returns all attempts and tests of the learner in a checkout."""
    challenges = root / "challenges"
    return sorted(path for pattern in _PATTERNS for path in challenges.glob(pattern))


def find_strays(course: Course, events: Iterable[Event]) -> list[Stray]:
    """Returns what lies beside no unit, or beside one that has taken the place of its own.

    Whose it is follows from the slug under which a unit was last worked on.
    """
    owners = {slug: str(e["unit"]) for e in events if isinstance(slug := e.get("slug"), str)}
    strays = []
    for path in learners_files(course.root):
        owner = owners.get(path.parent.name, "")
        described = path.parent / "unit.toml"
        if not described.is_file():
            strays.append(Stray(path, course.by_uuid(owner)))
        elif owner not in described.read_text(encoding="utf-8") and (unit := course.by_uuid(owner)):
            strays.append(Stray(path, unit))
    return strays


def take_home(stray: Stray) -> bool:
    """Moves a stray beside its unit, if nothing else lies there.

    Returns:
        Whether it is there now; if not, nothing was changed.
    """
    target = stray.target
    if target is None:
        return False
    if not target.exists():
        stray.path.rename(target)
    elif pack_subject(stray.path) == pack_subject(target):
        discard(stray.path)
    else:
        return False
    with contextlib.suppress(OSError):
        # Only if nothing else is left in it.
        stray.path.parent.rmdir()
    return True
