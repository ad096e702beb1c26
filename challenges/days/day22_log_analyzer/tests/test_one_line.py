"""Stage 1: what one line says, or why it says nothing: a case for each rule of the definitions."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import Reading, common, facts, line
from challenges.shared.testing import check

CHUNKS = (1 << 20, 1, 7)
Q = 'say \\"hi\\"'


def bad(request: str) -> dict[str, object]:
    """Returns the facts of a line with a bad request."""
    return facts(method="-", path=request.encode("latin-1"), protocol="-", bad=1)


USUAL = [
    pytest.param(line(), facts(), id="a usual line"),
    pytest.param(line() + b"\r", facts(), id="one carriage return at the end is dropped"),
    pytest.param(
        line(host="2001:db8::1", user="ann"),
        facts(host=b"2001:db8::1", user=b"ann"),
        id="an IPv6 address and a user",
    ),
    pytest.param(line(host="www.example.org"), facts(host=b"www.example.org"), id="a host name"),
    pytest.param(line(ident="x"), facts(), id="the ident is not counted"),
    pytest.param(line(user="ann lee"), facts(user=b"ann lee"), id="a user may hold spaces"),
    pytest.param(line(user="a [b"), "bad_timestamp", id="a user ends at the first space and ["),
    pytest.param(line(user="[x"), facts(user=b"[x"), id="a user may start with ["),
    pytest.param(line(user="x["), facts(user=b"x["), id="a user may end with ["),
    pytest.param(line(host="\xff\x00"), facts(host=b"\xff\x00"), id="any bytes are a host"),
    pytest.param(line(host="\t"), facts(host=b"\t"), id="a tab is no space"),
    pytest.param(line(status="100"), facts(status=100), id="status 100"),
    pytest.param(line(status="599"), facts(status=599), id="status 599"),
    pytest.param(line(size="-"), facts(size=0), id="size - is zero"),
    pytest.param(line(size="0"), facts(size=0), id="size 0"),
    pytest.param(line(size="007"), facts(size=7), id="zeros before a size do not count"),
    pytest.param(line(size="0" * 5000 + "8"), facts(size=8), id="thousands of zeros neither"),
    pytest.param(line(size=str(2**63 - 1)), facts(size=2**63 - 1), id="the largest size"),
    pytest.param(
        line(size="0" + str(2**63 - 1)), facts(size=2**63 - 1), id="the largest size with a zero"
    ),
    pytest.param(line(referrer=""), facts(referrer=b""), id="an empty referrer"),
    pytest.param(line(agent=""), facts(agent=b""), id="an empty agent"),
    pytest.param(
        line(agent=Q), facts(agent=Q.encode()), id="an escaped quote does not end the agent"
    ),
    pytest.param(
        line(referrer=Q), facts(referrer=Q.encode()), id="an escaped quote in the referrer"
    ),
    pytest.param(
        line(agent="a\\\\"), facts(agent=b"a\\\\"), id="an escaped backslash protects no quote"
    ),
    pytest.param(line(agent="\\x22\\"), "too_few_fields", id="a backslash before the last quote"),
    pytest.param(
        line(agent="\\\\\\"), "too_few_fields", id="three backslashes before the last quote"
    ),
    pytest.param(line(agent="\\x41"), facts(agent=b"\\x41"), id="escapes are kept as written"),
    pytest.param(line(agent="\xff\xfe"), facts(agent=b"\xff\xfe"), id="bytes that are no UTF-8"),
    pytest.param(line(agent="a\x00b"), facts(agent=b"a\x00b"), id="a NUL is a byte like others"),
    pytest.param(line(agent="a\rb"), facts(agent=b"a\rb"), id="a carriage return inside"),
    pytest.param(
        line(agent="a\x0b\x0c\x1c\x85b"), facts(agent=b"a\x0b\x0c\x1c\x85b"), id="no line ends"
    ),
    pytest.param(line(agent="x" * 65536), facts(agent=b"x" * 65536), id="an agent of 64 KiB"),
    pytest.param(line(agent='a" b'), "trailing_garbage", id="a bare quote ends the agent"),
]

TIMES = [
    ("01/Jan/1970:00:00:00 +0000", "1970-01-01T00:00:00+00:00", "the epoch"),
    ("31/Dec/1969:23:59:59 +0000", "1969-12-31T23:59:59+00:00", "before the epoch"),
    ("10/Oct/2025:13:55:36 +0200", "2025-10-10T11:55:36+00:00", "an offset east"),
    ("10/Oct/2025:13:55:36 -0700", "2025-10-10T20:55:36+00:00", "an offset west"),
    ("10/Oct/2025:13:55:36 +0330", "2025-10-10T10:25:36+00:00", "minutes of an offset"),
    ("10/Oct/2025:13:55:36 -0545", "2025-10-10T19:40:36+00:00", "minutes of an offset west"),
    ("10/Oct/2025:13:55:36 -0000", "2025-10-10T13:55:36+00:00", "minus zero"),
    ("10/Oct/2025:13:55:36 +2359", "2025-10-09T13:56:36+00:00", "the largest offset"),
    ("01/Jan/2026:00:30:00 +0100", "2025-12-31T23:30:00+00:00", "an offset over the year's end"),
    ("29/Feb/2024:12:00:00 +0000", "2024-02-29T12:00:00+00:00", "a leap day"),
    ("29/Feb/2000:12:00:00 +0000", "2000-02-29T12:00:00+00:00", "a leap day of a 400th year"),
    ("30/Jun/2015:23:59:60 +0000", "2015-06-30T23:59:59+00:00", "second 60 counts as 59"),
    ("31/Dec/9999:23:59:59 +0000", "9999-12-31T23:59:59+00:00", "the last year"),
    ("01/Jan/0001:00:00:00 +0000", "0001-01-01T00:00:00+00:00", "the first year"),
]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TIMES += [
    (f"05/{name}/2025:01:02:03 +0000", f"2025-{number:02}-05T01:02:03+00:00", name)
    for number, name in enumerate(MONTHS, start=1)
]
WRONG_TIMES = {
    "29/Feb/2023:12:00:00 +0000": "no leap year",
    "29/Feb/1900:12:00:00 +0000": "1900 had no leap day",
    "30/Feb/2024:12:00:00 +0000": "30 February",
    "31/Apr/2025:12:00:00 +0000": "31 April",
    "32/Jan/2025:12:00:00 +0000": "32 January",
    "00/Jan/2025:12:00:00 +0000": "day 0",
    "10/Jan/0000:12:00:00 +0000": "year 0",
    "10/oct/2025:13:55:36 +0000": "a month in small letters",
    "10/Okt/2025:13:55:36 +0000": "a month in another language",
    "10/Oct/2025:24:00:00 +0000": "hour 24",
    "10/Oct/2025:13:60:00 +0000": "minute 60",
    "10/Oct/2025:13:55:61 +0000": "second 61",
    "10/Oct/2025:13:55:36 +2400": "an offset of 24 hours",
    "10/Oct/2025:13:55:36 +0060": "an offset of 60 minutes",
    "10/Oct/2025:13:55:36  0000": "an offset without sign",
    "10/Oct/2025 13:55:36 +0000": "a space after the year",
    "10-Oct-2025:13:55:36 +0000": "hyphens in the date",
    "1/Oct/2025:13:55:36 +0000": "a day of one digit",
    "10/Oct/2025:13:55:36 +00000": "an offset of five digits",
    "10/Oct/2025:13:55:36": "no offset",
    "1\xb2/Oct/2025:13:55:36 +0000": "a digit that is none in ASCII",
    "": "nothing",
}

REQUESTS = [
    ("GET / HTTP/2", facts(path=b"/", protocol="HTTP/2"), "a protocol without a dot"),
    ("GET /a?b=1&c=?d HTTP/1.1", facts(), "the query is cut off"),
    ("GET /a#b?c HTTP/1.1", facts(path=b"/a#b"), "what follows # is kept"),
    ("GET /a b  c HTTP/1.1", facts(path=b"/a b  c"), "a target with spaces"),
    ("GET /a%20b HTTP/1.1", facts(path=b"/a%20b"), "nothing is decoded"),
    ("GET ?a HTTP/1.1", facts(path=b""), "a target that is all query"),
    ("OPTIONS * HTTP/1.1", facts(method="OPTIONS", path=b"*"), "an asterisk"),
    (
        "CONNECT a.example:443 HTTP/1.1",
        facts(method="CONNECT", path=b"a.example:443"),
        "a target that is an authority",
    ),
    ("GET http://a.example/b?c HTTP/1.1", facts(path=b"/b"), "an absolute target"),
    ("GET http://a.example HTTP/1.1", facts(path=b"/"), "an absolute target without path"),
    ("GET http://a.example?b HTTP/1.1", facts(path=b"/"), "an absolute target with query only"),
    ("GET http://a#b HTTP/1.1", facts(path=b"/#b"), "an absolute target with fragment only"),
    ("GET h2+x.y-z://a//b HTTP/1.1", facts(path=b"//b"), "every letter of a scheme"),
    ("GET 2h://a/b HTTP/1.1", facts(path=b"2h://a/b"), "a scheme starts with a letter"),
    ("GET //a/b HTTP/1.1", facts(path=b"//a/b"), "two slashes are no scheme"),
    ("-_x /a HTTP/0.9", facts(method="-_x", protocol="HTTP/0.9"), "an odd method"),
    ("- /a HTTP/1.1", facts(method="-"), "the method - of a good request"),
    ('GET /\\"a HTTP/1.1', facts(path=b'/\\"a'), "an escaped quote in the target"),
    ("GET /\xff HTTP/1.1", facts(path=b"/\xff"), "a target that is no UTF-8"),
    ("", bad(""), "an empty request"),
    ("-", bad("-"), "a hyphen"),
    ("\\x16\\x03\\x01", bad("\\x16\\x03\\x01"), "a TLS greeting"),
    ("GET /a?b", bad("GET /a?b"), "no protocol, and the query stays"),
    ("GET HTTP/1.1", bad("GET HTTP/1.1"), "no target"),
    ("GET  HTTP/1.1", bad("GET  HTTP/1.1"), "an empty target"),
    ("GET /a http/1.1", bad("GET /a http/1.1"), "a protocol in small letters"),
    ("GET /a HTTP/1.10", bad("GET /a HTTP/1.10"), "a protocol with too many digits"),
    ("GET /a HTTP/11", bad("GET /a HTTP/11"), "a protocol of two digits"),
    ("GET /a HTTP/1.1 ", bad("GET /a HTTP/1.1 "), "a space at the end"),
    (" GET /a HTTP/1.1", bad(" GET /a HTTP/1.1"), "a space in front"),
    ("G3T /a HTTP/1.1", bad("G3T /a HTTP/1.1"), "a digit in the method"),
]

START = b"192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "
REQUEST = START + b'"GET /a HTTP/1.1"'
BROKEN = [
    (b"", "blank", "nothing"),
    (b" \t ", "blank", "spaces and tabs"),
    (b"\r", "blank", "only the carriage return of the line's end"),
    (b"\r\r", "too_few_fields", "of two carriage returns one is left"),
    (b"\x0b", "too_few_fields", "other white space is not blank"),
    (b" " + line(), "no_host", "a space in front"),
    (b"Traceback", "too_few_fields", "one word"),
    (b"192.0.2.7 ", "too_few_fields", "a host and nothing else"),
    (b"192.0.2.7 -", "too_few_fields", "no user"),
    (b"192.0.2.7 - ", "too_few_fields", "an empty user"),
    (b"192.0.2.7  - [", "too_few_fields", "two spaces after the host"),
    (b"192.0.2.7 -  [10/Oct/2025:13:55:36 +0000]", "too_few_fields", "two spaces after ident"),
    (b"192.0.2.7 - - ", "too_few_fields", "no bracket"),
    (b"192.0.2.7 - - [", "bad_timestamp", "cut after the bracket"),
    (START[:-2], "bad_timestamp", "no closing bracket"),
    (START[:-1], "bad_request_quote", "cut after the bracket of the time"),
    (START + b"GET", "bad_request_quote", "no quote"),
    (START[:-1] + b'"GET /a HTTP/1.1"', "bad_request_quote", "no space before the quote"),
    (START + b'"GET /a HTTP/1.1', "bad_request_quote", "a request without end"),
    (START + b'"GET /a HTTP/1.1\\"', "bad_request_quote", "the last quote is escaped"),
    (START + b'"GET /a\\', "bad_request_quote", "a backslash at the very end"),
    (REQUEST, "too_few_fields", "cut after the request"),
    (REQUEST + b" ", "bad_status", "a space and no status"),
    (REQUEST + b"200 5", "bad_status", "no space before the status"),
    (REQUEST + b" 099 5", "bad_status", "status 099"),
    (REQUEST + b" 600 5", "bad_status", "status 600"),
    (REQUEST + b" 20 5", "bad_status", "a status of two digits"),
    (REQUEST + b" 2000 5", "bad_status", "a status of four digits"),
    (REQUEST + b" 20x 5", "bad_status", "a letter in the status"),
    (REQUEST + b" - 5", "bad_status", "no status"),
    (REQUEST + b" 200", "too_few_fields", "cut after the status"),
    (REQUEST + b" 200 ", "bad_size", "a space and no size"),
    (REQUEST + b" 200 x", "bad_size", "a size of letters"),
    (REQUEST + b" 200 1x", "bad_size", "a size that ends in letters"),
    (REQUEST + b" 200 -1", "bad_size", "a negative size"),
    (REQUEST + b" 200 --", "bad_size", "two hyphens"),
    (REQUEST + b" 200 +1", "bad_size", "a plus sign"),
    (REQUEST + b" 200 1.5", "bad_size", "a fraction"),
    (REQUEST + b" 200 9223372036854775808", "number_overflow", "a size of 2**63"),
    (REQUEST + b" 200 18446744073709551621", "number_overflow", "a size of 2**64 + 5"),
    (REQUEST + b" 200 " + b"9" * 5000, "number_overflow", "a size of 5000 digits"),
    (REQUEST + b" 200 " + b"9" * 30 + b"x", "bad_size", "a large size that ends in letters"),
]
UNFINISHED = [
    (REQUEST + b" 200 5", "no referrer"),
    (REQUEST + b" 200 5 ", "a space and no referrer"),
    (REQUEST + b" 200 5 -", "a referrer without quotes"),
    (REQUEST + b' 200 5 "-', "a referrer without end"),
    (REQUEST + b' 200 5 "-"', "no agent"),
    (REQUEST + b' 200 5 "-" "', "an agent without end"),
    (REQUEST + b' 200 5 "-" "a\\"', "an agent whose last quote is escaped"),
    (REQUEST + b' 200 5 "-"x"a"', "no space between referrer and agent"),
    (REQUEST + b' 200 5  "-" "a"', "two spaces before the referrer"),
]


@on_each_backend
@pytest.mark.parametrize(("data", "expected"), USUAL)
def test_a_line_in_format_combined(
    subject: ModuleType, backend: str, data: bytes, expected: object
) -> None:
    """The fields of a line are kept byte by byte."""
    reading = Reading(subject, backend, "combined")
    for chunk in CHUNKS:
        check(reading.read, data + b"\n", chunk).returns(expected)


@on_each_backend
@pytest.mark.parametrize(
    ("stamp", "moment"), [pytest.param(stamp, moment, id=name) for stamp, moment, name in TIMES]
)
def test_a_timestamp(subject: ModuleType, backend: str, stamp: str, moment: str) -> None:
    """A timestamp is local time and its offset, counted in UTC."""
    reading = Reading(subject, backend, "combined")
    check(reading.read, line(stamp=stamp), 1 << 20).returns(facts(moment=moment))


@on_each_backend
@pytest.mark.parametrize(
    "stamp", [pytest.param(stamp, id=name) for stamp, name in WRONG_TIMES.items()]
)
def test_a_timestamp_that_is_none(subject: ModuleType, backend: str, stamp: str) -> None:
    """What is no date of the calendar, or written otherwise, is a bad timestamp."""
    reading = Reading(subject, backend, "combined")
    check(reading.read, line(stamp=stamp), 1 << 20).returns("bad_timestamp")


@on_each_backend
@pytest.mark.parametrize(
    ("request_", "expected"), [pytest.param(text, fact, id=name) for text, fact, name in REQUESTS]
)
def test_a_request(
    subject: ModuleType, backend: str, request_: str, expected: dict[str, object]
) -> None:
    """A request is good or bad, and both are counted."""
    reading = Reading(subject, backend, "combined")
    check(reading.read, line(request=request_), 1 << 20).returns(expected)


@on_each_backend
@pytest.mark.parametrize(
    ("request_", "path"),
    [("GET /a?b=1 HTTP/1.1", b"/a?b=1"), ("GET http://a?b HTTP/1.1", b"/?b")],
)
def test_a_query_is_kept_on_demand(
    subject: ModuleType, backend: str, request_: str, path: bytes
) -> None:
    """Without strip_query a path keeps what follows its question mark."""
    reading = Reading(subject, backend, "combined", strip_query=False)
    check(reading.read, line(request=request_), 1 << 20).returns(facts(path=path))


@on_each_backend
@pytest.mark.parametrize(
    ("data", "reason"), [pytest.param(data, reason, id=name) for data, reason, name in BROKEN]
)
def test_a_broken_line(subject: ModuleType, backend: str, data: bytes, reason: str) -> None:
    """The first rule that does not hold, from the left, is the reason in every format."""
    for format_ in ("combined", "common"):
        reading = Reading(subject, backend, format_)
        for chunk in (1 << 20, 7):
            check(reading.read, data + b"\n", chunk).returns(reason)


@on_each_backend
@pytest.mark.parametrize("data", [pytest.param(data, id=name) for data, name in UNFINISHED])
def test_a_line_without_agent(subject: ModuleType, backend: str, data: bytes) -> None:
    """In format combined a line ends with a quoted referrer and a quoted agent."""
    check(Reading(subject, backend, "combined").read, data, 1 << 20).returns("too_few_fields")


@on_each_backend
@pytest.mark.parametrize("tail", [b" ", b"x", b' "0.012"', b'"'])
def test_a_line_with_something_behind(subject: ModuleType, backend: str, tail: bytes) -> None:
    """Nothing may follow the last field."""
    for format_, data in (("combined", line()), ("common", common(line()))):
        expected = "bad_size" if format_ == "common" and tail[:1] != b" " else "trailing_garbage"
        check(Reading(subject, backend, format_).read, data + tail, 1 << 20).returns(expected)


@on_each_backend
def test_a_line_in_format_common(subject: ModuleType, backend: str) -> None:
    """Format common has neither referrer nor agent."""
    reading = Reading(subject, backend, "common")
    for chunk in CHUNKS:
        check(reading.read, common(line(user="ann lee")), chunk).returns(
            facts(user=b"ann lee", referrer=None, agent=None)
        )
    check(reading.read, line(), 1 << 20).returns("trailing_garbage")


@on_each_backend
def test_the_longest_line(subject: ModuleType, backend: str) -> None:
    """A line may have max_line bytes, the carriage return at its end not counted."""
    data = line()
    for ending, more in ((b"\n", 0), (b"\r\n", 0), (b"", 0), (b"\r", 0), (b"\n", 1), (b"\r", 1)):
        reading = Reading(subject, backend, "combined", max_line=len(data) - more)
        for chunk in CHUNKS:
            expected = "line_too_long" if more else facts()
            check(reading.read, data + ending, chunk).returns(expected)


@on_each_backend
@pytest.mark.parametrize("data", [b" " * 101, b"\t" * 101 + b"\r", b"x" * 5000])
def test_a_long_line_is_nothing_else(subject: ModuleType, backend: str, data: bytes) -> None:
    """A line that is too long is not looked into: it is not blank either."""
    reading = Reading(subject, backend, "combined", max_line=100)
    for chunk in CHUNKS:
        check(reading.read, data, chunk).returns("line_too_long")


@on_each_backend
def test_an_error_is_a_status_of_400_and_more(subject: ModuleType, backend: str) -> None:
    """Statuses from 400 are errors; those from 500 are the server's."""
    for status, errors in ((399, (0, 0)), (400, (1, 0)), (499, (1, 0)), (500, (0, 1))):
        analyzer = subject.Analyzer(backend=backend)
        analyzer.feed(line(status=str(status)))
        report = analyzer.report()
        bucket = report.series("minute")[0]
        assert (bucket.client_errors, bucket.server_errors) == errors
        assert report.top("path")[0].errors == sum(errors)


def test_an_unknown_format(subject: ModuleType) -> None:
    """A format that does not exist is refused, and those that do are named."""
    for make in (subject.Analyzer, lambda name: subject.analyze(["-"], format=name)):
        error = check(make, "nginx").raises(subject.UnknownFormatError)
        assert all(name in str(error) for name in ("nginx", "combined", "common"))
