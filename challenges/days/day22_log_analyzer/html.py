"""The report as one page: no network, no other file, readable without script, safe to open.

All that comes from the log passes `shown` and `escape`. Should a hole be found there all the same,
the page's own content security policy lets no script run but the one whose hash it names.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable, Iterator
from html import escape

from .html_assets import SCRIPT, STYLE
from .html_chart import Layer, bar_chart, legend_entry, stack
from .partial import KEY_COLUMNS
from .report import Report, TopRow
from .table import TITLES
from .text import share_text, shown, size_text

_TEXT = ' class="text"'
LEAST_ROWS = 100  # of each column, so that there is something to search

_CLASSES = (
    ("1xx", "other"),
    ("2xx", "ok"),
    ("3xx", "bytes"),
    ("4xx", "refused"),
    ("5xx", "failed"),
)


def render_page(report: Report, by: str) -> str:
    """Returns the page.

    Args:
        report: What to show.
        by: What the tables are sorted by at first: count, bytes or errors.
    """
    policy = (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}';"
        " base-uri 'none'; form-action 'none'"
    )
    totals = report.totals
    span = "No line was parsed"
    if totals.first and totals.last:
        span = f"{totals.first:%Y-%m-%d %H:%M:%S} to {totals.last:%Y-%m-%d %H:%M:%S} UTC"
    tables = "".join(_top(report, column, by) for column in KEY_COLUMNS)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        f"<title>Access log report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        f'<header><h1>Access log report</h1><p class="dim">{span}</p></header>\n<main>\n',
        *_cards(report),
        *_failures(report),
        *_charts(report),
        f'<div class="grid">{"".join((*_status(report), *_words(report)))}</div>\n',
        tables,
        *_malformed(report),
        f"</main>\n<footer>Counted exactly, by the {report.backend} backend.</footer>\n",
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n",
    ]
    return "".join(parts)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _cards(report: Report) -> Iterator[str]:
    totals = report.totals
    errors = sum(count for status, count in report.status.items() if status >= 400)
    lines = f"of {totals.lines:,} lines"
    share = f"{share_text(errors, totals.parsed)} of the requests"
    cards = (
        ("Requests", f"{totals.parsed:,}", lines),
        ("Errors", f"{errors:,}", share),
        ("Bytes", size_text(totals.bytes), f"{totals.bytes:,}"),
        ("Visitors", f"{report.unique_visitors():,}", "address, agent, day"),
        ("Addresses", f"{report.unique('ip'):,}", ""),
        ("Paths", f"{report.unique('path'):,}", ""),
        ("Bad requests", f"{totals.bad_request:,}", "counted with the others"),
        ("Malformed lines", f"{totals.malformed:,}", f"and {totals.blank:,} blank"),
    )
    yield '<dl class="cards">'
    for name, value, note in cards:
        yield f"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>"
    yield "</dl>\n"


def _failures(report: Report) -> Iterator[str]:
    if report.failures:
        rows = ((_text(os.fsencode(f.path)), _text(f.why.encode())) for f in report.failures)
        yield "<section><h2>Not counted, or not to the end</h2>"
        yield _table("Failed sources", ("Source:", "Why:"), rows)
        yield "</section>\n"


def _charts(report: Report) -> Iterator[str]:
    step, buckets, outside = report.chart()
    if not buckets:
        return
    starts = [bucket.start for bucket in buckets]
    refused = Layer("refused", "4xx", [b.client_errors for b in buckets])
    failed = Layer("failed", "5xx", [b.server_errors for b in buckets])
    good = [b.requests - b.client_errors - b.server_errors for b in buckets]
    sizes = Layer("bytes", "bytes", [b.bytes for b in buckets])
    yield "<section><h2>Over time</h2>"
    if outside:
        yield f'<p class="dim">{outside:,} requests lie outside the time shown.</p>'
    layers = (Layer("ok", "without error", good), refused, failed)
    yield bar_chart("Requests", starts, step, layers, "{:,}".format)
    yield bar_chart("Errors", starts, step, (refused, failed), "{:,}".format)
    yield bar_chart("Bytes", starts, step, (sizes,), size_text)
    rows = (
        (
            _text(f"{b.start:%Y-%m-%d %H:%M}".encode()),
            *map(_number, (b.requests, b.client_errors, b.server_errors, b.bytes)),
        )
        for b in buckets
    )
    yield "<details><summary>As numbers</summary>"
    yield _table("Over time", ("Start, UTC:", "Requests", "4xx", "5xx", "Bytes"), rows)
    yield "</details></section>\n"


def _status(report: Report) -> Iterator[str]:
    parsed = report.totals.parsed
    if not parsed:
        return
    classes = [
        (style, name, sum(n for status, n in report.status.items() if f"{status // 100}xx" == name))
        for name, style in _CLASSES
    ]
    classes = [entry for entry in classes if entry[2]]
    yield f"<section><h2>Status</h2>{stack(classes)}<p>"
    for style, name, count in classes:
        yield legend_entry(style, f"{name} {share_text(count, parsed)}")
    yield "</p>"
    rows = (
        (_number(status), _number(count), f"<td>{share_text(count, parsed)}</td>")
        for status, count in report.status.items()
    )
    yield _table("Status", ("Status", "Requests", "Share"), rows)
    yield "</section>"


def _words(report: Report) -> Iterator[str]:
    parsed = report.totals.parsed
    if not parsed:
        return
    yield "<section><h2>Methods and protocols</h2>"
    for title, counts in (("Method", report.methods), ("Protocol", report.protocols)):
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:LEAST_ROWS]
        rows = (
            (_text(word.encode()), _number(count), f"<td>{share_text(count, parsed)}</td>")
            for word, count in ordered
        )
        yield f"<p></p>{_table(title, (f'{title}:', 'Requests', 'Share'), rows)}"
    yield "</section>"


def _top(report: Report, column: str, by: str) -> str:
    rows = report.top(column, max(report.rows, LEAST_ROWS), by)
    if not rows:
        return ""
    title, parsed, search = TITLES[column], report.totals.parsed, f"search-{column}"
    heads = "".join(
        f'<th scope="col"{_sorted(name == by)}>{name.capitalize()}</th>'
        for name in ("count", "share", "bytes", "errors")
    )
    body = "".join(_top_row(row, parsed) for row in rows)
    return (
        f"<section><h2>{title}: {report.unique(column):,}, the top {len(rows)} by {by}</h2>"
        f'<div class="search" id="{search}" hidden><label>Search <input type="search"></label>'
        f'<output class="dim"></output></div>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="rows" data-search="{search}"><thead><tr>{heads}'
        f'<th class="text" scope="col">{title}</th></tr></thead><tbody>{body}</tbody></table>'
        "</div></section>\n"
    )


def _sorted(is_sorted: bool) -> str:
    return ' aria-sort="descending"' if is_sorted else ""


def _top_row(row: TopRow, parsed: int) -> str:
    return (
        f"<tr>{_number(row.count)}"
        f'<td data-value="{row.count}">{share_text(row.count, parsed)}</td>'
        f'<td data-value="{row.bytes}">{size_text(row.bytes)}</td>'
        f"{_number(row.errors)}{_text(row.key)}</tr>"
    )


def _malformed(report: Report) -> Iterator[str]:
    reasons = {reason: n for reason, n in report.reasons.items() if reason != "blank"}
    if not reasons:
        return
    yield f"<section><h2>Malformed lines: {report.totals.malformed:,}</h2>"
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    yield _table(
        "Reasons", ("Reason:", "Lines"), ((_text(r.encode()), _number(n)) for r, n in ordered)
    )
    if samples := report.malformed:
        yield f"<p></p><h2>The first {len(samples)}</h2>"
        rows = (
            (
                _text(os.fsencode(line.file)),
                _number(line.line_number),
                _number(line.byte_offset),
                _text(line.reason.encode()),
                _text(line.sample),
            )
            for line in samples
        )
        yield _table("Samples", ("Source:", "Line", "Byte", "Reason:", "First 200 bytes:"), rows)
    yield "</section>\n"


def _table(label: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Returns a table.

    Args:
        label: What it is about, for those who cannot see where it stands.
        heads: Column titles; one that ends with a colon is a title of texts, the others of numbers.
        rows: Cells, made by `_number` and `_text`.
    """
    titles = "".join(
        f'<th scope="col"{_TEXT if head.endswith(":") else ""}>{head.rstrip(":")}</th>'
        for head in heads
    )
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _number(number: int) -> str:
    return f'<td data-value="{number}">{number:,}</td>'


def _text(data: bytes) -> str:
    return f'<td class="text">{escape(shown(data)) or "&quot;&quot;"}</td>'
