"""Versions of an attempt: list them, bring one back, bring all attempts back."""

from __future__ import annotations

import json

from tools.kata.hashes import subject_sha
from tools.kata.learner.errors import KataError
from tools.kata.learner.progress_file import ProgressFile
from tools.kata.learner.trial import Learner
from tools.kata.learner.versions import (
    Version,
    bring_back,
    bring_back_last,
    bring_back_own_tests,
    current_versions,
    find_version,
    versions,
)
from tools.kata.state.snapshots import SnapshotError
from tools.kata.units import Unit

VERSION = 1
_LAST = 20
_KINDS = {
    "reset": "before it was begun again",
    "review_begun": "before its review",
    "restored": "restored",
    "saved": "before another one was restored",
    "aside": "found in the unit's old folder",
}


def history(learner: Learner, name: str, *, as_json: bool) -> None:
    """Lists the versions of the attempt at a unit."""
    unit = learner.named(name)
    known = versions(learner.journal.events(), unit.uuid)
    if as_json:
        about = {"v": VERSION, "unit": unit.slug, "uuid": unit.uuid}
        print(json.dumps({**about, "versions": [_row(each) for each in known]}))
        return
    for each in known[-_LAST:]:
        when = each.text("ts")[:16].replace("T", " ")
        print(f"{when}  {each.short}  {_said(each)}")
    judged = sum(each.text("kind") == "judged" for each in known)
    print(f"{unit.slug}: {judged} judged; `kata restore SNAPSHOT` brings one back")


def restore(learner: Learner, snapshot: str, name: str) -> None:
    """Makes a snapshot the attempt again; the present attempt is archived."""
    unit = learner.named(name)
    version = find_version(versions(learner.journal.events(), unit.uuid), snapshot, unit.slug)
    try:
        archived = bring_back(learner, unit, version)
    except SnapshotError as error:
        raise KataError(str(error)) from error
    if archived:
        print(f"the present attempt is archived: {archived}")
    print(f"{unit.attempt} is snapshot {version.short} again")


def restore_all(learner: Learner) -> int:
    """Brings back every attempt that is gone; returns 1 if one cannot be had again.

    What the learner has edited since the last snapshot stays as it is; a bare template in the
    place of an attempt is no work and makes way for it.
    """
    status = 0
    restored = same = 0
    if ProgressFile(learner).bring_back():
        print("progress.local.md is there again")
    for unit in learner.course.present():
        if bring_back_own_tests(learner, unit):
            print(f"{unit.slug:<24} attempt_tests.py is there again")
        known = current_versions(versions(learner.journal.events(), unit.uuid))
        if not known:
            continue
        last = known[0]
        now = subject_sha(unit.attempt)
        if unit.attempt.exists() and now == last.sha:
            same += 1
        elif unit.attempt.exists() and not _is_template(unit, now):
            said = f"stays: it is not its last snapshot; `kata restore {last.short} {unit.slug}`"
            print(f"{unit.slug:<24} {said}")
        else:
            found, problems = bring_back_last(learner, unit)
            for problem in problems:
                print(f"{unit.slug:<24} {problem}")
                status = 1
            if found is not None:
                restored += 1
                print(f"{unit.slug:<24} is snapshot {found.short} again")
    print(f"attempts restored: {restored}, already there: {same}")
    return status


def _is_template(unit: Unit, sha: str) -> bool:
    if unit.is_day:
        return subject_sha(unit.template) == sha
    # The name of a subject's file counts for its hash.
    return unit.attempt.read_bytes() == unit.template.read_bytes()


def _said(version: Version) -> str:
    if version.text("kind") != "judged":
        return _KINDS.get(version.text("kind"), "")
    cases = f"{version.number('passed')}/{version.number('total')}"
    return f"{version.text('verdict'):<4}  {cases:>8}  stage {version.text('stage')}"


def _row(version: Version) -> dict[str, object]:
    return {
        "ts": version.text("ts"),
        "snapshot": version.sha,
        "kind": version.text("kind"),
        "verdict": version.text("verdict") or None,
        "stage": version.text("stage") or None,
        "passed": version.number("passed"),
        "total": version.number("total"),
    }
