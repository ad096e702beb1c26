"""Pictures in SVG: runs of a unit, growth on two logarithmic axes, activity over a year.

Colours and fonts come from page.css. Each picture names what it shows; what it shows in detail
stands as text beside it.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence

from tools.kata.dashboard.events import Growth, Run
from tools.kata.dashboard.markup import Markup, Node, element, join

_WIDTH, _HEIGHT = 560, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 12, 24
_MOST_RUNS = 60
_MOST_DECADES = 6

_WEEKS = 53
_CELL = 12
_MONTH_ROW = 16
_MOST_ON_A_DAY = 8


def picture(name: str, width: float, height: float, *children: Node, class_: str) -> Markup:
    """Returns an SVG picture with a name for those who do not see it."""
    return element(
        "svg",
        *children,
        class_=class_,
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_label=name,
    )


def runs_chart(runs: Sequence[Run]) -> Markup:
    """Returns the share of cases that passed in each of the last runs, oldest first."""
    shown = runs[-_MOST_RUNS:]
    wide = _WIDTH - _LEFT - _RIGHT
    step = wide / len(shown)
    points = []
    for index, run in enumerate(shown):
        points.append((_LEFT + step * (index + 0.5), _down(1 - _share(run))))
    grid = [
        join(_rule(_down(1 - share)), _label(f"{share:.0%}", _LEFT - 8, _down(1 - share) + 4))
        for share in (0, 0.5, 1)
    ]
    marks = [_run_mark(run, *point) for run, point in zip(shown, points, strict=True)]
    name = f"Cases passed in {'the last ' if len(runs) > _MOST_RUNS else ''}{len(shown)} runs"
    line = _line(points, "trend")
    return picture(name, _WIDTH, _HEIGHT, *grid, line, *marks, class_="chart runs")


def growth_chart(growth: Growth) -> Markup:
    """Returns seconds over size, both logarithmic, of the learner and of the reference."""
    sizes = [size for size, _, _ in growth.points]
    times = [time for _, *both in growth.points for time in both]
    across = _Axis(sizes, _LEFT + 16, _WIDTH - _RIGHT - 84)
    down = _Axis(times, _HEIGHT + 60 - _BOTTOM, _TOP)
    children: list[Node] = []
    for power in down.powers:
        y = down.at(power)
        children += [_rule(y, _LEFT + 16, 84), _label(_seconds(power), _LEFT + 8, y + 4)]
    for power in across.powers:
        x = across.at(power)
        children.append(_label(f"10{_raised(power)}", x, _HEIGHT + 56, "middle"))
    ends: list[float] = []
    for name, column in (("reference", 2), ("yours", 1)):
        line = [
            (across.at(math.log10(point[0])), down.at(math.log10(point[column])))
            for point in growth.points
        ]
        x, y = line[-1]
        y = y if all(abs(y - other) > 14 for other in ends) else y + 15
        ends.append(y)
        children += [_line(line, name), *(_point(name, *place) for place in line)]
        children.append(_label(name, x + 12, y + 4, "start"))
    name = f"Seconds over size of {growth.function}, yours and the reference, logarithmic"
    return picture(name, _WIDTH, _HEIGHT + 60, *children, class_="chart growth")


def activity_chart(activity: Mapping[datetime.date, int], today: datetime.date) -> Markup:
    """Returns a year of days in weeks; the more runs on a day, the larger its square."""
    first = today - datetime.timedelta(days=today.weekday(), weeks=_WEEKS - 1)
    children: list[Node] = []
    month = 0
    for week in range(_WEEKS):
        monday = first + datetime.timedelta(weeks=week)
        if monday.month != month and monday.day <= 7:
            children.append(_label(f"{monday:%b}", week * _CELL, 10, "start"))
        month = monday.month
        for weekday in range(7):
            day = monday + datetime.timedelta(days=weekday)
            if day <= today:
                place = (week * _CELL + _CELL / 2, _MONTH_ROW + weekday * _CELL + _CELL / 2)
                children.append(_day(day, activity.get(day), *place))
    active = sum(first <= day <= today for day in activity)
    name = f"Activity on {active} days of the last {_WEEKS} weeks"
    height = _MONTH_ROW + 7 * _CELL
    return picture(name, _WEEKS * _CELL, height, *children, class_="calendar")


def _day(day: datetime.date, runs: int | None, x: float, y: float) -> Markup:
    if runs is None:
        return element("circle", cx=x, cy=y, r=1.2, class_="idle")
    side = 5 + 5 * min(runs, _MOST_ON_A_DAY) / _MOST_ON_A_DAY
    title = element("title", f"{day:%d %b %Y}: {runs} runs")
    corner = {"x": x - side / 2, "y": y - side / 2}
    return element("rect", title, width=side, height=side, rx=2, class_="active", **corner)


class _Axis:
    """A logarithmic axis of whole decades around values above 0, from one pixel to another."""

    def __init__(self, values: Iterable[float], start: float, end: float) -> None:
        logs = [math.log10(value) for value in values]
        low = math.floor(min(logs))
        high = max(math.ceil(max(logs)), low + 1)
        self._low, self._span = low, high - low
        self._start, self._end = start, end
        self.powers = range(low, high + 1, math.ceil(self._span / _MOST_DECADES))

    def at(self, power: float) -> float:
        """Returns the pixel of a power of ten."""
        share = (power - self._low) / self._span
        return self._start + share * (self._end - self._start)


def _share(run: Run) -> float:
    if run.passed >= run.total:
        return 1.0 if run.total else 0.0
    return run.passed / run.total


def _down(share: float) -> float:
    return _TOP + share * (_HEIGHT - _TOP - _BOTTOM)


def _rule(y: float, left: float = _LEFT, right: float = _RIGHT) -> Markup:
    return element("line", x1=left, x2=_WIDTH - right, y1=y, y2=y, class_="rule")


def _label(text: str, x: float, y: float, anchor: str = "end") -> Markup:
    return element("text", text, x=x, y=y, text_anchor=anchor)


def _line(points: Iterable[tuple[float, float]], class_: str) -> Markup:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return element("polyline", points=path, class_=class_)


def _point(name: str, x: float, y: float) -> Markup:
    if name == "yours":
        return element("circle", cx=x, cy=y, r=3.5, class_=name)
    return element("rect", x=x - 3, y=y - 3, width=6, height=6, class_=name)


def _run_mark(run: Run, x: float, y: float) -> Markup:
    """Returns a disc for a pass, a cross for a wrong run, a ring for what is neither."""
    title = element("title", f"{run.verdict} {run.passed}/{run.total}")
    if run.verdict == "AC":
        return element("circle", title, cx=x, cy=y, r=4, class_="pass")
    if run.is_wrong:
        path = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
        return element("path", title, d=path, class_="wrong")
    return element("circle", title, cx=x, cy=y, r=3.5, class_="other")


def _seconds(power: int) -> str:
    named = {0: "1 s", -3: "1 ms", -6: "1 µs", -1: "100 ms", -2: "10 ms", -4: "100 µs"}
    return named.get(power, f"10{_raised(power)} s")


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
