"""What the page shows, as JSON; the version changes when the meaning of a field does.

`units` has an object for each unit in the checkout, `planned` the names of all others.
"""

from __future__ import annotations

from dataclasses import asdict

from tools.kata.dashboard.report import VERSION, Report, UnitReport, solved
from tools.kata.units import Unit


def as_json(report: Report) -> dict[str, object]:
    """Returns a report, ready for `json.dumps`."""
    last = report.last_activity
    return {
        "v": VERSION,
        "total": len(report.units),
        "solved": solved(report.units),
        "days": len(report.days),
        "days_solved": solved(report.days),
        "last_activity": last.isoformat() if last else None,
        "current": report.current.entry.slug if report.current else None,
        "activity": {day.isoformat(): runs for day, runs in sorted(report.activity.items())},
        "weak_topics": [
            {
                "topic": topic.title,
                "wrong_runs": topic.wrong,
                "units": [each.entry.slug for each in topic.units],
            }
            for topic in report.weak_topics()
        ],
        "units": [_unit(each, each.unit) for each in report.units if each.unit],
        "planned": [each.entry.slug for each in report.units if not each.unit],
    }


def _unit(each: UnitReport, unit: Unit) -> dict[str, object]:
    standing = each.standing
    return {
        "uuid": unit.uuid,
        "slug": unit.slug,
        "number": unit.number,
        "title": unit.title,
        "level": unit.level,
        "topic": unit.topic,
        "requires": unit.requires,
        "builds_on": unit.builds_on,
        "status": each.status,
        "stages": standing.stages,
        "stages_total": len(unit.stages),
        "judged": standing.judged,
        "hints": standing.hints,
        "gave_up": standing.gave_up,
        "solved_at": standing.solved_at.isoformat() if standing.solved_at else None,
        "last": standing.last.isoformat() if standing.last else None,
        "review_due": each.review_due,
        "wrong_runs": each.wrong_runs,
        "runs": [run.as_json() for run in each.runs],
        "growth": [asdict(growth) for growth in each.growth],
        "notes": each.notes,
    }
