"""Tables of the page: plain ones, and those that a script lets sort and search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from .report import Report
from .rows import Group, TopRow
from .table import TITLES, Show
from .text import duration_text, share_text, shown, size_text

LEAST_ROWS = 100  # of each column, so that there is something to search

_TEXT = ' class="text"'
_PERCENTILES = (50, 95, 99, 100)


def search_tables(report: Report, by: str, show: Show) -> Iterator[str]:
    """Yields the top lists, the groups, and the latencies by key.

    Args:
        report: What to show.
        by: What the tables are sorted by at first.
        show: Makes text of keys.
    """
    for column in report.columns:
        order = report.order(column, by)
        if rows := report.top(column, max(report.rows, LEAST_ROWS), order):
            title = f"{TITLES[column]}: {report.unique(column):,}, the top {len(rows)} by {order}"
            keys = [show(row.key) for row in rows]
            yield _counted(report, column, title, TITLES[column], rows, keys, order)
    order = "count" if by == "p99" else by
    if report.group_by and (groups := report.groups(max(report.rows, LEAST_ROWS), order)):
        title = f"Groups: the top {len(groups)} by {order}"
        keys = [", ".join(map(show, group.values)) for group in groups]
        names = ", ".join(report.group_by)
        yield _counted(report, "groups", title, names, groups, keys, order)
    for column in report.latency_columns:
        yield from _latencies(report, column, show)


def _counted(
    report: Report,
    name: str,
    title: str,
    keys_title: str,
    rows: Sequence[TopRow | Group],
    keys: Sequence[str],
    by: str,
) -> str:
    heads = ["count", "share", "bytes", "errors"]
    if report.has_latency:
        heads += ["mean", "total"]
    ordered = "total" if by == "latency_sum" else by
    parsed = report.totals.parsed
    body = [
        _row_cells(row, parsed, report.has_latency) + _shown_cell(key)
        for row, key in zip(rows, keys, strict=True)
    ]
    note = f"Each count is at most {rows[0].lost:,} too low." if rows[0].lost else ""
    return _search_table(name, title, [*heads, f"{keys_title}:"], body, ordered, note)


def _row_cells(row: TopRow | Group, parsed: int, has_latency: bool) -> str:
    cells = (
        f'{number_cell(row.count)}<td data-value="{row.count}">{share_text(row.count, parsed)}</td>'
        f'<td data-value="{row.bytes}">{size_text(row.bytes)}</td>{number_cell(row.errors)}'
    )
    if has_latency:
        cells += _time_cell(row.latency_sum // row.timed if row.timed else None)
        cells += _time_cell(row.latency_sum)
    return cells


def _latencies(report: Report, column: str, show: Show) -> Iterator[str]:
    rows = report.latency_by(column, max(report.rows, LEAST_ROWS))
    if not rows:
        return
    body = [
        number_cell(row.latency.lines)
        + "".join(_time_cell(row.latency.percentile(q)) for q in _PERCENTILES)
        + _shown_cell(show(row.key))
        for row in rows
    ]
    heads = ["requests", *(f"p{q}" for q in _PERCENTILES[:-1]), "max", f"{TITLES[column]}:"]
    title = f"Latency: the {len(rows)} slowest by p99, {TITLES[column].lower()}"
    yield _search_table(f"latency-{column}", title, heads, body, "p99", "")


def _search_table(
    name: str, title: str, heads: Sequence[str], body: Iterable[str], by: str, note: str
) -> str:
    """Returns a table with a search field.

    Args:
        name: Unique in the page.
        title: Above it.
        heads: Column titles; the last, with a colon, is that of the texts.
        body: Cells of each row.
        by: The title by which it is sorted.
        note: What is to be said of all rows.
    """
    search, about = f"search-{name}", escape(heads[-1].rstrip(":"))
    titles = "".join(
        f'<th scope="col"{_sorted(head == by)}>{head.capitalize()}</th>' for head in heads[:-1]
    )
    rows = "".join(f"<tr>{cells}</tr>" for cells in body)
    return (
        f"<section><h2>{escape(title)}</h2>{f'<p>{note}</p>' if note else ''}"
        f'<div class="search" id="{search}" hidden><label>Search <input type="search"></label>'
        f'<output class="dim"></output></div>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
        f'<table class="rows" data-search="{search}"><thead><tr>{titles}'
        f'<th class="text" scope="col">{about}</th></tr></thead><tbody>{rows}</tbody></table>'
        "</div></section>\n"
    )


def _sorted(is_sorted: bool) -> str:
    return ' aria-sort="descending"' if is_sorted else ""


def plain_table(label: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Returns a table.

    Args:
        label: What it is about, for those who cannot see where it stands.
        heads: Column titles; one that ends with a colon is a title of texts, the others of numbers.
        rows: Cells, made by `number_cell` and `text_cell`.
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


def number_cell(number: int) -> str:
    """Returns a cell with a number, which the script sorts by its value."""
    return f'<td data-value="{number}">{number:,}</td>'


def text_cell(data: bytes) -> str:
    """Returns a cell with bytes of the log, made harmless."""
    return _shown_cell(shown(data))


def _shown_cell(text: str) -> str:
    return f'<td class="text">{escape(text) or "&quot;&quot;"}</td>'


def _time_cell(microseconds: int | None) -> str:
    if microseconds is None:
        return '<td data-value="-1">-</td>'
    return f'<td data-value="{microseconds}">{duration_text(microseconds)}</td>'
