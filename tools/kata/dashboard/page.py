"""Puts the page together: template, style and script of this folder, and what a learner did."""

from __future__ import annotations

import base64
import hashlib
import string
from collections.abc import Mapping
from functools import cache
from importlib import resources

from tools.kata.dashboard.board import board
from tools.kata.dashboard.markup import Markup, element, join
from tools.kata.dashboard.panel import Surroundings, panel
from tools.kata.dashboard.report import Report, make_report
from tools.kata.learner.trial import Learner

_EXPORTS = {
    "progress.html": "This page as a file",
    "progress.json": "JSON",
    "progress.svg": "Badge",
}


def file_page(learner: Learner) -> str:
    """Returns the page as a file of its own, which needs nothing else and cannot write."""
    report = make_report(learner)
    links = element("p", f"As of {report.today:%-d %b %Y}", class_="quiet")
    return _page(report, learner, live=False, links=links, stamp="")


def live_page(learner: Learner, token: str, stamp: str) -> str:
    """Returns the page as `kata dash` serves it.

    Args:
        learner: The learner.
        token: What the exports' addresses must carry.
        stamp: The state of the learner's data that the page shows, or an older one.
    """
    exports = (
        element("li", element("a", title, href=f"{name}?token={token}", download=name))
        for name, title in _EXPORTS.items()
    )
    links = element("nav", element("ul", *exports), aria_label="Exports")
    return _page(make_report(learner), learner, live=True, links=links, stamp=stamp)


def content_policy(*, live: bool) -> str:
    """Returns the Content-Security-Policy: own script and style, no network but to the server."""
    connect = "'self'" if live else "'none'"
    return (
        f"default-src 'none'; script-src {_hash(_source('page.js'))}; "
        f"style-src {_hash(_source('page.css'))}; img-src data:; connect-src {connect}; "
        "base-uri 'none'; form-action 'none'"
    )


def _page(report: Report, learner: Learner, *, live: bool, links: Markup, stamp: str) -> str:
    around = Surroundings(report, learner.course.root, live)
    parts: Mapping[str, str] = {
        "policy": content_policy(live=live),
        "style": _source("page.css"),
        "script": _source("page.js"),
        "stamp": stamp,
        "links": links,
        "board": board(report),
        "panels": join(*(panel(each, around) for each in report.units)),
    }
    return string.Template(_source("page.html")).substitute(parts)


@cache
def _source(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
