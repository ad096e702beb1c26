"""Stage 5: lines of JSON and of W3C logs: a case for each reason and each rule of a value."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import record
from challenges.shared.testing import check

CHUNKS = (1 << 20, 7)

JSON_PLAN: dict[str, Any] = {
    "kind": "json",
    "fields": {
        "ip": ["client", "ip"],
        "time_auto": ["ts"],
        "request": ["line"],
        "status": ["status"],
        "size": ["size"],
        "latency_s": ["took"],
        "user": ["users", "1"],
        "host": ["h"],
    },
}
JSON_OBJECT: dict[str, Any] = {
    "client": {"ip": "192.0.2.7"},
    "ts": 1760104536,
    "line": "GET /a HTTP/2.0",
    "status": 200,
    "size": 5,
    "took": 0.25,
    "users": ["x", "ann"],
    "h": "www",
}
JSON_FACTS: dict[str, object] = {
    "path": b"/a",
    "ip": b"192.0.2.7",
    "user_agent": b"-",
    "referrer": b"-",
    "user": b"ann",
    "host": b"www",
    "method": "GET",
    "protocol": "HTTP/2.0",
    "status": 200,
    "size": 5,
    "time": "2025-10-10 13:55:36",
    "latency": [250_000],
    "bad": 0,
    "visitors": 1,
}
USUAL_JSON = json.dumps(JSON_OBJECT).encode()
BAD_REQUEST = {"method": "-", "protocol": "-", "bad": 1}


def having(**other: object) -> bytes:
    """Returns the object with some values changed; Ellipsis leaves one out."""
    values = {**JSON_OBJECT, **other}
    return json.dumps({key: value for key, value in values.items() if value is not ...}).encode()


def written(key: str, text: bytes) -> bytes:
    """Returns the object with a value written just so."""
    return having(**{key: "@@@"}).replace(b'"@@@"', text)


JSON: list[tuple[bytes, dict[str, object] | str, str]] = [
    (USUAL_JSON, {}, "a usual line"),
    (b" \t" + USUAL_JSON + b" \t\r\r", {}, "white space around"),
    (b"", "blank", "nothing"),
    (b"{", "invalid_json", "no end"),
    (b"[]", "invalid_json", "a list"),
    (b"{}", "no_host", "an empty object"),
    (USUAL_JSON + b"x", "invalid_json", "something behind"),
    (USUAL_JSON + USUAL_JSON, "invalid_json", "two objects"),
    (b"\xef\xbb\xbf" + USUAL_JSON, "invalid_json", "a byte order mark"),
    (written("x", b"01"), "invalid_json", "a zero in front"),
    (written("x", b"1."), "invalid_json", "no digit after the dot"),
    (written("x", b"+1"), "invalid_json", "a plus sign"),
    (written("x", b"NaN"), "invalid_json", "NaN"),
    (written("x", b"-Infinity"), "invalid_json", "infinity"),
    (written("x", b"'a'"), "invalid_json", "other quotes"),
    (written("x", b"[1,]"), "invalid_json", "a comma at the end"),
    (written("x", b"tru"), "invalid_json", "a word that is none"),
    (written("x", b"\xc2\xa0"), "invalid_json", "other white space"),
    (written("x", b'"a\tb"'), "invalid_json", "a control character in a string"),
    (written("x", b'"\\x41"'), "invalid_json", "an escape that is none"),
    (written("x", b'"\\ud800"'), "invalid_json", "half of a surrogate pair"),
    (written("x", b'"\\udc00\\ud800"'), "invalid_json", "a pair the wrong way round"),
    (written("x", b'"\\ud83d\\ude00"'), {}, "a whole surrogate pair"),
    (written("x", b'"\\\\ud800"'), {}, "an escaped backslash before u"),
    (written("x", b'"\x7f\xff"'), {}, "bytes that are no UTF-8"),
    (written("x", b"[" * 63 + b"]" * 63), {}, "64 levels"),
    (written("x", b"[" * 64 + b"]" * 64), "invalid_json", "65 levels"),
    (written("x", b"[" * 100_000), "invalid_json", "very many levels"),
    (written("x", b'"' + b"[" * 100 + b'"'), {}, "brackets in a string are no levels"),
    (having(client=...), "no_host", "no address"),
    (having(client={"ip": None}), "no_host", "an address of null"),
    (having(client={"ip": 7}), "no_host", "an address that is a number"),
    (having(client={"ip": ""}), "no_host", "an empty address"),
    (having(client=["192.0.2.7"]), "no_host", "a list where an object is wanted"),
    (b'{"client":{"ip":"a"},' + USUAL_JSON[1:], {}, "of a key twice the last counts"),
    (USUAL_JSON[:-1] + b',"client":{}}', "no_host", "with all that is in it"),
    (USUAL_JSON.replace(b'"ip"', b'"\\u0069p"'), {}, "an escaped key"),
    (having(users={"1": "bob"}), {"user": b"bob"}, "a key of digits"),
    (having(users=["x"]), {"user": b"-"}, "an index past the end"),
    (having(h=""), {"host": b"-"}, "an empty text"),
    (having(h=None), {"host": b"-"}, "a text of null"),
    (having(h=...), {"host": b"-"}, "no text"),
    (having(h=["x"]), {"host": b"-"}, "a list for a text"),
    (having(h={"x": 1}), {"host": b"-"}, "an object for a text"),
    (having(h=True), {"host": b"true"}, "true for a text"),
    (written("h", b"1.50E+2"), {"host": b"1.50E+2"}, "a number for a text, as written"),
    (written("h", b'"\\u00e9\\n\\"\\/"'), {"host": b'\xc3\xa9\\u000a"/'}, "escapes"),
    (written("h", b'"\xe9\xc3\xa9"'), {"host": b"\xe9\xc3\xa9"}, "bytes as they are"),
    (having(line=...), {**BAD_REQUEST, "path": b""}, "no request"),
    (having(line=5), {**BAD_REQUEST, "path": b""}, "a request that is a number"),
    (having(line="GET /a"), {**BAD_REQUEST, "path": b"GET /a"}, "a bad request"),
    (having(line="GET /a\nb HTTP/1.1"), {"path": b"/a\\u000ab", "protocol": "HTTP/1.1"}, "newline"),
    (having(status="404"), {"status": 404}, "a status in a string"),
    (having(status=...), "bad_status", "no status"),
    (having(status=99), "bad_status", "status 99"),
    (written("status", b"2e2"), "bad_status", "a status with exponent"),
    (written("status", b"200.0"), "bad_status", "a status with fraction"),
    (having(status=True), "bad_status", "a status that is true"),
    (having(size=...), {"size": 0}, "no size"),
    (having(size=None), {"size": 0}, "a size of null"),
    (having(size=""), {"size": 0}, "an empty size"),
    (having(size="-"), {"size": 0}, "size -"),
    (having(size="7"), {"size": 7}, "a size in a string"),
    (having(size=-7), "bad_size", "a negative size"),
    (having(size=1.5), "bad_size", "a size with fraction"),
    (having(size=[]), "bad_size", "a list for a size"),
    (having(size=2**63), "number_overflow", "a size of 2**63"),
    (having(took=...), {"latency": []}, "no latency"),
    (having(took=None), {"latency": []}, "a latency of null"),
    (having(took="-"), {"latency": []}, "latency -"),
    (having(took=-1), {"latency": []}, "latency -1"),
    (having(took=-0.5), "bad_latency", "a negative latency"),
    (having(took=False), "bad_latency", "a latency that is false"),
    (having(took="0.5"), {"latency": [500_000]}, "a latency in a string"),
    (written("took", b"25e-2"), {"latency": [250_000]}, "a negative exponent"),
    (written("took", b"2.5E+1"), {"latency": [25_000_000]}, "an exponent"),
    (written("took", b"1e-999"), {"latency": [0]}, "the smallest exponent"),
    (written("took", b"1e0001"), "bad_latency", "an exponent of four digits"),
    (written("took", b"1e999"), "number_overflow", "a huge latency"),
    (having(ts=...), "bad_timestamp", "no time"),
    (having(ts=True), "bad_timestamp", "a time that is true"),
    (having(ts=1760104536.999), {}, "a fraction of a second"),
    (written("ts", b"1.760104536e9"), {}, "a time with exponent"),
    (having(ts=-0.5), {"time": "1969-12-31 23:59:59"}, "before 1970 it is rounded down"),
    (having(ts="1760104536.5"), {}, "seconds in a string"),
    (having(ts="-1"), "bad_timestamp", "negative seconds in a string"),
    (having(ts="2025-10-10T13:55:36Z"), {}, "an ISO time"),
    (having(ts="10/Oct/2025:13:55:36 +0000"), {}, "a time as in combined"),
    (having(ts="yesterday"), "bad_timestamp", "no time at all"),
    (having(ts=10**17), "bad_timestamp", "a year above 9999"),
    (having(client=..., ts=..., status=0), "no_host", "the address is looked at first"),
    (having(ts=..., status=0), "bad_timestamp", "then the time"),
    (having(status=0, size="x"), "bad_status", "then the status"),
    (having(size="x", took="x"), "bad_size", "then the size"),
]


@on_each_backend
@pytest.mark.parametrize(
    ("data", "expected"), [pytest.param(*case[:2], id=case[2]) for case in JSON]
)
def test_a_line_of_json(
    subject: ModuleType, backend: str, data: bytes, expected: dict[str, object] | str
) -> None:
    """A line is one object by RFC 8259, and its values are found by their paths."""
    if isinstance(expected, dict):
        expected = {**JSON_FACTS, **expected}
    check(record, subject, backend, JSON_PLAN, data + b"\n").returns(expected)


FIELDS = (
    b"#Fields: date time c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status sc-bytes"
    b" time-taken cs(User-Agent) s-port\n"
)
W3C_LINE = "2025-10-10 13:55:36 192.0.2.7 - GET /a b=1 200 5 12 curl/8 80"
W3C_FACTS: dict[str, object] = {
    **JSON_FACTS,
    "user": b"-",
    "user_agent": b"curl/8",
    "host": b"-",
    "protocol": "-",
    "latency": [12_000],
}


def w3c(old: str, new: str) -> bytes:
    """Returns a log of one line with a part of it replaced."""
    assert W3C_LINE.count(old) == 1
    return FIELDS + W3C_LINE.replace(old, new).encode()


W3C: list[tuple[bytes, dict[str, object] | str, str]] = [
    (FIELDS + W3C_LINE.encode(), {}, "a usual line"),
    (FIELDS.upper().replace(b"#FIELDS", b"#Fields") + W3C_LINE.encode(), {}, "names in capitals"),
    (FIELDS.replace(b" ", b"\t ") + W3C_LINE.encode(), {}, "names between tabs and spaces"),
    (FIELDS + W3C_LINE.replace(" ", "\t").encode(), {}, "values between tabs"),
    (b"#Version: 1.0\r\n" + FIELDS + b"#Remark: x\n" + W3C_LINE.encode(), {}, "other directives"),
    (W3C_LINE.encode(), "too_few_fields", "no columns are known"),
    (b"#fields: date\n" + W3C_LINE.encode(), "too_few_fields", "no such directive"),
    (b"#Fields:\n" + W3C_LINE.encode(), "too_few_fields", "a directive without columns"),
    (b"#Fields: x\n" + FIELDS + W3C_LINE.encode(), {}, "the last directive counts"),
    (FIELDS + b"\r\n" + W3C_LINE.encode() + b"\r", {}, "blank lines and carriage returns"),
    (w3c(" 80", ""), "too_few_fields", "fewer values"),
    (w3c(" 80", " 80 x"), "trailing_garbage", "more values"),
    (w3c("GET ", "GET  "), "trailing_garbage", "two spaces are an empty value"),
    (w3c("192.0.2.7", "-"), "no_host", "no address"),
    (w3c("192.0.2.7", ""), "no_host", "an empty address"),
    (w3c("2025-10-10", "2025-02-29"), "bad_timestamp", "no date"),
    (w3c("13:55:36", "13:55:36.789"), {}, "a fraction of a second"),
    (w3c("13:55:36", "13:55"), "bad_timestamp", "no time"),
    (w3c(" 200 ", " 2000 "), "bad_status", "no status"),
    (w3c(" 5 ", " - "), {"size": 0}, "size -"),
    (w3c(" 5 ", " x "), "bad_size", "no size"),
    (w3c(" 12 ", " - "), {"latency": []}, "latency -"),
    (w3c(" 12 ", " 0.5 "), {"latency": [500_000]}, "with a dot it is seconds"),
    (w3c(" 12 ", " x "), "bad_latency", "no latency"),
    (w3c("GET", "-"), {**BAD_REQUEST, "path": b"- /a?b=1"}, "method -"),
    (w3c("/a", "-"), {**BAD_REQUEST, "path": b"GET -?b=1"}, "target -"),
    (w3c("b=1", "-"), {}, "query -"),
    (
        FIELDS.replace(b"s-port", b"cs-version") + W3C_LINE.replace("80", "HTTP/1.1").encode(),
        {"protocol": "HTTP/1.1"},
        "a protocol",
    ),
    (
        FIELDS.replace(b"s-port", b"cs-version") + W3C_LINE.encode(),
        {**BAD_REQUEST, "path": b"GET /a?b=1 80"},
        "a protocol that is none",
    ),
    (FIELDS.replace(b"s-port", b"c-ip") + W3C_LINE.encode(), {}, "the first of two names counts"),
    (
        FIELDS.replace(b"s-port", b"cs(Host)") + W3C_LINE.encode(),
        {"host": b"80"},
        "a host by its header",
    ),
    (
        FIELDS.replace(b"cs-method", b"x") + W3C_LINE.encode(),
        {"method": "-"},
        "no column for the method",
    ),
    (
        FIELDS.replace(b"cs-uri-stem", b"x") + W3C_LINE.encode(),
        {**BAD_REQUEST, "path": b"GET -?b=1"},
        "no column for the target",
    ),
    (FIELDS.replace(b"sc-status", b"x") + W3C_LINE.encode(), "bad_status", "none for the status"),
    (FIELDS.replace(b"sc-bytes", b"x") + W3C_LINE.encode(), {"size": 0}, "none for the size"),
]


@on_each_backend
@pytest.mark.parametrize(
    ("data", "expected"), [pytest.param(*case[:2], id=case[2]) for case in W3C]
)
def test_a_line_of_w3c(
    subject: ModuleType, backend: str, data: bytes, expected: dict[str, object] | str
) -> None:
    """The directive before a line says what its values are."""
    if isinstance(expected, dict):
        expected = {**W3C_FACTS, **expected}
    for chunk in CHUNKS:
        check(record, subject, backend, {"kind": "w3c"}, data + b"\n", chunk).returns(expected)
