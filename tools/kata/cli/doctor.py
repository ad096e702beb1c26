"""Looks whether everything is as it should be, and says what to do where it is not."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator, Sequence

from tools.kata.hashes import pack_subject
from tools.kata.learner.errors import KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.journal import Event
from tools.kata.units import UnitError, find_units, load_units
from tools.kata.warden.address import UnsafeFolderError, realm, socket_path

Finding = tuple[bool, str]


def doctor(learner: Learner) -> int:
    """Prints all findings; returns 1 if one of them is bad."""
    findings = [
        *_python(),
        *_course(learner),
        *_warden(),
        *_journal(learner),
        *_attempts(learner),
    ]
    for good, text in findings:
        print(f"{'ok   ' if good else 'WRONG'} {text}")
    return int(not all(good for good, _ in findings))


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info[:2] == (3, 11)
    wanted = "" if good else "; the course wants 3.11: set CHALLENGES_PYTHON and remove .venv"
    yield good, f"Python {version} at {sys.executable}{wanted}"


def _course(learner: Learner) -> Iterator[Finding]:
    try:
        catalogue = learner.course.catalogue
        units = load_units(find_units(learner.course.root))
    except (KataError, UnitError) as error:
        for line in str(error).splitlines():
            yield False, line
        return
    yield True, f"{len(units)} units here, {len(catalogue)} in the catalogue"


def _warden() -> Iterator[Finding]:
    try:
        path = socket_path(*realm())
    except UnsafeFolderError as error:
        yield False, str(error)
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(path)
        except OSError:
            yield True, "the warden is not running; the next `kata test` starts it"
        else:
            yield True, f"the warden listens at {path}"


def _journal(learner: Learner) -> Iterator[Finding]:
    journal = learner.journal
    try:
        events = journal.events()
    except OSError as error:
        yield False, f"the journal cannot be read: {error}"
        return
    yield True, f"{len(events)} events in {journal.file}"
    if bad := journal.bad_lines():
        said = f"{bad} damaged or foreign lines were set aside in {journal.bad_file}"
        yield False, f"{said}; look at them, then remove that file"


def _attempts(learner: Learner) -> Iterator[Finding]:
    """Finds attempts that lie where no unit is any more, since it was moved or renamed."""
    root = learner.course.root
    slugs = _slugs(learner.journal.events())
    found = [*root.glob("challenges/**/attempt.py"), *root.glob("challenges/days/*/attempt")]
    lost = [path for path in sorted(found) if not (path.parent / "unit.toml").is_file()]
    if not lost:
        yield True, f"{len(found)} attempts, each beside its unit"
    for path in lost:
        unit = learner.course.by_uuid(slugs.get(path.parent.name, ""))
        if unit is None:
            yield False, f"{path} lies beside no unit of this checkout"
        elif unit.attempt.exists():
            same = pack_subject(path) == pack_subject(unit.attempt)
            said = "the same one" if same else "another one"
            yield False, f"{path}: its unit is now {unit.slug}, where {said} lies"
        else:
            yield False, f"{path}: its unit has moved; mv '{path}' '{unit.attempt}'"


def _slugs(events: Sequence[Event]) -> dict[str, str]:
    """Returns uuids by the slugs under which units have been worked on."""
    known: dict[str, str] = {}
    for event in events:
        if isinstance(slug := event.get("slug"), str):
            known[slug] = str(event["unit"])
    return known
