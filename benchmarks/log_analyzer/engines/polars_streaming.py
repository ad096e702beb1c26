"""Polars, streaming: lines read as one text column, split by a regular expression, counted.

Lines of JSON are decoded by its own function.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import polars as pl

COLUMNS = {
    "path": "path",
    "ip": "host",
    "user_agent": "agent",
    "referrer": "referrer",
    "user": "user_name",
}
PATTERN = (
    r"^(?<host>\S+) \S+ (?<user_name>.+?) "
    r"\[(?<stamp>\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\] "
    r'"(?<request>(?:[^"\\]|\\.)*)" (?<status>[1-5]\d{2}) (?<size>\d+|-) '
    r'"(?<referrer>(?:[^"\\]|\\.)*)" "(?<agent>(?:[^"\\]|\\.)*)"\r?$'
)
REQUEST = r"^(?<method>[A-Za-z_-]+) (?<target>.+) (?<protocol>HTTP/\d(?:\.\d)?)$"
PATH = r'^[^"]*"[A-Za-z_-]+ ([^?"]+)[^"]* HTTP/\d(?:\.\d)?"'


JSON = pl.Struct(
    {
        "ts": pl.Float64,
        "request": pl.Struct(
            {
                "remote_ip": pl.String,
                "proto": pl.String,
                "method": pl.String,
                "uri": pl.String,
                "headers": pl.Struct(
                    {"Referer": pl.List(pl.String), "User-Agent": pl.List(pl.String)}
                ),
            }
        ),
        "user_id": pl.String,
        "duration": pl.Float64,
        "size": pl.Int64,
        "status": pl.Int64,
    }
)


def lines(file: str) -> pl.LazyFrame:
    """Returns the lines of a file; the separator is a byte that no log line is meant to have."""
    return pl.scan_csv(
        file,
        has_header=False,
        separator="\x01",
        quote_char=None,
        schema={"line": pl.String},
        encoding="utf8-lossy",
        truncate_ragged_lines=True,
    )


def requests(file: str, where: pl.Expr | None = None) -> pl.LazyFrame:
    """Returns the requests of all lines that match, and that have what is asked for."""
    parts = pl.col("request").str.extract_groups(REQUEST)
    bad = pl.col("method").is_null()
    return (
        lines(file)
        .select(pl.col("line").str.extract_groups(PATTERN).alias("fields"))
        .unnest("fields")
        .filter(pl.col("host").is_not_null(), True if where is None else where)
        .with_columns(
            parts.alias("parts"),
            pl.col("status").cast(pl.Int16),
            pl.col("size").replace("-", "0").cast(pl.Int64, strict=False),
            pl.col("stamp")
            .str.to_datetime("%d/%b/%Y:%H:%M:%S %z", strict=False)
            .dt.epoch("s")
            .alias("second"),
        )
        .unnest("parts")
        .with_columns(
            pl.when(bad)
            .then(pl.col("request"))
            .otherwise(pl.col("target").str.split_exact("?", 1).struct[0])
            .alias("path"),
            pl.col("method", "protocol").fill_null("-"),
        )
    )


def json_requests(file: str) -> pl.LazyFrame:
    """Returns the requests of all lines that are JSON.

    `scan_ndjson` gives up at the first line that is none.
    """
    request, headers = pl.col("request").struct, pl.col("request").struct.field("headers").struct
    return (
        lines(file)
        .filter(pl.col("line").str.starts_with('{"level":'))
        .select(pl.col("line").str.json_decode(JSON))
        .unnest("line")
        .select(
            request.field("remote_ip").alias("host"),
            pl.col("user_id").replace("", "-").alias("user_name"),
            headers.field("Referer").list.first().fill_null("-").alias("referrer"),
            headers.field("User-Agent").list.first().fill_null("-").alias("agent"),
            pl.col("status", "size"),
            pl.col("ts").floor().cast(pl.Int64).alias("second"),
            request.field("method"),
            request.field("proto").alias("protocol"),
            request.field("uri").str.split_exact("?", 1).struct[0].alias("path"),
            (pl.col("duration") * 1e6).round().cast(pl.Int64).alias("microseconds"),
        )
    )


def report_full(file: str) -> dict[str, Any]:
    """Returns the answer to `report_full`."""
    return counted(requests(file), lines(file).select(pl.len().alias("lines")))


def report_filtered_1pct(file: str) -> dict[str, Any]:
    """Returns the answer to `report_filtered_1pct`."""
    phones = pl.col("agent").str.contains("Mobile", literal=True)
    return counted(requests(file, (pl.col("status") == "404") & phones))


def json_caddy(file: str) -> dict[str, Any]:
    """Returns the answer to `json_caddy`."""
    table = json_requests(file)
    # The nearest rank: the k-th smallest, k = ceil(n * percent / 100).
    ranks = pl.col("microseconds").sort()
    latencies = table.select(
        pl.concat_list(
            ranks.get((pl.len() * percent + 99) // 100 - 1) for percent in (50, 99)
        ).alias("latencies")
    )
    return counted(table, lines(file).select(pl.len().alias("lines")), latencies)


def counted(table: pl.LazyFrame, *more: pl.LazyFrame) -> dict[str, Any]:
    """Returns everything about requests.

    Args:
        more: Frames of one row, each column of which is another answer.
    """
    refused = pl.col("status").is_between(400, 499).sum()
    failed = (pl.col("status") >= 500).sum()
    totals = table.select(
        pl.len().alias("parsed"),
        (pl.col("protocol") == "-").sum().alias("bad_request"),
        pl.col("size").sum().alias("bytes"),
        pl.col("second").min().alias("first"),
        pl.col("second").max().alias("last"),
    )
    day = pl.col("second") // 86400
    visitors = table.select("host", "agent", day).unique().select(pl.len())
    words = [table.group_by(name).len() for name in ("status", "method", "protocol")]
    hours = (
        table.group_by((pl.col("second") // 3600 * 3600).alias("hour"))
        .agg(pl.len(), pl.col("size").sum(), refused.alias("refused"), failed.alias("failed"))
        .sort("hour")
    )
    keys = [
        table.group_by(column).agg(
            pl.len().alias("requests"),
            pl.col("size").sum(),
            (pl.col("status") >= 400).sum().alias("errors"),
        )
        for column in COLUMNS.values()
    ]
    found = pl.collect_all([totals, visitors, hours, *words, *keys, *more], engine="streaming")
    status, methods, protocols = (
        {str(key): number for key, number in frame.iter_rows()} for frame in found[3:6]
    )
    tables = dict(zip(COLUMNS, found[6:], strict=False))
    answer = {key: value for row in found[11:] for key, value in row.row(0, named=True).items()}
    return {
        **answer,
        **found[0].row(0, named=True),
        "visitors": found[1].item(),
        "hours": found[2].rows(),
        "status": status,
        "methods": methods,
        "protocols": protocols,
        "unique": {name: frame.height for name, frame in tables.items()},
        **{f"top_{name}": _top(frame) for name, frame in tables.items()},
    }


def _top(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    key = frame.columns[0]
    return frame.sort(["requests", key], descending=[True, False]).head(10).rows()


def scan_lines(file: str) -> dict[str, Any]:
    """Returns the answer to `scan_lines`."""
    return {"lines": lines(file).select(pl.len()).collect(engine="streaming").item()}


def top_paths(file: str) -> dict[str, Any]:
    """Returns the answer to `top_paths`."""
    counted = (
        lines(file)
        .select(pl.col("line").str.extract(PATH).alias("path"))
        .filter(pl.col("path").is_not_null())
        .group_by("path")
        .agg(pl.len().alias("requests"))
    )
    return {"top_path": _top(counted.collect(engine="streaming"))}


def unique_ips(file: str) -> dict[str, Any]:
    """Returns the answer to `unique_ips`."""
    host = pl.col("line").str.extract(r"^(\S+) ")
    return {"unique_ips": lines(file).select(host.n_unique()).collect(engine="streaming").item()}


SCENARIOS = {
    "report_full": report_full,
    "report_filtered_1pct": report_filtered_1pct,
    "gz_input": report_full,
    "json_caddy": json_caddy,
    "scan_lines": scan_lines,
    "top_paths": top_paths,
    "unique_ips": unique_ips,
}

if __name__ == "__main__":
    json.dump(SCENARIOS[sys.argv[1]](sys.argv[2]), sys.stdout)
