"""Stage 1: white space, literals and strings, and what is none of them."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.days.day02_json_parser.tests.reading import Reader, Refused
from challenges.shared.testing import check

SCALARS = [
    pytest.param(b"true", True, id="true"),
    pytest.param(b"false", False, id="false"),
    pytest.param(b"null", None, id="null"),
    pytest.param(b" \t\n\rtrue\r\n\t ", True, id="white space around"),
    pytest.param(b'""', "", id="an empty string"),
    pytest.param(b'"a b"', "a b", id="a string"),
    pytest.param('"é"'.encode(), "é", id="two bytes"),
    pytest.param('"語"'.encode(), "語", id="three bytes"),
    pytest.param('"😀"'.encode(), "😀", id="four bytes"),
    pytest.param('"aé語😀"'.encode(), "aé語😀", id="all lengths"),
    pytest.param('"\x7f\x80\u2028\uffff"'.encode(), "\x7f\x80\u2028\uffff", id="odd characters"),
    pytest.param('"\U0010ffff"'.encode(), "\U0010ffff", id="the last character"),
    pytest.param(rb'"\"\\\/\b\f\n\r\t"', '"\\/\b\f\n\r\t', id="short escapes"),
    pytest.param(rb'"\u0041\u00e9\u8a9E"', "Aé語", id="escapes by number"),
    pytest.param(rb'"\u0000"', "\0", id="an escaped NUL"),
    pytest.param(rb'"\uD83D\uDE00"', "😀", id="a surrogate pair"),
    pytest.param(rb'"\udbff\udfff"', "\U0010ffff", id="the last surrogate pair"),
    pytest.param(rb'"\ud800\udc00"', "\U00010000", id="the first surrogate pair"),
    pytest.param(rb'"\\u0041"', "\\u0041", id="an escaped backslash before u"),
    pytest.param('"é\\né"'.encode(), "é\né", id="an escape between others"),
    pytest.param(b'"' + b"x" * 10_000 + b'"', "x" * 10_000, id="a long string"),
    pytest.param(b'"' + rb"\n" * 5_000 + b'"', "\n" * 5_000, id="many escapes"),
    *(
        pytest.param(b'"' + b"x" * size + rb"\t" + b'y"', "x" * size + "\ty", id=f"tab at {size}")
        for size in (7, 8, 15, 16, 17, 31, 32, 33, 63, 64)
    ),
]

REFUSED = [
    pytest.param(b"", Refused("empty", 0), id="nothing"),
    pytest.param(b" \n", Refused("empty", 2), id="white space alone"),
    pytest.param(b"\x0ctrue", Refused("expected_value", 0), id="a form feed is no white space"),
    pytest.param(b"\x0btrue", Refused("expected_value", 0), id="a vertical tab neither"),
    pytest.param(b"\xc2\xa0true", Refused("expected_value", 0), id="a no-break space neither"),
    pytest.param(b"\0", Refused("expected_value", 0), id="a NUL"),
    pytest.param(b"true\0", Refused("trailing_data", 4), id="a NUL behind"),
    pytest.param(b"'a'", Refused("expected_value", 0), id="other quotes"),
    pytest.param(b"]", Refused("expected_value", 0), id="a bracket"),
    pytest.param(b"\xff", Refused("expected_value", 0), id="no UTF-8 outside of strings"),
    pytest.param(b"True", Refused("expected_value", 0), id="a capital letter"),
    pytest.param(b"trUe", Refused("bad_literal", 0), id="one in the middle"),
    pytest.param(b"nul ", Refused("bad_literal", 0), id="a letter too few"),
    pytest.param(b"tru", Refused("truncated", 3), id="true cut off"),
    pytest.param(b"n", Refused("truncated", 1), id="null cut off"),
    pytest.param(b" fals", Refused("truncated", 5), id="false cut off"),
    pytest.param(b"truee", Refused("trailing_data", 4), id="a letter too many"),
    pytest.param(b"NaN", Refused("bad_literal", 0), id="NaN"),
    pytest.param(b"Infinity", Refused("bad_literal", 0), id="Infinity"),
    pytest.param(b'"', Refused("unterminated_string", 0), id="a quote alone"),
    pytest.param(b' "abc', Refused("unterminated_string", 1), id="no closing quote"),
    pytest.param(b'"abc\\', Refused("unterminated_string", 0), id="the end behind a backslash"),
    pytest.param(b'"abc\\"', Refused("unterminated_string", 0), id="the quote escaped"),
    pytest.param(b'"a\\u', Refused("unterminated_string", 0), id="the end behind u"),
    pytest.param(b'"a\\u00e', Refused("unterminated_string", 0), id="the end among digits"),
    pytest.param(b'"a\tb"', Refused("control_char", 2), id="a raw tab"),
    pytest.param(b'"a\nb"', Refused("control_char", 2), id="a raw newline"),
    pytest.param(b'"\0"', Refused("control_char", 1), id="a raw NUL"),
    pytest.param(b'"\x1f"', Refused("control_char", 1), id="the last control character"),
    pytest.param('"語\x01"'.encode(), Refused("control_char", 4), id="one behind three bytes"),
    pytest.param(rb'"\x41"', Refused("bad_escape", 1), id="an escape of other languages"),
    pytest.param(rb'"ab\U00000041"', Refused("bad_escape", 3), id="a capital U"),
    pytest.param(b'"\\\n"', Refused("bad_escape", 1), id="an escaped newline"),
    pytest.param(rb'"\u12g4"', Refused("bad_escape", 1), id="no digit"),
    pytest.param(rb'"\u12"', Refused("bad_escape", 1), id="two digits"),
    pytest.param(rb'"\u+123"', Refused("bad_escape", 1), id="a sign among digits"),
    pytest.param(rb'"\u 123"', Refused("bad_escape", 1), id="a space among digits"),
    pytest.param(rb'"\u1_23"', Refused("bad_escape", 1), id="an underscore among digits"),
    pytest.param(
        '"\\u\uff11234"'.encode(), Refused("bad_escape", 1), id="a digit of another alphabet"
    ),
    pytest.param(rb'"a\ud83d"', Refused("lone_surrogate", 2), id="a high surrogate alone"),
    pytest.param(rb'"\ude00"', Refused("lone_surrogate", 1), id="a low surrogate alone"),
    pytest.param(rb'"\ud83d\n"', Refused("lone_surrogate", 1), id="a high one and an escape"),
    pytest.param(rb'"\ud83d\u0041"', Refused("lone_surrogate", 1), id="a high one and a letter"),
    pytest.param(rb'"\ud83d\ud83d\ude00"', Refused("lone_surrogate", 1), id="two high ones"),
    pytest.param(rb'"\ud83dx\ude00"', Refused("lone_surrogate", 1), id="a pair torn apart"),
    pytest.param(b'"\\ud83d', Refused("lone_surrogate", 1), id="the end behind a high one"),
    pytest.param(b'"\\ud83d\\u12', Refused("lone_surrogate", 1), id="the end within a low one"),
    pytest.param(b'"\x80"', Refused("bad_utf8", 1), id="a continuation alone"),
    pytest.param(b'"ab\xc3"', Refused("bad_utf8", 3), id="a continuation too few"),
    pytest.param(b'"\xe2\x82"', Refused("bad_utf8", 1), id="two of three bytes"),
    pytest.param(b'"\xf0\x9f\x98"', Refused("bad_utf8", 1), id="three of four bytes"),
    pytest.param(b'"\xe2\x82', Refused("bad_utf8", 1), id="cut off by the end"),
    pytest.param(b'"\xc0\x80"', Refused("bad_utf8", 1), id="an overlong NUL"),
    pytest.param(b'"\xc1\xbf"', Refused("bad_utf8", 1), id="overlong in two bytes"),
    pytest.param(b'"\xe0\x9f\xbf"', Refused("bad_utf8", 1), id="overlong in three bytes"),
    pytest.param(b'"\xf0\x8f\xbf\xbf"', Refused("bad_utf8", 1), id="overlong in four bytes"),
    pytest.param(b'"\xed\xa0\x80"', Refused("bad_utf8", 1), id="a surrogate in UTF-8"),
    pytest.param(b'"\xf4\x90\x80\x80"', Refused("bad_utf8", 1), id="above U+10FFFF"),
    pytest.param(b'"\xf8\x88\x80\x80\x80"', Refused("bad_utf8", 1), id="five bytes"),
    pytest.param(b'"\xff"', Refused("bad_utf8", 1), id="a byte that UTF-8 has not"),
    pytest.param(b'"\xff\t"', Refused("bad_utf8", 1), id="the first of two errors"),
    pytest.param(b'"\t\xff"', Refused("control_char", 1), id="the first of two, other order"),
]


@on_each_backend
@pytest.mark.parametrize(("data", "value"), SCALARS)
def test_scalar_is_read(subject: ModuleType, backend: str, data: bytes, value: object) -> None:
    """A scalar is read for what RFC 8259 says it is."""
    check(Reader(subject, backend).read, data).returns(value)


@on_each_backend
@pytest.mark.parametrize(("data", "refused"), REFUSED)
def test_token_is_refused(subject: ModuleType, backend: str, data: bytes, refused: Refused) -> None:
    """What is no token is refused with a code and the byte it is at."""
    check(Reader(subject, backend).read, data).returns(refused)


@on_each_backend
@pytest.mark.parametrize(
    ("data", "value"),
    [
        pytest.param(rb'"\ud83d"', "\ud83d", id="high"),
        pytest.param(rb'"\ude00"', "\ude00", id="low"),
        pytest.param(rb'"\ud83d\ud83d\ude00"', "\ud83d😀", id="high before a pair"),
        pytest.param(rb'"\ud83d\n"', "\ud83d\n", id="high before an escape"),
        pytest.param(rb'"\ude00\ud83d"', "\ude00\ud83d", id="in the wrong order"),
        pytest.param(b'"\\ud83d', Refused("unterminated_string", 0), id="the end behind it"),
        pytest.param(b'"\xed\xa0\x80"', Refused("bad_utf8", 1), id="in UTF-8 it stays an error"),
    ],
)
def test_surrogates_can_be_kept(
    subject: ModuleType, backend: str, data: bytes, value: object
) -> None:
    """With surrogates="keep" a lone surrogate escape is kept as it is."""
    check(Reader(subject, backend).read, data, surrogates="keep").returns(value)


@on_each_backend
def test_lone_surrogate_in_str(subject: ModuleType, backend: str) -> None:
    """A lone surrogate in a str counts as the escape does; outside of strings it is no value."""
    read = Reader(subject, backend).once
    check(read, '"é\ud83d"').returns(Refused("lone_surrogate", 3))
    check(read, '"é\ud83d"', surrogates="keep").returns("é\ud83d")
    check(read, '"\ud83d\ude00"', surrogates="keep").returns("\ud83d\ude00")
    check(read, "\ud83d").returns(Refused("expected_value", 0))
    check(read, "1\ud83d", surrogates="keep").returns(Refused("trailing_data", 1))


@on_each_backend
def test_control_characters_are_refused_each(subject: ModuleType, backend: str) -> None:
    """Each character below the space is refused in strings, and none above it."""
    read = Reader(subject, backend).read
    for code in range(0x20):
        check(read, b'"' + bytes([code]) + b'"').returns(Refused("control_char", 1))
    for code in {*range(0x20, 0x80)} - {0x22, 0x5C}:
        check(read, b'"' + bytes([code]) + b'"').returns(chr(code))


@on_each_backend
def test_escapes_are_those_of_the_standard(subject: ModuleType, backend: str) -> None:
    """A backslash may stand before eight characters and u, and before no other."""
    read = Reader(subject, backend).read
    for code in {*range(0x20, 0x7F)} - set(b'"\\/bfnrtu'):
        check(read, b'"\\' + bytes([code]) + b'"').returns(Refused("bad_escape", 1))
