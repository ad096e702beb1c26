"""A badge: how many units are solved, as a small picture."""

from __future__ import annotations

from tools.kata.dashboard.markup import element
from tools.kata.dashboard.report import Report, solved

_HEIGHT = 20
_LABEL = "Python Challenges"
# Of a sans-serif at 11 pixels, on the wide side; textLength makes it so.
_LETTER = 6.6


def badge(report: Report) -> str:
    """Returns the badge as an SVG file that needs no font, script or style from elsewhere."""
    done, count = solved(report.units), len(report.units)
    value = f"{done} of {count}"
    left, right = (round(len(text) * _LETTER) + 14 for text in (_LABEL, value))
    width = left + right
    meter = element(
        "rect", x=left, y=17, width=right * done / max(count, 1), height=3, fill="#7fe0b3"
    )
    svg = element(
        "svg",
        element("title", f"{_LABEL}: {value} solved"),
        element(
            "g",
            element("rect", width=left, height=_HEIGHT, fill="#2b3137"),
            element("rect", x=left, width=right, height=_HEIGHT, fill="#16704a"),
            meter,
            clip_path="url(#round)",
        ),
        element(
            "g",
            _text(_LABEL, left / 2, left - 14),
            _text(value, left + right / 2, right - 14),
            fill="#fff",
            font_family="Verdana, 'DejaVu Sans', sans-serif",
            font_size=11,
            text_anchor="middle",
        ),
        element(
            "clipPath",
            element("rect", width=width, height=_HEIGHT, rx=4),
            id="round",
        ),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {_HEIGHT}",
        width=width,
        height=_HEIGHT,
        role="img",
        aria_label=f"{_LABEL}: {value} solved",
    )
    return f"{svg}\n"


def _text(text: str, x: float, length: float) -> str:
    return element("text", text, x=x, y=14, textLength=length)
