"""DuckDB: lines read as one text column, split by a regular expression, counted by SQL."""

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
PATH = r'^[^"]*"[A-Za-z_-]+ ([^?"]+)[^"]* HTTP/\d(?:\.\d)?"'


def report_full(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, Any]:
    """Returns the answer to `report_full`."""
    connection.execute(PARSED, {"file": file, "pattern": PATTERN, "request": REQUEST})

    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()

    connection.execute("CREATE TEMP VIEW requests AS SELECT * FROM rows WHERE host <> ''")
    ((lines,),) = rows("SELECT count(*) FROM rows")
    parsed, bad, size, first, last = rows("""
        SELECT count(*), count(*) FILTER (protocol = '-'), sum(size), min(second), max(second)
        FROM requests
    """)[0]
    ((visitors,),) = rows(
        "SELECT count(*) FROM (SELECT DISTINCT host, agent, second // 86400 FROM requests)"
    )
    return {
        "lines": lines,
        "parsed": parsed,
        "bad_request": bad,
        "bytes": int(size),
        "first": first,
        "last": last,
        "status": dict(rows("SELECT status::VARCHAR, count(*) FROM requests GROUP BY 1")),
        "methods": dict(rows("SELECT method, count(*) FROM requests GROUP BY 1")),
        "protocols": dict(rows("SELECT protocol, count(*) FROM requests GROUP BY 1")),
        "unique": {
            name: rows(f"SELECT count(DISTINCT {column}) FROM requests")[0][0]
            for name, column in COLUMNS.items()
        },
        "visitors": visitors,
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
    scenario.__name__: scenario for scenario in (report_full, scan_lines, top_paths, unique_ips)
}

if __name__ == "__main__":
    database = duckdb.connect(config={"threads": THREADS})
    json.dump(SCENARIOS[sys.argv[1]](database, sys.argv[2]), sys.stdout)
