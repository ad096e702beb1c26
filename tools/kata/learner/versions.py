"""The versions of an attempt: every snapshot that the journal names, and the way back to one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.kata.learner.attempts import archive, put_back
from tools.kata.learner.errors import KataError
from tools.kata.mytests.own_tests import tests_file
from tools.kata.state.files import replace_file
from tools.kata.state.journal import Event
from tools.kata.state.snapshots import SnapshotError
from tools.kata.units import Unit

if TYPE_CHECKING:
    from tools.kata.learner.trial import Learner

# Kinds of events with a snapshot. It was the attempt; it was, and then gave way to the template;
# it was something else that came up.
_STAYED = ("judged", "restored", "saved")
_LEFT = ("reset", "review_begun")
_ASIDE = ("aside",)

_SHA = re.compile(r"[0-9a-f]{64}")
_SHORT_SHA = 10


@dataclass(frozen=True, slots=True)
class Version:
    """An attempt as it once was.

    Attributes:
        sha: Name of its snapshot.
        event: What the journal tells of it: when, why, how it was judged.
    """

    sha: str
    event: Event

    @property
    def short(self) -> str:
        """As much of the name as people read and type."""
        return self.sha[:_SHORT_SHA]

    def text(self, name: str) -> str:
        """Returns a text of the event; empty when it has none of that name."""
        value = self.event.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """Returns a whole number of the event, if it has one of that name."""
        value = self.event.get(name)
        return value if isinstance(value, int) else None


def versions(events: Iterable[Event], uuid: str) -> list[Version]:
    """Returns the versions of the attempt at a unit, the oldest first."""
    found = []
    for event in events:
        sha = event.get("attempt_sha")
        kept = event["kind"] in (*_STAYED, *_LEFT, *_ASIDE) and event["unit"] == uuid
        if kept and isinstance(sha, str) and _SHA.fullmatch(sha):
            found.append(Version(sha, event))
    return found


def current_versions(known: Sequence[Version]) -> list[Version]:
    """Returns what the attempt was since it was last begun from the template, the newest first."""
    found: list[Version] = []
    for version in reversed(known):
        if version.event["kind"] in _LEFT:
            break
        if version.event["kind"] in _STAYED:
            found.append(version)
    return found


def find_version(known: Sequence[Version], beginning: str, slug: str) -> Version:
    """Returns the version whose name begins so.

    Raises:
        KataError: There is none, or more than one.
    """
    found = {version.sha: version for version in known if version.sha.startswith(beginning)}
    if len(found) != 1:
        several = f"{len(found)} snapshots begin" if found else "no snapshot begins"
        raise KataError(f"{several} with {beginning!r}; `kata history {slug}` lists them")
    return next(iter(found.values()))


def bring_back(learner: Learner, unit: Unit, version: Version) -> str:
    """Makes a version the attempt again.

    Returns:
        Where the attempt lies now that was there before; empty when there was none.

    Raises:
        SnapshotError: The snapshot is damaged or gone; nothing was changed.
    """
    files = learner.snapshots.load(version.sha)
    archived = ""
    if unit.attempt.exists():
        learner.keep(unit)
        archived = str(archive(unit, learner.home))
    put_back(unit, files)
    learner.journal.append("restored", unit.uuid, slug=unit.slug, attempt_sha=version.sha)
    return archived


def bring_back_last(learner: Learner, unit: Unit) -> tuple[Version | None, list[str]]:
    """Makes the newest version whose snapshot is whole the attempt again.

    Returns:
        The version, None if there is none, and what is wrong with the newer ones.
    """
    problems = []
    for version in current_versions(versions(learner.journal.events(), unit.uuid)):
        try:
            bring_back(learner, unit, version)
        except SnapshotError as error:
            problems.append(str(error))
        else:
            return version, problems
    return None, problems


def bring_back_own_tests(learner: Learner, unit: Unit) -> bool:
    """Makes the last snapshot of the learner's tests attempt_tests.py again, if that is gone."""
    file = tests_file(unit)
    for event in reversed(learner.journal.events()):
        sha = event.get("own_tests_sha")
        if event["unit"] != unit.uuid or not isinstance(sha, str) or file.exists():
            continue
        if not _SHA.fullmatch(sha):
            continue
        try:
            (content,) = learner.snapshots.load(sha).values()
        except SnapshotError:
            continue
        replace_file(file, content)
        return True
    return False
