"""The page's overview: what is solved, the grids of units, weak topics, activity, prerequisites."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Sequence

from tools.kata.dashboard.charts import activity_chart
from tools.kata.dashboard.graph import Layout, layouts
from tools.kata.dashboard.markup import Markup, Node, element, join, listed
from tools.kata.dashboard.report import PLANNED, Report, UnitReport, WeakTopic, solved
from tools.kata.dashboard.status import LOOKS, legend, mark
from tools.kata.progress import group_title, unit_name

_DATE = "%-d %b %Y"
_MOST_WEAK = 6
_MOST_WEAK_UNITS = 5
_ACTIVE_DAYS_SHOWN = 30

# A node of the graph, in pixels.
_NODE_WIDTH, _NODE_HEIGHT = 188, 30
_COLUMN_GAP, _ROW_GAP = 40, 10
_TITLE_LETTERS = 22


def board(report: Report) -> Markup:
    """Returns all sections; each with `data-live` can be replaced by itself."""
    return join(
        _summary(report),
        _section("challenges", "Challenges", legend(), _challenges(report)),
        _section("days", "Days", _days(report)),
        _section("weak", "Weak topics", _weak(report.weak_topics())),
        _section("activity", "Activity", _activity(report)),
        _section("graph", "What comes before what", _graph(report)),
    )


def panel_id(each: UnitReport) -> str:
    """Returns the id of a unit's panel."""
    return f"unit-{each.entry.slug}"


def link(each: UnitReport, text: str) -> Markup:
    """Returns a link that opens a unit's panel."""
    return element("a", text, href=_href(each))


def state(each: UnitReport) -> str:
    """Returns how far a unit is, in words."""
    word = LOOKS[each.status].word
    if each.unit is None or each.status == "new":
        return word
    return f"{word}, {each.standing.stages} of {len(each.unit.stages)} stages"


def _href(each: UnitReport) -> str:
    return f"#{urllib.parse.quote(panel_id(each))}"


def _section(name: str, title: str, *children: Node) -> Markup:
    heading = element("h2", title, id=f"{name}-title")
    return element(
        "section",
        heading,
        *children,
        id=name,
        class_="card",
        data_live=True,
        aria_labelledby=f"{name}-title",
    )


def _summary(report: Report) -> Markup:
    again = sum(each.status == "re-check" for each in report.units)
    last = report.last_activity
    tiles = [
        _tile("Solved", report.units),
        _tile("Challenges", report.challenges),
        _tile("Days", report.days),
        _fact("Last activity", f"{last:{_DATE}}" if last else "none yet"),
        _fact("Tests changed", f"{again} to re-check") if again else None,
    ]
    now = report.current
    current = (
        element("p", "Current unit: ", link(now, unit_name(now.entry)), f" ({state(now)})")
        if now
        else element(
            "p", "No unit is begun yet. Open one below, or type ", element("code", "kata"), "."
        )
    )
    problem = element("p", report.problem, class_="problem") if report.problem else None
    return element(
        "section",
        problem,
        element("dl", *tiles, class_="tiles"),
        current,
        id="summary",
        data_live=True,
        aria_label="Summary",
    )


def _tile(name: str, units: Sequence[UnitReport]) -> Markup:
    done, count = solved(units), len(units)
    bar = element("rect", width=100 * done / max(count, 1), height=4, class_="done")
    figure = element("dd", element("strong", f"{done}"), f" of {count}", _bar(bar))
    return element("div", element("dt", name), figure)


def _bar(filled: Markup) -> Markup:
    """Returns a bar of 100 by 4 that holds another."""
    return element(
        "svg",
        element("rect", width=100, height=4, class_="track"),
        filled,
        viewBox="0 0 100 4",
        preserveAspectRatio="none",
        class_="bar",
        aria_hidden="true",
    )


def _fact(name: str, value: str) -> Markup:
    return element("div", element("dt", name), element("dd", element("b", value)))


def _challenges(report: Report) -> Markup:
    return element(
        "div",
        *(_level(level, report.challenges) for level in ("intermediate", "senior")),
        class_="levels",
    )


def _level(level: str, challenges: Iterable[UnitReport]) -> Markup:
    topics: dict[str, list[UnitReport]] = {}
    for each in challenges:
        if each.entry.level == level:
            topics.setdefault(each.entry.topic, []).append(each)
    rows = (
        element(
            "li",
            element("h4", topic.replace("_", " ")),
            element("ul", *(element("li", _cell(each)) for each in units), class_="cells"),
        )
        for topic, units in topics.items()
    )
    return element("div", element("h3", level.capitalize()), element("ul", *rows, class_="topics"))


def _cell(each: UnitReport) -> Markup:
    name = f"{unit_name(each.entry)}: {state(each)}"
    return element(
        "a",
        mark(each.status),
        element("span", f"{each.entry.number}"),
        id=f"cell-{each.entry.slug}",
        class_="cell",
        href=_href(each),
        aria_label=name,
        title=name,
    )


def _days(report: Report) -> Markup:
    weeks: dict[str, list[UnitReport]] = {}
    for each in report.days:
        weeks.setdefault(group_title(each.entry).removeprefix("Days: ").capitalize(), []).append(
            each
        )
    return element("div", *(_week(title, days) for title, days in weeks.items()), class_="weeks")


def _week(title: str, days: Iterable[UnitReport]) -> Markup:
    rows = (element("li", _day(each)) for each in days)
    return element("div", element("h3", title), element("ol", *rows, class_="days"))


def _day(each: UnitReport) -> Markup:
    stages = element("span", *_stages(each), class_="stages", aria_hidden="true")
    name = f"{unit_name(each.entry)}: {state(each)}"
    return element(
        "a",
        mark(each.status),
        element("span", f"{each.entry.number:02}", class_="number"),
        element("span", each.entry.title, class_="title"),
        stages,
        id=f"cell-{each.entry.slug}",
        class_="day",
        href=_href(each),
        aria_label=name,
        title=name,
    )


def _stages(each: UnitReport) -> Iterable[Markup]:
    if each.unit is None:
        return
    for stage in each.unit.stages:
        passed = stage.index <= each.standing.stages
        text = "✓" if passed else f"{stage.index}"
        yield element("span", text, class_="passed" if passed else None)


def _weak(topics: Sequence[WeakTopic]) -> Markup:
    if not topics:
        said = "Where runs went wrong before the pass will be listed here. Nothing so far."
        return element("p", said, class_="quiet")
    most = topics[0].wrong
    rows = (_weak_row(topic, topic.wrong / most) for topic in topics[:_MOST_WEAK])
    said = "Wrong runs before a unit passed, by topic."
    return join(element("p", said, class_="quiet"), element("ol", *rows, class_="weak"))


def _weak_row(topic: WeakTopic, share: float) -> Markup:
    bar = element("rect", width=100 * share, height=4, class_="wrong")
    runs = f"{topic.wrong} {'run' if topic.wrong == 1 else 'runs'}"
    units = [link(each, each.entry.title) for each in topic.units]
    more = len(units) - _MOST_WEAK_UNITS
    return element(
        "li",
        element("b", topic.title),
        element("span", runs),
        _bar(bar),
        element("p", listed(units[:_MOST_WEAK_UNITS]), f" and {more} more" if more > 0 else None),
    )


def _activity(report: Report) -> Markup:
    chart = element("div", activity_chart(report.activity, report.today), class_="year")
    if not report.activity:
        return join(chart, element("p", "Judged runs will show here.", class_="quiet"))
    days = sorted(report.activity, reverse=True)[:_ACTIVE_DAYS_SHOWN]
    rows = (
        element("tr", element("td", f"{day:{_DATE}}"), element("td", f"{report.activity[day]}"))
        for day in days
    )
    head = element("tr", element("th", "Day", scope="col"), element("th", "Runs", scope="col"))
    table = element("table", element("thead", head), element("tbody", *rows))
    summary = element("summary", "The last active days as a table")
    return join(chart, element("details", summary, table, id="active-days"))


def _graph(report: Report) -> Markup:
    needs = {
        each.entry.slug: [*each.unit.requires, *each.unit.builds_on]
        for each in report.units
        if each.unit
    }
    # A name that the catalogue does not have cannot be drawn as a unit.
    needs = {
        slug: [name for name in before if name in report.by_slug] for slug, before in needs.items()
    }
    parts = [_part(layout, needs, report) for layout in layouts(needs)]
    free = sum(not before for before in needs.values())
    said = "An arrow leads from a unit to what it prepares for. "
    said += f"{free} of the {len(needs)} units in this checkout can be begun at once."
    return join(element("p", said, class_="quiet"), element("div", *parts, class_="graph"))


def _part(layout: Layout, needs: dict[str, list[str]], report: Report) -> Markup:
    places = {
        slug: (column * (_NODE_WIDTH + _COLUMN_GAP) + 1, row * (_NODE_HEIGHT + _ROW_GAP) + 1)
        for slug, (column, row) in layout.places().items()
    }
    edges = (
        _edge(places[other], place)
        for slug, place in places.items()
        for other in needs.get(slug, ())
        if places[other][0] < place[0]
    )
    nodes = (_node(report.by_slug[slug], *place) for slug, place in places.items())
    width = max(x for x, _ in places.values()) + _NODE_WIDTH + 1
    height = max(y for _, y in places.values()) + _NODE_HEIGHT + 1
    return element(
        "svg",
        *edges,
        *nodes,
        viewBox=f"0 0 {width} {height:g}",
        width=width,
        height=height,
        # Two columns can still be read when they are made to fit a telephone.
        class_="narrow" if len(layout.layers) == 2 else None,
    )


def _edge(start: tuple[float, float], end: tuple[float, float]) -> Markup:
    x1, y1 = start[0] + _NODE_WIDTH, start[1] + _NODE_HEIGHT / 2
    x2, y2 = end[0] - 5, end[1] + _NODE_HEIGHT / 2
    bend = (x2 - x1) / 2
    curve = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    return element("path", d=f"{curve}m-4 -3.5l5 3.5l-5 3.5", class_="edge")


def _node(each: UnitReport, x: float, y: float) -> Markup:
    title = each.entry.title
    short = title if len(title) <= _TITLE_LETTERS else f"{title[: _TITLE_LETTERS - 1].rstrip()}…"
    box = element("rect", width=_NODE_WIDTH, height=_NODE_HEIGHT, rx=6)
    look = LOOKS[each.status]
    letter = element("text", look.letter, x=12, y=16.2, text_anchor="middle")
    shape = element(
        "g", look.shape, letter, class_=f"mark {look.tone}", transform="translate(7 6) scale(.75)"
    )
    return element(
        "a",
        element("title", f"{unit_name(each.entry)}: {state(each)}"),
        box,
        shape,
        element("text", short, x=32, y=20),
        href=_href(each),
        class_="node planned" if each.status == PLANNED else "node",
        transform=f"translate({x:g} {y:g})",
        aria_label=f"{unit_name(each.entry)}: {state(each)}",
    )
