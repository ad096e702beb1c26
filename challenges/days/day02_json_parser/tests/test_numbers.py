"""Stage 3: numbers, none of which loses a digit."""

from __future__ import annotations

import math
import random
import struct
import sys
from decimal import Decimal, localcontext
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.days.day02_json_parser.tests.reading import Reader, Refused
from challenges.shared.testing import check

WHOLE = [0, 1, 9, 10, 99, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**64 + 1, 10**18]
WHOLE += [10**17 - 1, 10**18 - 1, 10**19, 10**40 + 1, 7**1000]

# Each is the text and the float it means, written in hexadecimal.
REALS = [
    ("0.0", "0x0.0p+0"),
    ("-0.0", "-0x0.0p+0"),
    ("1.0", "0x1.0p+0"),
    ("1e0", "0x1.0p+0"),
    ("0e5", "0x0.0p+0"),
    ("0.1", "0x1.999999999999ap-4"),
    ("1E2", "0x1.9p+6"),
    ("1e+2", "0x1.9p+6"),
    ("1e-2", "0x1.47ae147ae147bp-7"),
    ("1.5e003", "0x1.77p+10"),
    ("9007199254740993.0", "0x1.0p+53"),
    ("9007199254740992.5", "0x1.0p+53"),
    ("9007199254740993.00000000000000000001", "0x1.0000000000001p+53"),
    ("0.30000000000000004", "0x1.3333333333334p-2"),
    ("8.41e21", "0x1.c7e83209e90b2p+72"),
    ("2.2250738585072014e-308", "0x1.0p-1022"),
    ("2.225073858507201e-308", "0x0.fffffffffffffp-1022"),
    ("2.2250738585072011e-308", "0x0.fffffffffffffp-1022"),
    ("5e-324", "0x0.0000000000001p-1022"),
    ("2.4703282292062327e-324", "0x0.0p+0"),
    ("2.4703282292062328e-324", "0x0.0000000000001p-1022"),
    ("1e-400", "0x0.0p+0"),
    ("-1e-400", "-0x0.0p+0"),
    ("1.7976931348623157e308", "0x1.fffffffffffffp+1023"),
    ("1.7976931348623158e308", "0x1.fffffffffffffp+1023"),
    ("0.000001", "0x1.0c6f7a0b5ed8dp-20"),
    ("123456789012345678901234567890.0", "0x1.8ee90ff6c373ep+96"),
]

REFUSED = [
    pytest.param(b"01", Refused("leading_zero", 0), id="a zero before a digit"),
    pytest.param(b"00", Refused("leading_zero", 0), id="two zeros"),
    pytest.param(b"-01", Refused("leading_zero", 1), id="minus, a zero before a digit"),
    pytest.param(b"-", Refused("truncated", 1), id="minus alone"),
    pytest.param(b"- 1", Refused("bad_number", 1), id="minus and a space"),
    pytest.param(b"-x", Refused("bad_number", 1), id="minus and a letter"),
    pytest.param(b"--1", Refused("bad_number", 1), id="two minus"),
    pytest.param(b"-Infinity", Refused("bad_number", 1), id="minus Infinity"),
    pytest.param(b"-NaN", Refused("bad_number", 1), id="minus NaN"),
    pytest.param(b"+1", Refused("expected_value", 0), id="plus"),
    pytest.param(b".5", Refused("expected_value", 0), id="no digit before the point"),
    pytest.param(b"1.", Refused("truncated", 2), id="no digit behind the point"),
    pytest.param(b"1.]", Refused("bad_number", 2), id="a bracket behind the point"),
    pytest.param(b"1.e5", Refused("bad_number", 2), id="an exponent behind the point"),
    pytest.param(b"1..2", Refused("bad_number", 2), id="two points"),
    pytest.param(b"1e", Refused("truncated", 2), id="no exponent"),
    pytest.param(b"1e+", Refused("truncated", 3), id="only a sign in the exponent"),
    pytest.param(b"1e+x", Refused("bad_number", 3), id="a letter in the exponent"),
    pytest.param(b"1e5.5", Refused("trailing_data", 3), id="a fraction in the exponent"),
    pytest.param(b"1.5.5", Refused("trailing_data", 3), id="two fractions"),
    pytest.param(b"1_000", Refused("trailing_data", 1), id="an underscore"),
    pytest.param(b"0x10", Refused("trailing_data", 1), id="hexadecimal"),
    pytest.param(b"1-2", Refused("trailing_data", 1), id="a difference"),
    pytest.param("\uff11".encode(), Refused("expected_value", 0), id="a digit of another alphabet"),
    pytest.param("1\u0661".encode(), Refused("trailing_data", 1), id="and one behind"),
    pytest.param(b"1e400", Refused("number_range", 0), id="above all floats"),
    pytest.param(b"-1e400", Refused("number_range", 0), id="below all floats"),
    pytest.param(b"1.7976931348623159e308", Refused("number_range", 0), id="just above them"),
    pytest.param(b"1" * 400 + b".0", Refused("number_range", 0), id="400 digits and a point"),
    pytest.param(b"[1.5,2.5e999]", Refused("number_range", 5, "/1"), id="in an array of floats"),
    pytest.param(b"[1,02]", Refused("leading_zero", 3, "/1"), id="in an array of ints"),
    pytest.param(b"1e99999999999999999999", Refused("number_range", 0), id="a huge exponent"),
]


@on_each_backend
@pytest.mark.parametrize("number", WHOLE, ids=lambda number: f"{number.bit_length()} bits")
def test_whole_number(subject: ModuleType, backend: str, number: int) -> None:
    """A number without fraction and exponent is an int of that very value, whatever its size."""
    read = Reader(subject, backend).read
    text = str(number).encode()
    check(read, text).returns(number)
    check(read, b"-" + text).returns(-number)
    check(read, b"[" + text + b" ,-" + text + b"]").returns([number, -number])
    check(read, b'{"a":' + text + b"}").returns({"a": number})


@on_each_backend
def test_minus_zero(subject: ModuleType, backend: str) -> None:
    """-0 is the int 0, -0.0 is the float -0.0."""
    shown = Reader(subject, backend).shown
    check(shown, b"[-0,-0.0,-0e1]").returns("[0, -0.0, -0.0]")
    check(shown, b"-0").returns("0")


@on_each_backend
@pytest.mark.parametrize(("text", "means"), REALS, ids=[text for text, _ in REALS])
def test_real_number(subject: ModuleType, backend: str, text: str, means: str) -> None:
    """A number with fraction or exponent is the nearest float, ties to even."""
    shown = Reader(subject, backend).shown
    number = float.fromhex(means)
    check(shown, text.encode()).returns(repr(number))
    check(shown, f"[{text},{text}]".encode()).returns(repr([number, number]))
    check(shown, f'{{"a": {text} }}'.encode()).returns(repr({"a": number}))


@on_each_backend
@pytest.mark.parametrize(("data", "refused"), REFUSED)
def test_number_is_refused(
    subject: ModuleType, backend: str, data: bytes, refused: Refused
) -> None:
    """What is no number, or none a float can hold, is refused, alone and in containers."""
    read = Reader(subject, backend).read
    check(read, data).returns(refused)
    if b"[" in data or b"]" in data:
        return
    inside = {"truncated": "bad_number", "trailing_data": "expected_comma_or_end"}
    code = inside.get(refused.code, refused.code)
    for before, after, pointer in ((b"[", b",0]", "/0"), (b'{"a":', b',"b":0}', "/a")):
        place = len(before) + refused.byte
        if code == "expected_comma_or_end":
            pointer = ""
        check(read, before + data + after).returns(Refused(code, place, pointer))


def corpus() -> list[str]:
    """Returns texts of numbers that are hard to round: what lies between two floats, and long."""
    draws = random.Random(9535)
    texts = [f"{sign}1e{exponent}" for exponent in range(-330, 309) for sign in ("", "-")]
    texts += [repr(2.0**exponent) for exponent in range(-1074, 1024)]
    for _ in range(400):
        low = abs(struct.unpack("<d", draws.randbytes(8))[0])
        if low < sys.float_info.max:
            with localcontext(prec=800):  # digits enough for every double, and the middle of two
                half = (Decimal(low) + Decimal(math.nextafter(low, math.inf))) / 2
                texts += [repr(low), f"{half:e}", f"{half:e}".replace("e", "1e"), f"{half:.30e}"]
    for size in (17, 18, 19, 20, 40, 100, 400, 800):
        digits = "".join(draws.choices("0123456789", k=size - 1))
        texts += [f"{draws.randint(1, 9)}{digits}e{shift - size}" for shift in range(-320, 308, 7)]
        texts += [f"0.{digits}e{shift}" for shift in range(-320, 308, 7)]
    return texts


@on_each_backend
def test_hard_numbers(subject: ModuleType, backend: str) -> None:
    """Numbers next to the middle of two floats, subnormal ones and long ones round correctly."""
    loads, texts = subject.loads, corpus()
    document = f"[{','.join(texts)}]".encode()
    for text, got in zip(texts, loads(document, backend=backend), strict=True):
        check(float.hex, got).returns(float.hex(float(text)), why=text)


@on_each_backend
@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_numbers_come_back(subject: ModuleType, backend: str, number: float) -> None:
    """A number that is written and read is the same, bit for bit."""
    text = subject.dumpb(number, backend=backend)
    check(Reader(subject, backend).shown, text).returns(repr(number))


@on_each_backend
def test_digits_are_limited(subject: ModuleType, backend: str) -> None:
    """An int has at most max_digits digits, without its sign; a float may have any number."""
    read = Reader(subject, backend).read
    check(read, b"-123", max_digits=3).returns(-123)
    check(read, b"[1234]", max_digits=3).returns(Refused("too_many_digits", 1, "/0"))
    check(read, b"1234.5", max_digits=3).returns(1234.5)
    limit = sys.get_int_max_str_digits()
    check(read, b"9" * limit).returns(10**limit - 1)
    check(read, b" " + b"9" * (limit + 1)).returns(Refused("too_many_digits", 1))
    found = check(read, b"1" + b"0" * (limit + 1), max_digits=0)
    found.satisfies(lambda got: got == 10 ** (limit + 1), "the power of ten")
    found = check(read, b"1" + b"0" * (limit + 1), max_digits=limit + 2)
    found.satisfies(lambda got: got == 10 ** (limit + 1), "the power of ten")


@on_each_backend
def test_decimals(subject: ModuleType, backend: str) -> None:
    """numbers="decimal" gives Decimals with every digit; whole numbers stay ints."""
    shown = Reader(subject, backend).shown
    data = b"[1,0.10,1E+2,-0.0,123456789012345678901234567890.5,1e400]"
    values = ["0.10", "1E+2", "-0.0", "123456789012345678901234567890.5", "1e400"]
    check(shown, data, numbers="decimal").returns(repr([1, *map(Decimal, values)]))
    check(shown, b"[0.10, 0.20]", numbers="decimal").returns(
        repr([Decimal("0.10"), Decimal("0.20")])
    )
    refused = Refused("number_range", 1, "/0")
    for text in (b"[1e99999999999999999999]", b"[-1e99999999999999999999]"):
        check(Reader(subject, backend).read, text, numbers="decimal").returns(refused)


@on_each_backend
def test_lossless(subject: ModuleType, backend: str) -> None:
    """numbers="lossless" keeps the text of every number, and writes it as it was."""
    data = b'[1,-0,1.50,1E400,{"a":0.0},[1 , 2],[1.0,2.00]]'
    value = check(Reader(subject, backend).once, data, numbers="lossless").value
    check(type, value[0]).returns(subject.Number)
    check(str, value[2]).returns("1.50")
    check(float, value[2]).returns(1.5)
    check(subject.dumpb, value, backend=backend).returns(data.replace(b" ", b""))


@on_each_backend
def test_all_floats(subject: ModuleType, backend: str) -> None:
    """numbers="float" makes floats of whole numbers too, within the range of floats."""
    shown = Reader(subject, backend).shown
    check(shown, b"[1,-0,1.5,[2,3],9007199254740993]", numbers="float").returns(
        "[1.0, -0.0, 1.5, [2.0, 3.0], 9007199254740992.0]"
    )
    check(shown, b"1" * 400, numbers="float").returns(repr(Refused("number_range", 0)))


@on_each_backend
def test_nonfinite(subject: ModuleType, backend: str) -> None:
    """nonfinite="allow" reads NaN and infinities, and what no float can hold as an infinity."""
    read, shown = Reader(subject, backend).read, Reader(subject, backend).shown
    check(shown, b"[NaN,Infinity,-Infinity,1e400,-1e400]", nonfinite="allow").returns(
        "[nan, inf, -inf, inf, -inf]"
    )
    check(read, b"nan", nonfinite="allow").returns(Refused("bad_literal", 0))
    check(read, b"[Nan]", nonfinite="allow").returns(Refused("bad_literal", 1, "/0"))
    check(read, b"Infinit", nonfinite="allow").returns(Refused("bad_literal", 0))
    check(read, b"-Infinit", nonfinite="allow").returns(Refused("bad_number", 1))
    check(read, b"-NaN", nonfinite="allow").returns(Refused("bad_number", 1))
    check(read, b"NaN1", nonfinite="allow").returns(Refused("trailing_data", 3))


def test_numbers_compare(subject: ModuleType) -> None:
    """A Number equals what has its value, and only JSON numbers become one."""
    number = subject.Number
    check(number, "1.50").returns(number("15e-1"))
    check(lambda: number("10") == 10 == number("1e1")).returns(True)
    check(lambda: hash(number("2.0")) == hash(2)).returns(True)
    check(lambda: number("1") == "1").returns(False)
    for text in ("01", "1.", "+1", " 1", "NaN", "1\n", ""):
        check(number, text).raises(ValueError)


def test_numbers_beyond_decimals(subject: ModuleType) -> None:
    """Exponents that no Decimal holds do not keep texts from being compared and hashed."""
    number = subject.Number
    long, longer = "9" * 5000, "9" * 4999 + "8"
    for one, other in (
        ("1e9999999999999999999", "10.0e+9999999999999999998"),
        ("-0.12e-9999999999999999999", "-12e-10000000000000000001"),
        ("1e-1999999999999999997", "10e-1999999999999999998"),
        ("0e9999999999999999999", "-0"),
        (f"1e{long}", f"10e{longer}"),
    ):
        check(lambda o=one, p=other: number(o) == number(p)).returns(True, why=one[:30])
        check(lambda o=one, p=other: hash(number(o)) == hash(number(p))).returns(True)
    for one, other in (
        ("1e9999999999999999999", number("1e9999999999999999998")),
        ("1e9999999999999999999", number("-1e9999999999999999999")),
        ("1e9999999999999999999", math.inf),
        ("1e-9999999999999999999", 0),
        ("1e-9999999999999999999", Decimal(0)),
    ):
        check(lambda o=one, p=other: number(o) == p).returns(False, why=one)


@on_each_backend
def test_ints_without_limit(subject: ModuleType, backend: str) -> None:
    """Ints of any size are read and written in much less than quadratic time, and exactly."""
    limit = sys.get_int_max_str_digits()
    for digits in (511, 512, 513, 1024, 4301, 60_001):
        text = b"-" + b"1234567" * (digits // 7) + b"7" * (digits % 7)
        value = check(subject.loads, text, max_digits=0, backend=backend).value
        check(lambda v=value: subject.dumpb(v, backend=backend)).returns(text)
        if digits <= limit:
            check(lambda v=value, t=text: v == int(t)).returns(True)
    value = check(subject.loads, b"1" + b"0" * 60_000, max_digits=0, backend=backend).value
    check(lambda: value == 10**60_000).returns(True)
    check(sys.get_int_max_str_digits).returns(limit)
