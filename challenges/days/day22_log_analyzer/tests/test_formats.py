"""Stage 5: lines of text plans: a case for each reason and each rule of a value."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import record, steps
from challenges.shared.testing import check

CHUNKS = (1 << 20, 7)

NGINX = steps('<ip> - <user> [<time_clf>] "<request>" <status> <size> "<referrer>" <latency_s>')
NGINX_LINE = '192.0.2.7 - ann [10/Oct/2025:13:55:36 +0200] "GET /a?b HTTP/1.1" 404 10 "r" 0.012'
NGINX_FACTS: dict[str, object] = {
    "path": b"/a",
    "ip": b"192.0.2.7",
    "referrer": b"r",
    "user": b"ann",
    "method": "GET",
    "protocol": "HTTP/1.1",
    "status": 404,
    "size": 10,
    "time": "2025-10-10 11:55:36",
    "latency": [12_000],
    "bad": 0,
    "visitors": 1,
}


def nginx(old: str, new: str) -> bytes:
    """Returns the line with a part of it replaced."""
    assert NGINX_LINE.count(old) == 1
    return NGINX_LINE.replace(old, new).encode("latin-1")


# (line, what it says otherwise or the reason why it says nothing, the rule)
TEXT: list[tuple[bytes, dict[str, object] | str, str]] = [
    (NGINX_LINE.encode(), {}, "a usual line"),
    (NGINX_LINE.encode() + b"\r", {}, "one carriage return at the end is dropped"),
    (b" \t", "blank", "spaces and tabs"),
    (nginx("ann", "ann lee"), {"user": b"ann lee"}, "a value ends at the whole literal"),
    (nginx("ann", "a["), {"user": b"a["}, "a part of the literal does not end it"),
    (nginx("ann", ""), "too_few_fields", "an empty value"),
    (nginx("192.0.2.7", ""), "no_host", "an empty address"),
    (nginx(" - ann", " + ann"), "too_few_fields", "another literal"),
    (b"192.0.2.7", "too_few_fields", "cut after the address"),
    (b"192.0.2.7 -", "too_few_fields", "cut in a literal"),
    (b"192.0.2.7 - ann [", "bad_timestamp", "cut before the time"),
    (nginx("Oct", "Okt"), "bad_timestamp", "no month"),
    (nginx("+0200]", "+0200"), "bad_timestamp", "no bracket after the time"),
    (nginx("] ", "]"), "bad_request_quote", "no space after the bracket"),
    (nginx(' HTTP/1.1" 404 10 "r" 0.012', ""), "bad_request_quote", "a request without end"),
    (nginx("GET /a?b HTTP/1.1", ""), {"path": b"", "method": "-", "protocol": "-", "bad": 1}, "-"),
    (nginx('" 404 10 "r" 0.012', '"'), "too_few_fields", "cut after the request"),
    (nginx('1" ', '1"'), "bad_status", "no space after the request"),
    (nginx("404", "40x"), "bad_status", "no number"),
    (nginx("404", ""), "bad_status", "an empty status"),
    (nginx("404", "600"), "bad_status", "a status above 599"),
    (nginx("404", "404x"), "bad_status", "a status ends at the first byte of the literal"),
    (nginx(" 10 ", " - "), {"size": 0}, "size - is zero"),
    (nginx(" 10 ", " 1.5 "), "bad_size", "a fraction of a byte"),
    (nginx(" 10 ", "  "), "bad_size", "an empty size"),
    (nginx(" 10 ", f" {2**63} "), "number_overflow", "a size of 2**63"),
    (nginx('"r"', '"\\"r\\\\"'), {"referrer": b'\\"r\\\\'}, "an escaped quote ends nothing"),
    (nginx('"r"', '""'), {"referrer": b""}, "quoted values may be empty"),
    (nginx('"r" 0.012', '"r'), "too_few_fields", "a referrer without end"),
    (nginx('"r" 0.012', '"r"'), "too_few_fields", "cut before the latency"),
    (nginx('"r" 0.012', '"r"-0.012'), "bad_latency", "another literal before the latency"),
    (nginx("0.012", ""), "bad_latency", "an empty latency"),
    (nginx("0.012", "-"), {"latency": []}, "latency - is none"),
    (nginx("0.012", "-1"), {"latency": []}, "latency -1 is none"),
    (nginx("0.012", "-2"), "bad_latency", "a negative latency"),
    (nginx("0.012", "0.012 "), "bad_latency", "a space behind the last value"),
    (nginx("0.012", "1e3"), "bad_latency", "an exponent"),
    (nginx("0.012", "."), "bad_latency", "a dot alone"),
    (nginx("0.012", "1."), "bad_latency", "no digit after the dot"),
    (nginx("0.012", ".5"), "bad_latency", "no digit before the dot"),
    (nginx("0.012", "007"), {"latency": [7_000_000]}, "zeros in front"),
    (nginx("0.012", "0.0000005"), {"latency": [0]}, "half a microsecond is rounded to even: down"),
    (nginx("0.012", "0.0000015"), {"latency": [2]}, "half a microsecond is rounded to even: up"),
    (nginx("0.012", "0.00000050001"), {"latency": [1]}, "more than half is rounded up"),
    (nginx("0.012", "9223372036854.775807"), {"latency": [2**63 - 1]}, "the longest"),
    (nginx("0.012", "9223372036854.775808"), "number_overflow", "2**63 microseconds"),
    (nginx("0.012", "0" * 63 + "1"), {"latency": [1_000_000]}, "a number of 64 bytes"),
    (nginx("0.012", "0" * 64 + "1"), "bad_latency", "a number of 65 bytes"),
]


@on_each_backend
@pytest.mark.parametrize(
    ("data", "expected"), [pytest.param(*case[:2], id=case[2]) for case in TEXT]
)
def test_a_line_of_a_text_plan(
    subject: ModuleType, backend: str, data: bytes, expected: dict[str, object] | str
) -> None:
    """A text plan is read from left to right, and the first rule that fails is the reason."""
    if isinstance(expected, dict):
        expected = {**NGINX_FACTS, **expected}
    for chunk in CHUNKS:
        check(record, subject, backend, NGINX, data + b"\n", chunk).returns(expected)


END = ' "GET / HTTP/1.1" 200'
TIMES = [
    ("time_iso", "2025-10-10T13:55:36+02:00", "2025-10-10 11:55:36"),
    ("time_iso", "2025-10-10t13:55:36-0730", "2025-10-10 21:25:36"),
    ("time_iso", "2025-10-10T13:55:36Z", "2025-10-10 13:55:36"),
    ("time_iso", "2025-10-10T13:55:36.123456789z", "2025-10-10 13:55:36"),
    ("time_iso", "2025-10-10T13:55:60Z", "2025-10-10 13:55:59"),
    ("time_iso", "0001-01-01T00:00:00Z", "1-01-01 00:00:00"),
    ("time_iso", "2025-10-10T13:55:36", None),
    ("time_iso", "2025-10-10T13:55Z", None),
    ("time_iso", "2025-10-10T13:55:36.Z", None),
    ("time_iso", "2025-10-10T13:55:36.1234567890Z", None),
    ("time_iso", "2025-10-10T13:55:36+24:00", None),
    ("time_iso", "2025-02-29T13:55:36Z", None),
    ("time_iso", "2025-13-01T13:55:36Z", None),
    ("time_iso", "0000-01-01T00:00:00Z", None),
    ("time_iso", "10/Oct/2025:13:55:36", None),
    ("time_s", "1760104536", "2025-10-10 13:55:36"),
    ("time_s", "1760104536.999", "2025-10-10 13:55:36"),
    ("time_s", "0", "1970-01-01 00:00:00"),
    ("time_s", "253402300799", "9999-12-31 23:59:59"),
    ("time_s", "253402300800", None),
    ("time_s", "-1", None),
    ("time_s", "1.", None),
    ("time_s", "0" * 18, "1970-01-01 00:00:00"),
    ("time_s", "0" * 19, None),
    ("time_s", "1." + "0" * 62, "1970-01-01 00:00:01"),
    ("time_s", "1." + "0" * 63, None),
    ("time_ms", "1760104536999", "2025-10-10 13:55:36"),
    ("time_ms", "1760104536.5", None),
    ("time_us", "1760104536999999", "2025-10-10 13:55:36"),
    ("time_us", "", None),
    ("time_clf", "10/Oct/2025:13:55:36 +0200", "2025-10-10 11:55:36"),
    ("time_clf", "10/Oct/2025:13:55:36 +02:00", None),
]


@on_each_backend
@pytest.mark.parametrize(("field", "text", "moment"), TIMES)
def test_a_moment(
    subject: ModuleType, backend: str, field: str, text: str, moment: str | None
) -> None:
    """Each field of time has its form, and the year is 1 to 9999."""
    plan = steps(f'<{field}>] "<request>" <status>')
    found = record(subject, backend, plan, f"{text}]{END}\n".encode())
    if isinstance(found, dict):
        found = str(found["time"]).lstrip("0")
    check(str, found).returns(moment or "bad_timestamp")


@on_each_backend
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-10-10 13:55:36", "2025-10-10 13:55:36"),
        ("2025-10-10 13:55:36.5", "2025-10-10 13:55:36"),
        ("2025-10-10 23:59:60", "2025-10-10 23:59:59"),
        ("2025-10-10 24:00:00", None),
        ("2025-10-32 13:55:36", None),
        ("2025-10-10 13:55", None),
        ("10.10.2025 13:55:36", None),
    ],
)
def test_date_and_clock(subject: ModuleType, backend: str, text: str, moment: str | None) -> None:
    """Date and clock are two fields, in UTC."""
    plan = steps('<date> <clock> "<request>" <status>')
    found = record(subject, backend, plan, f"{text}{END}\n".encode())
    check(lambda: found["time"] if isinstance(found, dict) else found).returns(
        moment or "bad_timestamp"
    )


BARE = "<ip_port> <time_s> "
PARTS = [
    ("<method> <target> <protocol> <status>", "GET /a?b HTTP/1.1 200", ("GET", b"/a", "HTTP/1.1")),
    ("<method> <target> <status>", "GET /a 200", ("GET", b"/a", "-")),
    ("<target> <status>", "/a 200", ("-", b"/a", "-")),
    ("<target> <status>", "http://h/a 200", ("-", b"/a", "-")),
    ("<target> <status>", "- 200", None),
    ('"<target>" <status>', '"" 200', None),
    ("<method> <target> <status>", "- /a 200", None),
    ("<method> <target> <status>", "G3T /a 200", None),
    ("<target> <protocol> <status>", "/a HTTP/11 200", None),
    ("<target> <protocol> <status>", "/a - 200", None),
    ("<target> <query> <status>", "/a b 200", ("-", b"/a", "-")),
]


@on_each_backend
@pytest.mark.parametrize(("pattern", "text", "parts"), PARTS)
def test_a_request_in_parts(
    subject: ModuleType,
    backend: str,
    pattern: str,
    text: str,
    parts: tuple[str, bytes, str] | None,
) -> None:
    """A request is good if those of its parts are that the format has."""
    found = record(subject, backend, steps(BARE + pattern), f"192.0.2.7:80 1 {text}\n".encode())
    assert isinstance(found, dict)
    assert found["ip"] == b"192.0.2.7"
    assert found["bad"] == (parts is None)
    if parts:
        assert (found["method"], found["path"], found["protocol"]) == parts
    else:
        assert (found["method"], found["protocol"]) == ("-", "-")


@on_each_backend
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/a b", b"/a?b"),
        ("/a ?b", b"/a?b"),
        ("/a -", b"/a"),
        ("- b", b"-?b"),
    ],
)
def test_a_query_apart(subject: ModuleType, backend: str, text: str, path: bytes) -> None:
    """A query that is a field of its own belongs to the target, also to that of a bad request."""
    plan = steps(BARE + "<target> <query> <status>")
    data = f"192.0.2.7 1 {text} 200\n".encode()
    found = record(subject, backend, plan, data, strip_query=False)
    check(lambda: isinstance(found, dict) and found["path"]).returns(path)


@on_each_backend
def test_a_bad_request_in_parts_has_all_of_them(subject: ModuleType, backend: str) -> None:
    """The path of a bad request is what the format has of it, joined by spaces."""
    plan = steps(BARE + "<status> <protocol> <target> <method>")
    found = record(subject, backend, plan, b"192.0.2.7 1 200 http /a GET\n")
    check(lambda: isinstance(found, dict) and found["path"]).returns(b"GET /a http")


@on_each_backend
@pytest.mark.parametrize(
    ("text", "ip"),
    [
        ("192.0.2.7:8080", b"192.0.2.7"),
        ("192.0.2.7", b"192.0.2.7"),
        ("[2001:db8::1]:80", b"2001:db8::1"),
        ("[2001:db8::1]", b"2001:db8::1"),
        ("192.0.2.7:", b"192.0.2.7:"),
        ("[192.0.2.7", b"[192.0.2.7"),
        (":80", None),
        ("[]", None),
    ],
)
def test_an_address_with_port(
    subject: ModuleType, backend: str, text: str, ip: bytes | None
) -> None:
    """A port and a pair of brackets are no part of an address."""
    plan = steps(BARE + '"<request>" <status>')
    found = record(subject, backend, plan, f"{text} 1{END}\n".encode())
    check(lambda: found["ip"] if isinstance(found, dict) else found).returns(ip or "no_host")


@on_each_backend
@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("<latency_ms> <latency_us>", "1.5 500", [2000]),
        ("<latency_us> <latency_us>", "5 -", []),
        ("<latency_us> <latency_us>", f"{2**63 - 1} 1", "number_overflow"),
        ("<latency_us> <latency_us>", f"{2**63 - 1} 0", [2**63 - 1]),
        ("<latency_us>", "1.0", "bad_latency"),
        ("<latency_ms>", "0.0005", [0]),
        ("<latency_ms>", "0.0015", [2]),
    ],
)
def test_units_of_latency(
    subject: ModuleType, backend: str, pattern: str, text: str, expected: list[int] | str
) -> None:
    """Several latencies of a line add up; without one of them there is none."""
    plan = steps(f'<time_s> "<request>" <status> {pattern}')
    found = record(subject, backend, plan, f"1{END} {text}\n".encode())
    check(lambda: found["latency"] if isinstance(found, dict) else found).returns(expected)


@on_each_backend
@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("<time_s> <request>", "1 x", {"path": b"x"}),
        ("<time_s> <request>;", "1 x;", {"path": b"x"}),
        ("<time_s> <request>;", "1 x;y", "trailing_garbage"),
        ("<time_s> <request>;", "1 x", "too_few_fields"),
        ("<time_s> <request><rest>", "1 x", None),
        ("<time_s> <request>;<rest>", "1 x;any thing", {"path": b"x"}),
        ("<time_s> <request>;<rest>", "1 x;", {"path": b"x"}),
        ("<time_s> <skip> <request>", "1  x", {"path": b"x"}),
        ("<time_s> <host> <request>", "1  x", "too_few_fields"),
        ("#<ip> <time_s> <request>", "192.0.2.7 1 x", "no_host"),
        ("#<ip> <time_s> <request>", "#", "no_host"),
        ("#<host> <time_s> <request>", "x 1 x", "too_few_fields"),
    ],
)
def test_literals_and_ends(
    subject: ModuleType,
    backend: str,
    pattern: str,
    text: str,
    expected: dict[str, Any] | str | None,
) -> None:
    """What follows the last field, and what stands before the first one, is told by its reason."""
    plan = (
        steps("<status> " + pattern)
        if not pattern.startswith("#")
        else steps(pattern + " <status>")
    )
    text = f"200 {text}" if not pattern.startswith("#") else text
    if expected is None:
        check(record, subject, backend, plan, text.encode()).raises(ValueError)
        return
    found = record(subject, backend, plan, text.encode() + b"\n")
    if isinstance(found, dict):
        assert isinstance(expected, dict)
        found = {key: found[key] for key in expected}
    check(lambda: found).returns(expected)


@on_each_backend
def test_columns_that_a_format_lacks(subject: ModuleType, backend: str) -> None:
    """They have no keys, and without addresses nobody is a visitor."""
    found = record(subject, backend, steps('<time_s> "<request>" <status>'), f"1{END}\n".encode())
    check(lambda: found).returns(
        {
            "path": b"/",
            "method": "GET",
            "protocol": "HTTP/1.1",
            "status": 200,
            "size": 0,
            "time": "1970-01-01 00:00:01",
            "latency": [],
            "bad": 0,
            "visitors": 0,
        }
    )
