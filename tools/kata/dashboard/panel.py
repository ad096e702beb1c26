"""A unit's panel: what it asks for, what was tried, what is still failing, and the notes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.kata.dashboard.board import link, panel_id, state
from tools.kata.dashboard.charts import growth_chart, runs_chart
from tools.kata.dashboard.events import Growth, Run
from tools.kata.dashboard.markup import Markup, Node, element, join, listed
from tools.kata.dashboard.report import Report, UnitReport
from tools.kata.dashboard.statement import render_markdown
from tools.kata.dashboard.status import mark
from tools.kata.learner.progress_file import notes_stamp
from tools.kata.progress import group_title, unit_name
from tools.kata.units import Unit

_LAST_RUNS = 20
_TIME = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a panel needs to know besides its unit.

    Attributes:
        report: The whole report.
        root: Root of the checkout; paths are shown relative to it.
        live: Whether the page can write; a file cannot.
    """

    report: Report
    root: Path
    live: bool


def panel(each: UnitReport, around: Surroundings) -> Markup:
    """Returns the dialog of a unit."""
    name = panel_id(each)
    close = element("button", "Close", type="button", data_close=True)
    title = element("h2", unit_name(each.entry), id=f"{name}-title")
    return element(
        "dialog",
        element("header", title, close),
        element("p", role="status") if around.live else None,
        _live(f"{name}-head", *_head(each, around)),
        _live(f"{name}-statement", _statement(each, each.unit)) if each.unit else None,
        _notes(each, each.unit, around.live) if each.unit else None,
        _live(f"{name}-past", *_past(each, each.unit)) if each.unit else None,
        id=name,
        aria_labelledby=f"{name}-title",
        data_cell=f"cell-{each.entry.slug}",
    )


def shown_notes(notes: str) -> str:
    """Returns what stands between markers as it is edited: without its first and last newline."""
    return notes.removeprefix("\n").removesuffix("\n")


def _head(each: UnitReport, around: Surroundings) -> Iterable[Node]:
    yield element("p", mark(each.status), element("span", _standing(each)), class_="standing")
    if each.unit is None:
        yield element("p", "This unit is announced; it is not in this checkout yet.")
        return
    yield _neighbours(each, each.unit, around.report)
    yield _work(each, each.unit, around)


def _past(each: UnitReport, unit: Unit) -> Iterable[Node]:
    yield _attempts(each.runs)
    yield _failing(each.runs)
    for growth in each.growth:
        yield _growth(growth)
    yield _hints(each, unit)


def _standing(each: UnitReport) -> str:
    facts = [state(each).capitalize(), group_title(each.entry)]
    if each.unit:
        facts.append(f"difficulty {each.unit.difficulty} of 5")
        facts.append(f"about {each.unit.minutes} min")
    if each.standing.solved_at:
        facts.append(f"solved {_local(each.standing.solved_at)[:10]}")
    if each.status == "re-check":
        facts.append("its tests have changed since: run kata test again")
    if each.standing.gave_up:
        facts.append("solution opened before it was solved")
    if each.review_due:
        facts.append(f"review due {each.review_due}")
    return " · ".join(facts)


def _neighbours(each: UnitReport, unit: Unit, report: Report) -> Markup | None:
    after = [
        other
        for other in report.units
        if other.unit and each.entry.slug in (*other.unit.requires, *other.unit.builds_on)
    ]
    before = (*unit.requires, *unit.builds_on)
    needs = [report.by_slug[slug] for slug in before if slug in report.by_slug]
    rows = [
        element("li", f"{said} ", listed(link(other, other.entry.title) for other in units))
        for said, units in (("Needs", needs), ("Prepares for", after))
        if units
    ]
    return element("ul", *rows, class_="neighbours") if rows else None


def _work(each: UnitReport, unit: Unit, around: Surroundings) -> Markup:
    current = around.report.current is each
    # One is where the other was, so that the keyboard stays there when it was pressed.
    place = f"{panel_id(each)}-start"
    begin = element("button", "Start this unit", type="button", id=place, data_start=unit.uuid)
    done = element("span", "This is your current unit.", id=place, tabindex=-1)
    attempt = unit.attempt
    path = str(attempt.relative_to(around.root) if attempt.is_relative_to(around.root) else attempt)
    return element(
        "p",
        (done if current else begin) if around.live else None,
        " Attempt ",
        element("code", path),
        ", judged by ",
        element("code", f"kata test {unit.slug}"),
        class_="work",
    )


def _attempts(runs: Sequence[Run]) -> Markup:
    if not runs:
        return _part("Attempts", element("p", "No run was judged yet.", class_="quiet"))
    head = _row("th", "When", "Verdict", "Cases", "Stage", "First failing case")
    rows = [
        _row(
            "td",
            _local(run.when) if run.when else "",
            run.verdict,
            f"{run.passed}/{run.total}",
            f"{run.stage} only" if run.scope else run.stage,
            run.case,
        )
        for run in reversed(runs[-_LAST_RUNS:])
    ]
    table = element("table", element("thead", head), element("tbody", *rows))
    scrolled = element("div", table, class_="scrolled", tabindex=0, role="group", aria_label="Runs")
    shown = min(len(runs), _LAST_RUNS)
    said = f"The last {shown} of {len(runs)} runs" if len(runs) > shown else "All runs"
    details = element("details", element("summary", said), scrolled)
    return _part("Attempts", runs_chart(runs), details)


def _failing(runs: Sequence[Run]) -> Markup | None:
    """Returns the cases that were the first to fail, the latest first, and whether they pass."""
    failed: dict[str, list[int]] = {}
    for index, run in enumerate(runs):
        if run.case:
            failed.setdefault(run.case, []).append(index)
    if not failed:
        return None
    solved = max((index for index, run in enumerate(runs) if run.solves), default=-1)
    rows = []
    for case, at in sorted(failed.items(), key=lambda item: -item[1][-1]):
        when = runs[at[-1]].when
        facts = ["failed once" if len(at) == 1 else f"failed {len(at)} times"]
        if when:
            facts.append(f"last {_local(when)}" if len(at) > 1 else _local(when))
        if solved > at[-1]:
            facts.append("passes since")
        rows.append(element("li", element("code", case), f" {', '.join(facts)}"))
    return _part("Cases that failed", element("ul", *rows, class_="cases"))


def _hints(each: UnitReport, unit: Unit) -> Markup:
    files = sorted((unit.folder / "hints").glob("[0-9].md"))
    seen = files[: each.standing.hints]
    said = f"{len(seen)} of {len(files)} hints seen."
    rows = (element("li", render_markdown(file.read_text(encoding="utf-8"))) for file in seen)
    listed = element("ol", *rows) if seen else None
    return _part("Hints", element("p", said, class_="quiet"), listed)


def _growth(growth: Growth) -> Markup:
    chart = growth_chart(growth) if growth.points else None
    return _part(f"Growth of {growth.function or 'time'}", element("p", growth.in_words()), chart)


def _notes(each: UnitReport, unit: Unit, live: bool) -> Markup | None:
    text = shown_notes(each.notes)
    if not live:
        return _part("Notes", element("pre", text, class_="notes")) if text else None
    name = f"{panel_id(each)}-notes"
    area = element(
        "textarea",
        # A newline right after the tag is not part of the value.
        f"\n{text}",
        id=name,
        rows=5,
        spellcheck="true",
        aria_describedby=f"{name}-said",
    )
    said = element("span", "Kept in progress.local.md.", id=f"{name}-said", role="status")
    return element(
        "form",
        element("h3", element("label", "Notes", for_=name)),
        area,
        element("div", element("button", "Save notes"), " ", said, class_="work"),
        data_notes=unit.uuid,
        data_known=notes_stamp(each.notes),
        id=f"{name}-form",
    )


def _statement(each: UnitReport, unit: Unit) -> Markup:
    text = (unit.folder / "README.md").read_text(encoding="utf-8")
    return element(
        "details",
        element("summary", element("h3", "Statement")),
        element("div", render_markdown(text), class_="prose"),
        open=not each.runs,
    )


def _live(name: str, *children: Node) -> Markup:
    """Returns a part that the page replaces by itself when it has changed."""
    return element("div", *children, id=name, data_live=True)


def _part(title: str, *children: Node) -> Markup:
    return join(element("h3", title), *children)


def _row(tag: str, *texts: str) -> Markup:
    scope = "col" if tag == "th" else None
    return element("tr", *(element(tag, text, scope=scope) for text in texts))


def _local(when: datetime.datetime) -> str:
    return f"{when.astimezone():{_TIME}}"
