"""The report as one page: no network, no other file, readable without script, safe to open.

All that comes from the log passes `shown` and `escape`. Should a hole be found there all the same,
the page's own content security policy lets no script run but the one whose hash it names.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from functools import partial
from html import escape

from .html_assets import SCRIPT, STYLE
from .html_chart import Layer, Line, bar_chart, legend_entry, line_chart, stack
from .html_tables import LEAST_ROWS, number_cell, plain_table, search_tables, text_cell
from .report import Report
from .text import duration_text, minute_text, moment_text, share_text, shown, size_text

_CLASSES = (
    ("1xx", "other"),
    ("2xx", "ok"),
    ("3xx", "bytes"),
    ("4xx", "refused"),
    ("5xx", "failed"),
)


def render_page(report: Report, by: str, decode_escapes: bool = False) -> str:
    """Returns the page.

    Args:
        report: What to show.
        by: What the tables are sorted by at first, see `Report.top`.
        decode_escapes: How keys are shown, see `shown`.
    """
    policy = (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}';"
        " base-uri 'none'; form-action 'none'"
    )
    totals = report.totals
    span = "No line was parsed"
    if totals.first and totals.last:
        span = f"{moment_text(totals.first)} to {moment_text(totals.last)}"
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
        *search_tables(report, by, partial(shown, decode_escapes=decode_escapes)),
        *_malformed(report),
        f"</main>\n<footer>{_footer(report)}</footer>\n",
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n",
    ]
    return "".join(parts)


def _footer(report: Report) -> str:
    how = "exactly" if report.exact else "approximately, in bounded memory,"
    return (
        f"Counted {how} by the {report.backend} backend. Times are of {escape(report.zone_name)}."
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _cards(report: Report) -> Iterator[str]:
    totals = report.totals
    errors = sum(count for status, count in report.status.items() if status >= 400)
    lines = f"of {totals.lines:,} lines"
    share = f"{share_text(errors, totals.parsed)} of the requests"
    cards = [
        ("Requests", f"{totals.parsed:,}", lines),
        ("Errors", f"{errors:,}", share),
        ("Bytes", size_text(totals.bytes), f"{totals.bytes:,}"),
        ("Visitors", f"{report.unique_visitors():,}", "address, agent, day"),
        ("Addresses", f"{report.unique('ip'):,}", ""),
        ("Paths", f"{report.unique('path'):,}", ""),
        ("Bad requests", f"{totals.bad_request:,}", "counted with the others"),
        ("Malformed lines", f"{totals.malformed:,}", f"and {totals.blank:,} blank"),
    ]
    if totals.filtered:
        cards.append(("Filtered out", f"{totals.filtered:,}", "good, but not asked for"))
    latency = report.latency
    if latency.lines:
        median, p99 = (duration_text(latency.percentile(q) or 0) for q in (50, 99))
        cards.append(("Latency", median, f"median; p99 {p99}"))
    yield '<dl class="cards">'
    for name, value, note in cards:
        yield f"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>"
    yield "</dl>\n"


def _failures(report: Report) -> Iterator[str]:
    if report.failures:
        rows = (
            (text_cell(os.fsencode(f.path)), text_cell(f.why.encode())) for f in report.failures
        )
        yield "<section><h2>Not counted, or not to the end</h2>"
        yield plain_table("Failed sources", ("Source:", "Why:"), rows)
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
    if any(b.p50 is not None for b in buckets):
        lines = (
            Line("failed", "p99", [b.p99 for b in buckets]),
            Line("refused", "p95", [b.p95 for b in buckets]),
            Line("ok", "p50", [b.p50 for b in buckets]),
        )
        yield line_chart("Latency", starts, step, lines, duration_text)
    rows = (
        (
            text_cell(minute_text(b.start).encode()),
            *map(number_cell, (b.requests, b.client_errors, b.server_errors, b.bytes)),
        )
        for b in buckets
    )
    yield "<details><summary>As numbers</summary>"
    yield plain_table("Over time", ("Start:", "Requests", "4xx", "5xx", "Bytes"), rows)
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
        (number_cell(status), number_cell(count), f"<td>{share_text(count, parsed)}</td>")
        for status, count in report.status.items()
    )
    yield plain_table("Status", ("Status", "Requests", "Share"), rows)
    yield "</section>"


def _words(report: Report) -> Iterator[str]:
    parsed = report.totals.parsed
    if not parsed:
        return
    yield "<section><h2>Methods and protocols</h2>"
    for title, counts in (("Method", report.methods), ("Protocol", report.protocols)):
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:LEAST_ROWS]
        rows = (
            (text_cell(word.encode()), number_cell(count), f"<td>{share_text(count, parsed)}</td>")
            for word, count in ordered
        )
        yield f"<p></p>{plain_table(title, (f'{title}:', 'Requests', 'Share'), rows)}"
    yield "</section>"


def _malformed(report: Report) -> Iterator[str]:
    reasons = {reason: n for reason, n in report.reasons.items() if reason != "blank"}
    if not reasons:
        return
    yield f"<section><h2>Malformed lines: {report.totals.malformed:,}</h2>"
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    yield plain_table(
        "Reasons",
        ("Reason:", "Lines"),
        ((text_cell(r.encode()), number_cell(n)) for r, n in ordered),
    )
    if samples := report.malformed:
        yield f"<p></p><h2>The first {len(samples)}</h2>"
        rows = (
            (
                text_cell(os.fsencode(line.file)),
                number_cell(line.line_number),
                number_cell(line.byte_offset),
                text_cell(line.reason.encode()),
                text_cell(line.sample),
            )
            for line in samples
        )
        yield plain_table(
            "Samples", ("Source:", "Line", "Byte", "Reason:", "First 200 bytes:"), rows
        )
    yield "</section>\n"
