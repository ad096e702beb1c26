"""What is due: the suggestion of the next unit, and reviews of solved ones."""

from __future__ import annotations

import json

from tools.kata.learner.errors import KataError
from tools.kata.learner.suggestion import suggest
from tools.kata.learner.trial import Learner
from tools.kata.progress import unit_name
from tools.kata.review.evidence import LEARNER
from tools.kata.review.schedule import Scheduled
from tools.kata.units import Unit

VERSION = 1
_SOON = 5


def suggest_next(learner: Learner, *, as_json: bool) -> None:
    """Prints what to do next, and why."""
    found = suggest(learner, learner.today())
    if as_json:
        slug, uuid = (found.unit.slug, found.unit.uuid) if found.unit else (None, None)
        fields = {"unit": slug, "uuid": uuid, "reason": found.reason, "why": found.why}
        print(json.dumps({"v": VERSION, **fields}, ensure_ascii=False))
    elif found.unit is None:
        print(f"nothing is left: {found.why}")
    else:
        unit = found.unit
        title = unit_name(learner.course.entry(unit.slug))
        print(f"{title} ({unit.slug}) · {unit.topic} · about {unit.minutes} min")
        print(f"why  {found.why}")
        if found.reason in ("ready", "open"):
            print(f"now  kata start {unit.slug}")


def list_reviews(learner: Learner, *, as_json: bool) -> None:
    """Prints what is due today, and what will be."""
    today = learner.today()
    known = learner.schedule()
    due = [each for each in known if each.due <= today or each.reviewing]
    later = [each for each in known if each not in due]
    if as_json:
        rows = {"due": [_row(each) for each in due], "later": [_row(each) for each in later]}
        print(json.dumps({"v": VERSION, "today": today.isoformat(), **rows}, ensure_ascii=False))
        return
    for each in due:
        print(f"{each.due}  {each.unit.slug:<24} {_said(each)}")
    for each in later[:_SOON]:
        print(f"{each.due}  {each.unit.slug:<24} later")
    if due:
        print(f"{len(due)} due; `kata review UNIT` begins one in a fresh attempt")
    else:
        print("nothing is due" + (f" before {later[0].due}" if later else ""))


def begin_review(learner: Learner, name: str) -> None:
    """Puts the attempt aside and begins a fresh one, once a day at most.

    Raises:
        KataError: The unit is neither solved nor given up, or it has passed today.
    """
    unit = learner.named(name)
    found = _scheduled(learner, unit)
    if found.reviewing:
        print(f"the review of {unit.slug} has begun already; `kata test` judges your attempt")
        learner.start(unit)
        return
    if found.last == learner.today():
        raise KataError(f"{unit.slug} has passed today; its next review is due on {found.due}")
    archived = learner.begin_review(unit)
    print(f"{unit.slug}: begun again from the template")
    if archived:
        print(f"the old attempt is {archived}; `kata history` lists it, too")
    print(f"attempt   {unit.attempt}")
    print("now       solve it from memory; when it passes, the next review is set")


def rate(learner: Learner, name: str, rating: str) -> None:
    """Replaces the rating that was derived for the last pass of a unit.

    Raises:
        KataError: The unit has never passed.
    """
    unit = learner.named(name)
    before = _scheduled(learner, unit).rating
    if before is None:
        raise KataError(f"{unit.slug} has not passed yet, so there is nothing to rate")
    learner.journal.append("review", unit.uuid, slug=unit.slug, by=LEARNER, rating=rating)
    due = learner.record_review(unit).due
    print(f"{unit.slug}: {rating} instead of {before}; next review on {due}")


def _scheduled(learner: Learner, unit: Unit) -> Scheduled:
    for each in learner.schedule():
        if each.unit.uuid == unit.uuid:
            return each
    raise KataError(f"{unit.slug} is not solved yet, so there is nothing to review")


def _said(each: Scheduled) -> str:
    if each.reviewing:
        return "begun, not passed yet"
    return f"rated {each.rating} on {each.last}" if each.last else "its solution was opened"


def _row(each: Scheduled) -> dict[str, object]:
    fields = {"unit": each.unit.slug, "uuid": each.unit.uuid, "due": each.due.isoformat()}
    return {
        **fields,
        "rating": each.rating,
        "stability": each.stability,
        "difficulty": each.difficulty,
        "last": each.last.isoformat() if each.last else None,
        "begun": each.reviewing,
    }
