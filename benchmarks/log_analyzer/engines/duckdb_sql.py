"""DuckDB: lines read as one text column, split by a regular expression, counted by SQL.

Lines of JSON are read by its own reader.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import duckdb

THREADS = 2
COLUMNS = {
    "path": "path",
    "ip": "host",
    "user_agent": "agent",
    "referrer": "referrer",
    "user": "user_name",
}
# A line is one column: the delimiter is a byte that no log line is meant to have.
LINES = """
    read_csv($file, columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '',
             header = false, auto_detect = false, null_padding = true, ignore_errors = true,
             strict_mode = false, new_line = '\\n', max_line_size = 4194304)
"""
PATTERN = (
    r"^(\S+) \S+ (.+?) \[(\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\] "
    r'"((?:[^"\\]|\\.)*)" ([1-5]\d{2}) (\d+|-) '
    r'"((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"\r?$'
)
FIELDS = "['host', 'user_name', 'stamp', 'request', 'status', 'size', 'referrer', 'agent']"
REQUEST = r"^([A-Za-z_-]+) (.+) (HTTP/\d(?:\.\d)?)$"
PARSED = f"""
    CREATE TEMP TABLE rows AS
    WITH split AS (
        SELECT regexp_extract(line, $pattern, {FIELDS}) AS f FROM {LINES}
    ), parts AS (
        SELECT f, regexp_extract(f.request, $request, ['method', 'target', 'protocol']) AS r
        FROM split
    )
    SELECT f.host AS host, f.user_name AS user_name, f.referrer AS referrer, f.agent AS agent,
           try_cast(f.status AS SMALLINT) AS status,
           coalesce(try_cast(f.size AS BIGINT), 0) AS size,
           epoch(try_strptime(f.stamp, '%d/%b/%Y:%H:%M:%S %z'))::BIGINT AS second,
           CASE WHEN r.method = '' THEN '-' ELSE r.method END AS method,
           CASE WHEN r.method = '' THEN '-' ELSE r.protocol END AS protocol,
           CASE WHEN r.method = '' THEN f.request ELSE split_part(r.target, '?', 1) END AS path
    FROM parts
"""
MOBILE_404 = "WHERE f.status = '404' AND f.agent LIKE '%Mobile%'"
READ_JSON = """
    CREATE TEMP TABLE rows AS
    SELECT request.remote_ip AS host, coalesce(nullif(user_id, ''), '-') AS user_name,
           coalesce(request.headers.Referer[1], '-') AS referrer,
           coalesce(request.headers."User-Agent"[1], '-') AS agent,
           status, size, floor(ts)::BIGINT AS second, request.method AS method,
           request.proto AS protocol, split_part(request.uri, '?', 1) AS path,
           round(duration * 1e6)::BIGINT AS microseconds
    FROM read_json($file, format = 'newline_delimited', ignore_errors = true, columns = {
        ts: 'DOUBLE', user_id: 'VARCHAR', duration: 'DOUBLE', size: 'BIGINT', status: 'SMALLINT',
        request: 'STRUCT(remote_ip VARCHAR, proto VARCHAR, "method" VARCHAR, uri VARCHAR,
                         headers STRUCT("User-Agent" VARCHAR[], Referer VARCHAR[]))'
    })
"""
PATH = r'^[^"]*"[A-Za-z_-]+ ([^?"]+)[^"]* HTTP/\d(?:\.\d)?"'


def report_full(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `report_full`."""
    connection.execute(PARSED, {"file": file, "pattern": PATTERN, "request": REQUEST})
    return {**_lines(connection), **_counted(connection)}


def report_filtered_1pct(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `report_filtered_1pct`."""
    values = {"file": file, "pattern": PATTERN, "request": REQUEST}
    connection.execute(PARSED + MOBILE_404, values)
    return _counted(connection)


def json_caddy(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `json_caddy`."""
    connection.execute(READ_JSON, {"file": file})
    answer = {**_lines(connection), **_counted(connection)}
    query = "SELECT quantile_disc(microseconds, [0.5, 0.99]) FROM requests"
    return {**answer, "latencies": connection.execute(query).fetchall()[0][0]}


def report_approx(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `report_approx`."""
    connection.execute(PARSED, {"file": file, "pattern": PATTERN, "request": REQUEST})
    return {**_lines(connection), **_counted(connection, distinct="approx_count_distinct({})")}


def _lines(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return {"lines": connection.execute("SELECT count(*) FROM rows").fetchall()[0][0]}


def _counted(
    connection: duckdb.DuckDBPyConnection, distinct: str = "count(DISTINCT {})"
) -> dict[str, Any]:
    """Returns everything about the good rows."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()

    connection.execute("CREATE TEMP VIEW requests AS SELECT * FROM rows WHERE host <> ''")
    parsed, bad, size, first, last = rows("""
        SELECT count(*), count(*) FILTER (protocol = '-'), sum(size), min(second), max(second)
        FROM requests
    """)[0]
    visitor = distinct.format("(host, agent, second // 86400)")
    return {
        "parsed": parsed,
        "bad_request": bad,
        "bytes": int(size),
        "first": first,
        "last": last,
        "status": dict(rows("SELECT status::VARCHAR, count(*) FROM requests GROUP BY 1")),
        "methods": dict(rows("SELECT method, count(*) FROM requests GROUP BY 1")),
        "protocols": dict(rows("SELECT protocol, count(*) FROM requests GROUP BY 1")),
        "unique": {
            name: rows(f"SELECT {distinct.format(column)} FROM requests")[0][0]
            for name, column in COLUMNS.items()
        },
        "visitors": rows(f"SELECT {visitor} FROM requests")[0][0],
        **{
            f"top_{name}": rows(f"""
                SELECT {column}, count(*) AS requests, sum(size),
                       count(*) FILTER (status >= 400)
                FROM requests GROUP BY 1 ORDER BY requests DESC, 1 LIMIT 10
            """)
            for name, column in COLUMNS.items()
        },
        "hours": rows("""
            SELECT second // 3600 * 3600 AS hour, count(*), sum(size),
                   count(*) FILTER (status BETWEEN 400 AND 499), count(*) FILTER (status >= 500)
            FROM requests GROUP BY 1 ORDER BY 1
        """),
    }


def scan_lines(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `scan_lines`."""
    found = connection.execute(f"SELECT count(*) FROM {LINES}", {"file": file}).fetchall()
    return {"lines": found[0][0]}


def top_paths(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `top_paths`."""
    query = f"""
        SELECT regexp_extract(line, $path, 1) AS path, count(*) AS requests
        FROM {LINES} GROUP BY 1 HAVING path <> '' ORDER BY requests DESC, path LIMIT 10
    """
    return {"top_path": connection.execute(query, {"file": file, "path": PATH}).fetchall()}


def unique_ips(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `unique_ips`."""
    query = f"SELECT count(DISTINCT split_part(line, ' ', 1)) FROM {LINES}"
    return {"unique_ips": connection.execute(query, {"file": file}).fetchall()[0][0]}


SCENARIOS = {
    "report_full": report_full,
    "report_filtered_1pct": report_filtered_1pct,
    "report_approx": report_approx,
    "gz_input": report_full,
    "json_caddy": json_caddy,
    "scan_lines": scan_lines,
    "top_paths": top_paths,
    "unique_ips": unique_ips,
}

if __name__ == "__main__":
    database = duckdb.connect(config={"threads": THREADS})
    json.dump(SCENARIOS[sys.argv[1]](database, sys.argv[2]), sys.stdout)
