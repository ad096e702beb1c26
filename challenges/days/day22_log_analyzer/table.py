"""The report as plain text of at most 80 columns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from .report import Report
from .rows import Group, TopRow
from .text import duration_text, fitted, moment_text, share_text, shown, size_text

WIDTH = 80
TITLES = {
    "path": "Paths",
    "ip": "Addresses",
    "user_agent": "User agents",
    "referrer": "Referrers",
    "user": "Users",
    "host": "Hosts",
}
Show = Callable[[bytes], str]

_BAR = 36
_MOST_STATUS = 20


def render_table(report: Report, by: str, decode_escapes: bool = False) -> str:
    """Returns the table, with a newline at the end.

    Args:
        report: What to show.
        by: What the top lists are sorted by, see `Report.top`.
        decode_escapes: How keys are shown, see `shown`.
    """
    show = partial(shown, decode_escapes=decode_escapes)
    lines = [*_summary(report), *_latency(report), *_status(report)]
    for column in report.columns:
        order = report.order(column, by)
        if rows := report.top(column, by=order):
            lines += _top(report, column, rows, order, show)
    for column in report.latency_columns:
        lines += _latencies(report, column, show)
    lines += [*_groups(report, by, show), *_malformed(report), *_failures(report)]
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
        "first": moment_text(totals.first),
        "last": moment_text(totals.last),
        "bytes": size_text(totals.bytes),
        "addresses": f"{report.unique('ip'):,}",
        "visitors": f"{report.unique_visitors():,}",
    }
    for (name, number), (other, text) in zip(left.items(), right.items(), strict=True):
        yield f"{name:<12} {number:>19,}    {other:<9}  {text}"
    if totals.filtered:
        yield f"{'filtered out':<12} {totals.filtered:>19,}"
    if not report.exact:
        yield ""
        yield "Approximate: keys may be missing, counts of keys too low by what is said there."


def _latency(report: Report) -> Iterator[str]:
    latency = report.latency
    if not latency.lines:
        return
    yield ""
    yield f"Latency of {latency.lines:,} requests"
    times = ((f"p{q}", latency.percentile(q) or 0) for q in (50, 90, 95, 99, 99.9, 100))
    cells = [(name.replace("p100", "max"), duration_text(time)) for name, time in times]
    yield "  " + "".join(f"{name:>12}" for name, _ in cells)
    yield "  " + "".join(f"{text:>12}" for _, text in cells)


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


def _top(report: Report, column: str, rows: list[TopRow], by: str, show: Show) -> Iterator[str]:
    keys = [column, *(show(row.key) or '""' for row in rows)]
    yield ""
    yield f"{TITLES[column]}: {report.unique(column):,}, the top {len(rows)} by {by}"
    if lost := rows[0].lost:
        yield f"  each count is at most {lost:,} too low"
    yield from _rows(report, rows, keys)


def _latencies(report: Report, column: str, show: Show) -> Iterator[str]:
    rows = report.latency_by(column)
    if not rows:
        return
    yield ""
    yield f"Latency: the {len(rows)} slowest by p99, {TITLES[column].lower()}"
    start = f"  {'requests':>12}  {'p50':>8}  {'p95':>8}  {'p99':>8}  "
    yield f"{start}{column}"
    for row in rows:
        times = (row.latency.percentile(q) for q in (50, 95, 99))
        texts = ("-" if time is None else duration_text(time) for time in times)
        numbers = "  ".join(f"{text:>8}" for text in texts)
        yield f"  {row.latency.lines:>12,}  {numbers}  {fitted(show(row.key), WIDTH - len(start))}"


def _groups(report: Report, by: str, show: Show) -> Iterator[str]:
    order = "count" if by == "p99" else by
    if not report.group_by or not (groups := report.groups(report.rows, order)):
        return
    keys = [", ".join(report.group_by)]
    keys += [", ".join(show(value) or '""' for value in group.values) for group in groups]
    yield ""
    yield f"Groups, the top {len(groups)} by {order}"
    if lost := groups[0].lost:
        yield f"  each count is at most {lost:,} too low"
    yield from _rows(report, groups, keys)


def _rows(report: Report, rows: Sequence[TopRow | Group], keys: Sequence[str]) -> Iterator[str]:
    parsed = report.totals.parsed
    heads = ("count", "share", "bytes", "errors", *(["mean"] if report.has_latency else []))
    cells: list[tuple[str, ...]] = [heads]
    for row in rows:
        share, size = share_text(row.count, parsed), size_text(row.bytes)
        mean = duration_text(row.latency_sum // row.timed) if row.timed else "-"
        means = [mean] if report.has_latency else []
        cells.append((f"{row.count:,}", share, size, f"{row.errors:,}", *means))
    widths = [max(map(len, numbers)) for numbers in zip(*cells, strict=True)]
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
