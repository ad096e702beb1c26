"""Stage 6: formats, filters, groups, latencies and time zones."""

from __future__ import annotations

import ipaddress
import random
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check

TIMED = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent'
    ' "$http_referer" "$http_user_agent" $request_time'
)


def timed(seconds: str, **fields: str) -> bytes:
    """Returns a line of format TIMED."""
    return line(**fields) + b" " + seconds.encode()


def report_of(subject: ModuleType, lines: list[bytes], **options: Any) -> Any:
    """Returns the report over some lines."""
    analyzer = subject.Analyzer(**options)
    analyzer.feed(b"\n".join(lines))
    return analyzer.report()


def matches(subject: ModuleType, backend: str, where: str, agents: list[bytes]) -> list[bytes]:
    """Returns the user agents that a filter lets pass, each once."""
    lines = [line(agent=agent.decode("latin-1")) for agent in agents]
    report = report_of(subject, lines, where=where, backend=backend, top=len(agents))
    return sorted(row.key for row in report.top("user_agent"))


# Filters


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """Regular expressions of the dialect, over few characters so that they match at times."""
    atoms = "abcé./1", (r"\.", r"\d", r"\w", r"\s", r"\x61", r"\S", r"\W", r"\D", "^", "$", ".", "")
    atom = st.one_of(
        st.sampled_from(atoms[0]),
        st.sampled_from(atoms[1]),
        st.sampled_from(("[ab]", "[^a]", "[a-c/]", r"[\d-]", "[]a]", "[a-]", r"[^\w]")),
    )
    if not depth:
        return draw(atom)
    inner = expressions(depth - 1)
    sign = st.sampled_from(("*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}"))
    return draw(
        st.one_of(
            atom,
            st.builds("({})".format, inner),
            st.builds("{}|{}".format, inner, inner),
            st.builds("(?:{}){}".format, inner, sign),
            st.builds("{}{}".format, inner, inner),
        )
    )


@given(data=st.data())
def test_regular_expressions(subject: ModuleType, data: st.DataObject) -> None:
    """`~` finds what the regular expressions of Python find in the same bytes."""
    pattern = data.draw(expressions())
    if data.draw(st.booleans()):
        pattern = f"(?i){pattern}"
    texts = st.text("abcABé./1 ", max_size=6).map(str.encode)
    agents = sorted(set(data.draw(st.lists(st.one_of(texts, texts.map(lambda t: t + b"\xff"))))))
    # An é is two bytes, which a repeat takes together.
    source = pattern.replace("é", r"(?:\xc3\xa9)").replace("$", r"\Z").encode()
    expected = [agent for agent in agents if re.search(source, agent, re.DOTALL)]
    found = matches(subject, "python", f"user_agent ~ '{pattern}'", agents)
    check(list, found).returns(expected, why=pattern)


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("", ["-", "x"], []),
        ("^$", [""], ["x"]),
        ("^curl/[78]", ["curl/8", "curl/71"], ["acurl/8", "curl/9", "Curl/8"]),
        ("(?i)^BOT|crawl$", ["bot x", "Bot", "Crawl", "a CRAWL"], ["a bot", "crawl x"]),
        ("a{2,3}b", ["aab", "aaab", "aaaab"], ["ab"]),
        (r"\x2e\.$", [".."], [".", ". .", "..x"]),
        ("é+$", ["éé", "é"], ["", "e"]),
        ("(?:ab)+c", ["ababc"], ["abac"]),
        ("a|", ["", "b"], []),
        ("[]^-]", ["]", "^", "-"], ["a"]),
    ],
)
@on_each_backend
def test_what_expressions_find(
    subject: ModuleType, backend: str, pattern: str, good: list[str], bad: list[str]
) -> None:
    """Anchors, classes, repeats, alternatives and upper case, on each backend."""
    agents = [text.encode() for text in good + bad]
    found = matches(subject, backend, f"user_agent ~ '{pattern}'", agents)
    assert found == sorted(text.encode() for text in good)


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("%", ["", "x"], []),
        ("", [""], ["x"]),
        ("/api/%", ["/api/", "/api/x"], ["/api", "x/api/"]),
        ("a_c", ["abc", "aéc", "a€c", "a😀c", "a_c"], ["ac", "abbc", "aééc"]),
        (r"100\%", ["100%"], ["100", "1000"]),
        (r"\_\\\\", [r"_\\"], [r"a\\"]),
        ("%.é", [".é", "x.é"], [".e"]),
        ("a(b)*", ["a(b)*"], ["ab"]),
    ],
)
@on_each_backend
def test_like(
    subject: ModuleType, backend: str, pattern: str, good: list[str], bad: list[str]
) -> None:
    """`%` is any text, `_` one character, a backslash protects; the whole value is compared."""
    paths = [text.encode().decode("latin-1") for text in good + bad]
    lines = [line(request=f"{path}") for path in paths]
    report = report_of(subject, lines, where=f"path like '{pattern}'", backend=backend)
    assert sorted(row.key for row in report.top("path")) == sorted(t.encode() for t in good)


@on_each_backend
def test_a_pattern_that_backtracking_dies_of(subject: ModuleType, backend: str) -> None:
    """Time is one step a byte, whatever the pattern."""
    agents = [b"a" * 5000, b"a" * 5000 + b"b"]
    for pattern in ("^(a+)+$", "^(a|a)*$", "^(a?){40}a*$"):
        assert matches(subject, backend, f"user_agent ~ '{pattern}'", agents) == agents[:1]


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|b)*a.{20}",
        "((a{1000}){1000}){1000}",
        "a{1001}",
        "(.{1000}){17}",
        "(x?y?z?){900}.*q.{14}r",
    ],
)
def test_a_pattern_too_large(subject: ModuleType, pattern: str) -> None:
    """What would need too many states is refused, and soon."""
    check(subject.Analyzer, where=f"path ~ '{pattern}'").raises(subject.FilterSyntaxError)


@pytest.mark.parametrize(
    ("where", "position"),
    [
        ("", 0),
        ("   ", 3),
        ("status", 6),
        ("status >", 8),
        ("status = ", 9),
        ("status = '404'", 9),
        ("status = 4.5", 9),
        ("status = 200ms", 9),
        ("status = 1000", 9),
        ("status in ()", 11),
        ("status in (1,)", 13),
        ("status like '4%'", 7),
        ("status 404", 7),
        ("status == 404", 8),
        ("status = 404 or", 15),
        ("status = 404 status = 500", 13),
        ("(status = 404", 13),
        ("status = 404)", 12),
        ("state = 404", 0),
        ("not", 3),
        ("path = /a", 7),
        ("path = 'a", 7),
        ("path < 'a'", 5),
        ("path = 404", 7),
        ("path not = 'a'", 9),
        ("path ~ '(a'", 8),
        ("path ~ 'a)'", 9),
        ("path ~ '*'", 8),
        ("path ~ 'a**'", 10),
        ("path ~ '[b-a]'", 9),
        ("path ~ '[a'", 8),
        ("path ~ 'a{2'", 9),
        ("path ~ 'a{3,2}'", 9),
        ("path ~ '(?=a)'", 8),
        (r"path ~ 'a\b'", 9),
        (r"path ~ '\x4'", 8),
        ("path ~ '[é]'", 9),
        ("path ~ 'it''s('", 13),
        (r"path like 'a\'", 12),
        ("path cidr(10.0.0.0/8)", 5),
        ("ip cidr(10.0.0.1/8)", 8),
        ("ip cidr(10.0.0.0/33)", 8),
        ("ip cidr 10.0.0.0/8", 8),
        ("ip cidr(fe80::%eth0/64)", 14),
        ("latency > 500", 10),
        ("latency > 5days", 10),
        ("latency > 0.5us", 10),
        ("bytes > 1KB", 8),
        ("bytes > 9223372036854775808", 8),
        ("bytes > -1", 8),
        ("time > 2025", 7),
        ("time > 'yesterday'", 7),
        ("time in ('2025-01-01')", 5),
        ("status_class = '6xx'", 15),
        ("status = 404; status = 500", 12),
        ("__import__('os')", 0),
    ],
)
def test_a_filter_that_is_none(subject: ModuleType, where: str, position: int) -> None:
    """The mistake is told with its position, and shown with a caret below it."""
    with pytest.raises(subject.FilterSyntaxError) as raised:
        subject.Analyzer(where=where)
    assert raised.value.position == position
    *_, shown, caret = str(raised.value).split("\n")
    assert caret == "  " + " " * position + "^"
    assert shown.strip() in where


def test_a_filter_is_bounded(subject: ModuleType) -> None:
    """Length and depth have limits, and what lies within them is read."""
    for where in ("(" * 101 + "status = 1" + ")" * 101, "not " * 101 + "status = 1", " " * 65_537):
        check(subject.Analyzer, where=where).raises(subject.FilterSyntaxError)
    for where in ("(" * 90 + "status = 1" + ")" * 90, " or ".join(["status = 200"] * 2000)):
        subject.Analyzer(where=where)
    with pytest.raises(subject.FilterSyntaxError) as raised:
        subject.Analyzer(where=f"{' ' * 9000}?{'x' * 9000}")
    assert len(str(raised.value)) < 300, "a long filter is shown in part"


COMPARISONS: dict[str, Any] = {
    "status = 404": lambda r: r["status"] == 404,
    "status != 404": lambda r: r["status"] != 404,
    "status >= 400 and status < 500": lambda r: 400 <= r["status"] < 500,
    "status in (200, 503)": lambda r: r["status"] in (200, 503),
    "status not in (200, 503)": lambda r: r["status"] not in (200, 503),
    "status_class = '5xx'": lambda r: r["status"] // 100 == 5,
    "status_class in ('2xx', '4xx')": lambda r: r["status"] // 100 in (2, 4),
    "bytes > 1KiB": lambda r: r["size"] > 1024,
    "bytes <= 1.5kB": lambda r: r["size"] <= 1500,
    "path = '/a'": lambda r: r["path"] == "/a",
    'path != "/a"': lambda r: r["path"] != "/a",
    "path in ('/a', '/it''s')": lambda r: r["path"] in ("/a", "/it's"),
    "path like '/%s'": lambda r: r["path"].endswith("s"),
    "path not like '/%s'": lambda r: not r["path"].endswith("s"),
    "method = 'POST'": lambda r: r["method"] == "POST",
    "ip cidr(10.0.0.0/8)": lambda r: _within(r["ip"], "10.0.0.0/8"),
    "ip not cidr(2001:db8::/32)": lambda r: not _within(r["ip"], "2001:db8::/32"),
    "latency > 500ms": lambda r: r["latency"] is not None and r["latency"] > 500_000,
    "latency <= 0.2s": lambda r: r["latency"] is not None and r["latency"] <= 200_000,
    "time >= '2025-10-10T12:00:00Z'": lambda r: r["hour"] >= 12,
    "time < '2025-10-10T14:30+02:00'": lambda r: r["hour"] <= 12,
    "time < '2025-10-10 12:00:00.25'": lambda r: r["hour"] <= 12,
}


def _within(ip: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(ip) in ipaddress.ip_network(network)
    except ValueError:
        return False


def _records() -> tuple[list[bytes], list[dict[str, Any]]]:
    chance = random.Random(5)
    lines, records = [], []
    for _ in range(300):
        record = {
            "ip": chance.choice(("10.1.2.3", "192.0.2.7", "2001:db8::5", "010.1.2.3", "name")),
            "path": chance.choice(("/a", "/as", "/it's", "/")),
            "method": chance.choice(("GET", "POST")),
            "status": chance.choice((200, 301, 404, 499, 500, 503)),
            "size": chance.choice((0, 1024, 1025, 1500, 1501)),
            "latency": chance.choice((None, 200_000, 200_001, 500_000, 500_001)),
            "hour": chance.randrange(10, 15),
        }
        seconds = "-" if record["latency"] is None else f"{record['latency'] / 1e6:.6f}"
        fields = {
            "host": record["ip"],
            "status": str(record["status"]),
            "size": str(record["size"]),
        }
        stamp = f"10/Oct/2025:{record['hour']}:00:00 +0000"
        request = f"{record['method']} {record['path']} HTTP/1.1"
        lines.append(timed(seconds, stamp=stamp, request=request, **fields))
        records.append(record)
    return lines, records


@on_each_backend
def test_what_filters_mean(subject: ModuleType, backend: str) -> None:
    """Each comparison, and random combinations of them, let pass what plain Python does."""
    lines, records = _records()
    chance = random.Random(6)
    questions = dict(COMPARISONS)
    for _ in range(40):
        one, two = chance.sample(list(questions), 2)
        f, g = questions[one], questions[two]
        questions[f"({one}) and ({two})"] = lambda r, f=f, g=g: f(r) and g(r)
        questions[f"not ({one}) or ({two})"] = lambda r, f=f, g=g: not f(r) or g(r)
    for where, passes in questions.items():
        report = report_of(subject, [*lines, b"", b"x"], where=where, format=TIMED, backend=backend)
        expected = sum(map(passes, records))
        totals = report.totals
        found = totals.lines, totals.parsed, totals.filtered, totals.blank, totals.malformed
        check(tuple, found).returns((302, expected, 300 - expected, 1, 1), why=where)


@on_each_backend
def test_and_binds_tighter_than_or(subject: ModuleType, backend: str) -> None:
    """not, then and, then or; parentheses change that."""
    lines = [line(status=status, size=size) for status in ("200", "404") for size in ("1", "2")]
    for where, expected in (
        ("status = 200 or status = 404 and bytes = 1", 3),
        ("(status = 200 or status = 404) and bytes = 1", 2),
        ("not status = 200 and bytes = 1", 1),
        ("not (status = 200 and bytes = 1)", 3),
        ("not not status = 200", 2),
    ):
        report = report_of(subject, lines, where=where, backend=backend)
        assert (report.totals.parsed, report.totals.filtered) == (expected, 4 - expected), where


@on_each_backend
def test_a_span_of_time(subject: ModuleType, backend: str) -> None:
    """`since` counts, `until` does not any more; without offset both are in the given zone."""
    lines = [line(stamp=f"10/Oct/2025:{hour:02}:00:00 +0000") for hour in range(24)]
    berlin = ZoneInfo("Europe/Berlin")
    for options, expected in (
        ({"since": "2025-10-10T10:00"}, 14),
        ({"until": "2025-10-10T10:00"}, 10),
        ({"since": "2025-10-10T10:00", "until": "2025-10-10T12:00"}, 2),
        ({"since": "2025-10-10T10:00", "timezone": "Europe/Berlin"}, 16),
        ({"since": datetime(2025, 10, 10, 10, tzinfo=berlin)}, 16),
        ({"since": "2025-10-10T10:00:00.5"}, 13),
        ({"since": "2025-10-11"}, 0),
        ({"since": "2025-10-10T10:00", "where": "time < '2025-10-10T11:00'"}, 1),
    ):
        report = report_of(subject, lines, backend=backend, **options)
        assert report.totals.parsed == expected, options
    for options in ({"since": "x"}, {"since": "2025-10-02", "until": "2025-10-01"}):
        check(subject.Analyzer, **options).raises(ValueError)


def test_a_filter_alone(subject: ModuleType) -> None:
    """A filter can be compiled without counting: a tree of plain values, and its automata."""
    compile_filter = subject.compile_filter
    assert compile_filter(None) is None
    found = compile_filter("not (status in (404, 200, 404) or path = 'é')", since="1970-01-02")
    assert found.node == [
        "and",
        ["num", "time", ">=", 86_400],
        ["not", ["or", ["numin", "status", [200, 404]], ["text", "path", "=", "\xc3\xa9"]]],
    ]
    twice = compile_filter("path ~ 'a' or host ~ 'a' or path like 'a'")
    assert [part[2] for part in twice.node[1:]] == [0, 0, 1]
    assert len(twice.automata) == 2
    assert compile_filter("ip cidr(::/0)").node == ["cidr", "ip", "0" * 32, 0]


# Formats


def test_formats_with_a_name(subject: ModuleType) -> None:
    """Each has an example that it reads, and is found by it."""
    assert set(subject.FORMATS) >= {"combined", "common", "vhost_combined", "caddy", "w3c", "elb"}
    for name, form in subject.FORMATS.items():
        report = report_of(subject, [form.example.encode()], format=name)
        totals = report.totals
        assert (totals.parsed, totals.malformed) == (1, 0), name
        assert totals.first == datetime(2025, 10, 10, 11, 55, 36, tzinfo=UTC), name
        assert [row.text for row in report.top("path")] == ["/a"], name
        assert [row.text for row in report.top("ip")] == ["192.0.2.7"], name


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("$remote_addr [$time_iso8601] $status $request_time $request_method $uri$is_args$args",
         "192.0.2.7 [2025-10-10T13:55:36+02:00] 404 0.25 GET /a?b=1"),
        ("$msec|${remote_addr}|$upstream_addr|$request_uri|$status|$request_time",
         "1760097336.123|192.0.2.7|10.0.0.1:80, 10.0.0.2:80|/a?b=1|404|0.250"),
        ("log_format x '$remote_addr - [$time_local] '\n   '\"$request\" $status $request_time';",
         '192.0.2.7 - [10/Oct/2025:13:55:36 +0200] "GET /a HTTP/1.1" 404 0.250'),
        (r'%h %l %t \"%r\" %>s %D',
         '192.0.2.7 - [10/Oct/2025:13:55:36 +0200] "GET /a HTTP/1.1" 404 250000'),
        ('LogFormat "%a %{usec}t \\"%m %U%q %H\\" %s %T %D" long',
         '192.0.2.7 1760097336000000 "GET /a?b HTTP/1.1" 404 0 250000'),
        ('%{ms}T %{X-Id}o %400,501{User-agent}i %% %{%Y-%m-%dT%H:%M:%S%z}t %h "%r" %>s',
         '250 a-b curl % 2025-10-10T13:55:36+0200 192.0.2.7 "GET /a HTTP/1.1" 404'),
        ("json:ip=client.0,time=@timestamp,method=http.method,path=url,status=code,latency_s=t",
         '{"client":["192.0.2.7"],"@timestamp":"2025-10-10T11:55:36.5Z","http":{"method":"GET"},'
         '"url":"/a?b","code":404,"t":0.25}'),
        ({"ip": "a\\.b", "time_s": ["t.t"], "target": "u", "status": "s", "latency_ms": "l"},
         '{"a.b":"192.0.2.7","t.t":1760097336,"u":"/a","s":"404","l":250}'),
    ],
)  # fmt: skip
@on_each_backend
def test_formats_that_are_compiled(subject: ModuleType, backend: str, form: Any, text: str) -> None:
    """Format strings of nginx and Apache and maps of JSON read lines that are written by them."""
    report = report_of(subject, [text.encode()] * 2, format=form, backend=backend)
    assert report.reasons == {}
    assert report.totals.first == datetime(2025, 10, 10, 11, 55, 36, tzinfo=UTC)
    assert report.status == {404: 2}
    assert [row.text for row in report.top("path")] == ["/a"]
    assert [row.text for row in report.top("ip")] == ["192.0.2.7"]
    assert report.latency.histogram() == [(250_000, 2)]


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ("nginx", "combined"),
        ("", "combined"),
        ("$remote_addr $time_local $request", "$status"),
        ("$remote_addr $request $status", "$time_local"),
        ("$status $time_local", "$request"),
        ("$time_local $request$status", "$request and $status"),
        ("$time_local $request $status $", "'"),
        ("%h %t %r", "%>s"),
        ("%t %r %>s %y", "%y"),
        ("%t %r %>s %{a}z", "%{a}z"),
        ("%t %r %>s %", "'%'"),
        ("json:ip", "'ip'"),
        ("json:address=a,status=s", "'address'"),
        ({"status": "s", "request": "r"}, "time"),
        (7, "7"),
    ],
)
def test_formats_that_cannot_be_compiled(subject: ModuleType, form: Any, named: str) -> None:
    """The message names what is wrong or missing."""
    error = check(subject.Analyzer, format=form).raises(subject.UnknownFormatError)
    assert named in str(error)


def test_the_format_is_found(subject: ModuleType, tmp_path: Path) -> None:
    """Most of the first 100 lines decide; if fewer than 80 % agree, the two best are named."""
    path = tmp_path / "access.log"
    good, other = line(), line().rsplit(b' "', 2)[0]
    for lines, parsed in (
        ([good] * 80 + [other] * 20 + [b"x"] * 500, 80),
        ([other] * 3, 3),
        ([], 0),
    ):
        path.write_bytes(b"\n\n".join(lines))
        report = subject.analyze(path)
        assert report.totals.parsed == parsed
    path.write_bytes(b"\n".join([good] * 79 + [other] * 21))
    error = check(subject.analyze, path).raises(subject.UnknownFormatError)
    assert "combined" in str(error)
    assert "common" in str(error)
    empty = tmp_path / "empty.log"
    empty.touch()
    path.write_bytes(other)
    assert subject.analyze([empty, path]).totals.parsed == 1, "the first source that has a line"


@on_each_backend
def test_w3c_columns_change(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """`#Fields:` lines in mid-file say what follows, wherever workers begin to read."""
    one = b"2025-10-10 10:00:00 192.0.2.1 GET /one 200\n"
    two = b"404 /two 192.0.2.2 2025-10-11 11:00:00\n"
    heads = (
        b"#Fields: date time c-ip cs-method cs-uri-stem sc-status\n",
        b"#Fields: sc-status cs-uri-stem c-ip date time\r\n",
    )
    data = one + (heads[0] + one * 50 + heads[1] + two * 70) * 8 + heads[1] + two
    path = tmp_path / "u_ex251010.log"
    path.write_bytes(b"#Software: test\n" + data)
    for workers in (1, 2):
        report = subject.analyze(path, format="w3c", backend=backend, workers=workers)
        assert report.status == {200: 400, 404: 561}
        assert report.reasons == {"blank": 18, "too_few_fields": 1}
        assert {row.text: row.count for row in report.top("ip")} == {
            "192.0.2.1": 400,
            "192.0.2.2": 561,
        }
    assert subject.analyze(path).partial() == report.partial()


# Latencies, groups, time zones


@on_each_backend
def test_percentiles(subject: ModuleType, backend: str) -> None:
    """The nearest rank: the ceil(q/100 * n)-th smallest."""
    seconds = [f"0.{n:03}" for n in range(1, 1001) if n < 1000] + ["1.000"]
    random.Random(1).shuffle(seconds)
    report = report_of(subject, [timed(s) for s in [*seconds, "-"]], format=TIMED, backend=backend)
    latency = report.latency
    expected = {0: 1, 0.1: 1, 0.11: 2, 50: 500, 95: 950, 99: 990, 99.9: 999, 99.91: 1000, 100: 1000}
    for q, rank in expected.items():
        assert latency.percentile(q) == rank * 1000, q
    assert (latency.lines, len(latency.histogram())) == (1000, 1000)
    for q in (-1, 100.1, float("nan")):
        check(latency.percentile, q).raises(ValueError)
    assert subject.Analyzer().report().latency.percentile(50) is None


@on_each_backend
def test_latencies_by_key(subject: ModuleType, backend: str) -> None:
    """The slowest keys come first; their sums, percentiles and histograms are theirs alone."""
    chance = random.Random(3)
    times: dict[str, list[int]] = {"/a": [], "/b": [], "/c": []}
    lines = []
    for _ in range(500):
        path = chance.choice(list(times))
        milliseconds = chance.randrange(1, 100) * ("/a/b/c".index(path) + 1)
        times[path].append(milliseconds * 1000)
        request = f"GET {path} HTTP/1.1"
        lines.append(timed(f"{milliseconds / 1000:.3f}", request=request))
    lines.append(timed("-", request="GET /d HTTP/1.1"))
    report = report_of(subject, lines, format=TIMED, latency_by=["path"], backend=backend)
    rows = report.latency_by("path")
    assert [row.key for row in rows] == [b"/c", b"/b", b"/a", b"/d"]
    for row in rows[:3]:
        mine = sorted(times[row.key.decode()])
        assert row.latency.histogram() == sorted(Counter(mine).items())
        assert row.latency.percentile(99) == mine[-(-99 * len(mine) // 100) - 1]
    sums = {row.key: row.latency_sum for row in report.top("path", by="latency_sum")}
    assert sums == {**{path.encode(): sum(all_) for path, all_ in times.items()}, b"/d": 0}
    check(report.latency_by, "ip").raises(ValueError)
    assert [r["key"] for r in report.to_dict()["latency_by"]["path"]] == ["/c", "/b", "/a", "/d"]


@on_each_backend
def test_groups(subject: ModuleType, backend: str) -> None:
    """Lines are grouped by all values together, sorted by number and then by value."""
    rows = [("/a", "200", 13), ("/a", "201", 13), ("/a", "404", 13), ("/b", "200", 14)] * 2
    rows += [("/b", "500", 14)]
    lines = [
        line(request=f"GET {path} HTTP/1.1", status=status, stamp=f"10/Oct/2025:{hour}:59:59 +0000")
        for path, status, hour in rows
    ]
    names = ["status_class", "path", "hour"]
    report = report_of(subject, lines, group_by=names, timezone="Asia/Kolkata", backend=backend)
    found = [(group.texts, group.count, group.bytes, group.errors) for group in report.groups()]
    assert found == [
        (("2xx", "/a", "2025-10-10T19:00+05:30"), 4, 40, 0),
        (("2xx", "/b", "2025-10-10T20:00+05:30"), 2, 20, 0),
        (("4xx", "/a", "2025-10-10T19:00+05:30"), 2, 20, 2),
        (("5xx", "/b", "2025-10-10T20:00+05:30"), 1, 10, 1),
    ]
    assert [group.texts[0] for group in report.groups(2, by="errors")] == ["4xx", "5xx"]
    assert report.to_dict()["groups"][0]["values"] == list(found[0][0])
    assert report_of(subject, lines).groups() == []
    for names in (["size"], ["path", "path"], "path,status"):
        check(subject.Analyzer, group_by=names).raises(ValueError)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
@pytest.mark.parametrize("step", ["minute", "hour", "day", timedelta(hours=6)])
def test_series_where_clocks_change(subject: ModuleType, zone: str, step: Any) -> None:
    """Buckets ascend, hold each line once, start at local steps; a day may have 23 or 25 hours."""
    where = ZoneInfo(zone)
    moments = [
        datetime(2025, month, day, tzinfo=UTC) + timedelta(minutes=10 * n)
        for month, day in ((3, 29), (10, 25), (4, 5), (10, 4))
        for n in range(2 * 144)
    ]
    if step == "minute":
        moments = moments[:288]
    lines = [line(stamp=f"{moment:%d/%b/%Y:%H:%M:%S +0000}") for moment in moments]
    report = report_of(subject, lines, timezone=zone)
    buckets = report.series(step)
    starts = [bucket.start for bucket in buckets]
    assert all(start.tzinfo == where for start in starts)
    moment_of = [start.astimezone(UTC) for start in starts]  # in one zone only clocks are compared
    assert sorted(set(moment_of)) == moment_of
    ends = [*moment_of[1:], datetime.max.replace(tzinfo=UTC)]
    for bucket, start, end in zip(buckets, moment_of, ends, strict=True):
        inside = [moment for moment in moments if start <= moment < end]
        assert bucket.requests == len(inside), bucket.start
    if step == "day":
        assert all(start.astimezone(where).hour == 0 for start in starts)
        dates = {moment.astimezone(where).date() for moment in moments}
        assert {bucket.start.date() for bucket in buckets if bucket.requests} == dates
    if step == "hour" and zone == "Europe/Berlin":
        twice = [s for s in starts if (s.month, s.day, s.hour) == (10, 26, 2)]
        assert [start.utcoffset() for start in twice] == [timedelta(hours=2), timedelta(hours=1)]


@on_each_backend
def test_latencies_over_time(subject: ModuleType, backend: str) -> None:
    """Each bucket has the percentiles of its own lines, None where no line tells."""
    lines = [timed(f"0.{n:03}", stamp=f"10/Oct/2025:10:0{n % 2}:00 +0000") for n in range(1, 201)]
    lines.append(timed("-", stamp="10/Oct/2025:10:03:00 +0000"))
    report = report_of(subject, lines, format=TIMED, backend=backend)
    found = [(b.requests, b.p50, b.p95, b.p99) for b in report.series()]
    assert found == [
        (100, 100_000, 190_000, 198_000),
        (100, 99_000, 189_000, 197_000),
        (0, None, None, None),
        (1, None, None, None),
    ]
    assert report.series("day")[0].p50 == 100_000
