"""The report as plain text of at most 80 columns."""

from __future__ import annotations

import os
from collections.abc import Iterator

from .partial import KEY_COLUMNS
from .report import Report, TopRow
from .text import fitted, share_text, shown, size_text

WIDTH = 80
TITLES = {
    "path": "Paths",
    "ip": "Addresses",
    "user_agent": "User agents",
    "referrer": "Referrers",
    "user": "Users",
}
_BAR = 36
_MOST_STATUS = 20


def render_table(report: Report, by: str) -> str:
    """Returns the table, with a newline at the end.

    Args:
        report: What to show.
        by: What the top lists are sorted by: count, bytes or errors.
    """
    lines = [*_summary(report), *_status(report)]
    for column in KEY_COLUMNS:
        if rows := report.top(column, by=by):
            lines += _top(report, column, rows, by)
    lines += [*_malformed(report), *_failures(report)]
    return "".join(line.rstrip() + "\n" for line in lines)


def _summary(report: Report) -> Iterator[str]:
    totals = report.totals
    left = {
        "lines": totals.lines,
        "parsed": totals.parsed,
        "malformed": totals.malformed,
        "blank": totals.blank,
        "bad requests": totals.bad_request,
    }
    right = {
        "first": f"{totals.first:%Y-%m-%d %H:%M:%S} UTC" if totals.first else "-",
        "last": f"{totals.last:%Y-%m-%d %H:%M:%S} UTC" if totals.last else "-",
        "bytes": size_text(totals.bytes),
        "addresses": f"{report.unique('ip'):,}",
        "visitors": f"{report.unique_visitors():,}",
    }
    for (name, number), (other, text) in zip(left.items(), right.items(), strict=True):
        yield f"{name:<12} {number:>19,}    {other:<9}  {text}"


def _status(report: Report) -> Iterator[str]:
    parsed = report.totals.parsed
    if not parsed:
        return
    yield ""
    yield "Status"
    # Real logs have a dozen; the others of a hostile one are in the JSON.
    shown_codes = sorted(report.status.items(), key=lambda item: -item[1])[:_MOST_STATUS]
    most = shown_codes[0][1]
    for status, count in sorted(shown_codes):
        bar = "#" * (-(-count * _BAR // most))
        yield f"{count:>15,}  {share_text(count, parsed):>7}  {status}  {bar}"
    words = [(report.methods, "Methods"), (report.protocols, "Protocols")]
    for counts, title in words:
        yield ""
        yield title
        for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]:
            yield f"{count:>15,}  {share_text(count, parsed):>7}  {fitted(word, 50)}"


def _top(report: Report, column: str, rows: list[TopRow], by: str) -> Iterator[str]:
    parsed = report.totals.parsed
    cells = [("count", "share", "bytes", "errors")]
    for row in rows:
        share, size = share_text(row.count, parsed), size_text(row.bytes)
        cells.append((f"{row.count:,}", share, size, f"{row.errors:,}"))
    widths = [max(map(len, numbers)) for numbers in zip(*cells, strict=True)]
    keys = [column, *(shown(row.key) or '""' for row in rows)]
    yield ""
    yield f"{TITLES[column]}: {report.unique(column):,}, the top {len(rows)} by {by}"
    for numbers, key in zip(cells, keys, strict=True):
        pairs = zip(numbers, widths, strict=True)
        start = "  " + "  ".join(number.rjust(width) for number, width in pairs) + "  "
        yield start + fitted(key, WIDTH - len(start))


def _malformed(report: Report) -> Iterator[str]:
    reasons = {name: count for name, count in report.reasons.items() if name != "blank"}
    if not reasons:
        return
    yield ""
    yield f"Malformed lines: {sum(reasons.values()):,}"
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>15,}  {reason}"
    if report.malformed:
        yield ""
        yield f"The first {len(report.malformed)}"
    for line in report.malformed:
        file = shown(os.fsencode(line.file))
        yield fitted(f"  {file}:{line.line_number} (byte {line.byte_offset}) {line.reason}", WIDTH)
        yield fitted(f"    {shown(line.sample)}", WIDTH)


def _failures(report: Report) -> Iterator[str]:
    if report.failures:
        yield ""
        yield "Not counted, or not to the end"
    for failure in report.failures:
        yield f"  {shown(os.fsencode(str(failure)))}"
