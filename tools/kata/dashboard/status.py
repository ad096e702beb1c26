"""How the page shows a status: a word, a letter and a shape, so that nothing hangs on colour."""

from __future__ import annotations

from dataclasses import dataclass

from tools.kata.dashboard.markup import Markup, element, join

# Shapes in a square of 24.
_DISC = element("circle", cx=12, cy=12, r=11)
_DIAMOND = element("path", d="M12 0 24 12 12 24 0 12z")
_SQUARE = element("rect", x=1.5, y=1.5, width=21, height=21, rx=4)
_RING = element("circle", cx=12, cy=12, r=10.25)
_DOTS = element("circle", cx=12, cy=12, r=10.25, stroke_dasharray="2 3.37")


@dataclass(frozen=True, slots=True)
class Look:
    """A status on the page; `tone` is the name of its colours in page.css."""

    word: str
    letter: str
    tone: str
    shape: Markup
    explained: str


LOOKS = {
    "solved": Look("solved", "S", "solved", _DISC, "every stage passed"),
    "re-check": Look("re-check", "R", "recheck", _DIAMOND, "its tests have changed since"),
    "started": Look("begun", "B", "begun", _SQUARE, "there is an attempt"),
    "new": Look("new", "N", "new", _RING, "not begun"),
    "planned": Look("to come", "C", "planned", _DOTS, "announced, not in this checkout"),
}


def mark(status: str) -> Markup:
    """Returns the mark of a status, for use beside a text that names it."""
    look = LOOKS[status]
    letter = element("text", look.letter, x=12, y=16.2, text_anchor="middle")
    return element(
        "svg",
        look.shape,
        letter,
        class_=f"mark {look.tone}",
        viewBox="0 0 24 24",
        aria_hidden="true",
    )


def legend() -> Markup:
    """Returns the list of all marks with their words."""
    rows = (
        element("li", mark(status), " ", look.word, title=look.explained)
        for status, look in LOOKS.items()
    )
    return element("ul", join(*rows), class_="legend")
