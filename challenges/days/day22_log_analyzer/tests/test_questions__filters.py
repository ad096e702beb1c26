"""Stage 4: which lines a filter lets pass, and where one that is wrong is."""

from __future__ import annotations

import ipaddress
import random
import re
from datetime import datetime
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import TIMED, line, report_of, timed
from challenges.shared.testing import check


def matches(subject: ModuleType, backend: str, where: str, agents: list[bytes]) -> list[bytes]:
    """Returns the user agents that a filter lets pass, each once."""
    lines = [line(agent=agent.decode("latin-1")) for agent in agents]
    report = report_of(subject, lines, where=where, backend=backend, top=len(agents))
    return sorted(row.key for row in report.top("user_agent"))


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
    keys = sorted(row.key for row in report.top("path"))
    check(list, keys).returns(sorted(text.encode() for text in good), why=f"like {pattern!r}")


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
        found = report.totals.parsed, report.totals.filtered
        check(tuple, found).returns((expected, 4 - expected), why=f"parsed and filtered by {where}")


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
        check(int, report.totals.parsed).returns(expected, why=f"lines with {options}")
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
