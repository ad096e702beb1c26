"""Looks whether everything is as it should be, and says what to do where it is not."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator

from tools.kata.learner.errors import KataError
from tools.kata.learner.moved import find_strays, learners_files
from tools.kata.learner.trial import Learner
from tools.kata.learner.versions import current_versions, versions
from tools.kata.units import UnitError, find_units, load_units
from tools.kata.warden.address import UnsafeFolderError, realm, socket_path

VERSION = 1

Finding = tuple[bool, str]
_NAMED = 5


def doctor(learner: Learner, *, as_json: bool = False) -> int:
    """Prints all findings; returns 1 if one of them is bad."""
    findings = [
        *_python(),
        *_course(learner),
        *_warden(),
        *_journal(learner),
        *_attempts(learner),
    ]
    healthy = all(good for good, _ in findings)
    if as_json:
        rows = [{"ok": good, "text": text} for good, text in findings]
        print(json.dumps({"v": VERSION, "ok": healthy, "findings": rows}, ensure_ascii=False))
    else:
        for good, text in findings:
            print(f"{'ok   ' if good else 'WRONG'} {text}")
    return int(not healthy)


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
    """Brings attempts home whose unit was moved or renamed, and names those that have none."""
    try:
        strays = find_strays(learner.course, learner.journal.events())
    except (KataError, OSError):
        return  # said above
    for stray in strays:
        yield stray.unit is not None, learner.take_home(stray)
    found = sum(path.name != "attempt_tests.py" for path in learners_files(learner.course.root))
    beside = ", each beside its unit" if all(stray.unit for stray in strays) else ""
    yield True, f"attempts: {found}{beside}"
    gone = [
        unit.slug
        for unit in learner.course.present()
        if not unit.attempt.exists()
        and current_versions(versions(learner.journal.events(), unit.uuid))
    ]
    if gone:
        said = f"gone attempts: {', '.join(gone[:_NAMED])}"
        more = f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
        yield False, f"{said}{more}; `kata restore --all` brings them back"
