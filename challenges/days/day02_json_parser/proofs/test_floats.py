"""Random doubles and the middles between them: out and in again, bit for bit."""

from __future__ import annotations

import math
import random
import struct
from array import array
from collections.abc import Iterator
from decimal import Decimal, localcontext

import pytest

from challenges.days.day02_json_parser.proofs.present import opened, present

SEED = 754
BATCH = 10_000
on_each_backend = pytest.mark.parametrize("backend", present())


def batches(count: int) -> Iterator[list[float]]:
    """Yields finite doubles, all patterns of bits as likely as each other."""
    draws = random.Random(SEED)
    for _ in range(count // BATCH):
        drawn = array("d", draws.randbytes(8 * BATCH))
        yield [number for number in drawn if math.isfinite(number)]


def bits(numbers: list[float]) -> bytes:
    """Returns the bits of doubles."""
    return struct.pack(f"<{len(numbers)}d", *numbers)


def assert_come_back(backend: str, count: int) -> None:
    """Holds what is written and read against `float.__repr__` and the bits that there were."""
    here = opened((backend,))[backend]
    for numbers in batches(count):
        text = f"[{','.join(map(repr, numbers))}]".encode()
        if here.dumpb(numbers, None) != text:  # not asserted at once: half a megabyte to compare
            for number in numbers:
                assert here.dumpb(number, None) == repr(number).encode()
        for form in ("%r", "%.17g", "%.25e"):
            text = f"[{','.join(map(form.__mod__, numbers))}]".encode()
            read = here.loads(text, None)
            assert isinstance(read, list)
            floats = [float(number) for number in read]  # %.17g writes whole ones without a point
            if bits(floats) != bits(numbers):
                for number, back in zip(numbers, floats, strict=True):
                    assert back.hex() == number.hex(), form % number


def assert_middles_round(backend: str, count: int) -> None:
    """Reads the exact middles of neighbours, and texts just below and above; `float` is the judge.

    A middle has up to 767 digits; a digit more, however far behind, decides.
    """
    here = opened((backend,))[backend]
    draws = random.Random(SEED)
    with localcontext(prec=1100):
        for _ in range(count):
            low = abs(struct.unpack("<d", draws.randbytes(8))[0])
            if not low < 1e308:
                continue
            middle = (Decimal(low) + Decimal(math.nextafter(low, math.inf))) / 2
            texts = [f"{middle:e}", f"-{middle:e}", f"{middle:e}".replace("e", "0000001e")]
            texts += [f"{middle.next_minus():e}", f"{middle:.20e}", f"{middle:.16e}"]
            read = here.loads(f"[{','.join(texts)}]".encode(), None)
            assert isinstance(read, list)
            for text, number in zip(texts, read, strict=True):
                assert float(number).hex() == float(text).hex(), text


@on_each_backend
def test_some_doubles_come_back(backend: str) -> None:
    """Twenty thousand doubles are written as repr writes them, and read as the same bits."""
    assert_come_back(backend, 20_000)


@pytest.mark.nightly
@on_each_backend
def test_a_million_doubles_come_back(backend: str) -> None:
    """A million doubles are written as repr writes them, and read as the same bits."""
    assert_come_back(backend, 1_000_000)


@on_each_backend
def test_some_middles_round_to_even(backend: str) -> None:
    """What lies in the middle of two doubles goes to the even one; a digit more decides."""
    assert_middles_round(backend, 300)


@pytest.mark.nightly
@on_each_backend
def test_many_middles_round_to_even(backend: str) -> None:
    """The same of many more."""
    assert_middles_round(backend, 30_000)


@on_each_backend
def test_powers_come_back(backend: str) -> None:
    """All powers of two and of ten that a double holds are read and written right."""
    here = opened((backend,))[backend]
    powers = [2.0**exponent for exponent in range(-1074, 1024)]
    powers += [float(f"1e{exponent}") for exponent in range(-323, 309)]
    text = f"[{','.join(map(repr, powers))}]".encode()
    assert here.dumpb(powers, None) == text
    read = here.loads(text, None)
    assert isinstance(read, list)
    assert bits(read) == bits(powers)
    tens = [f"1e{exponent}" for exponent in range(-345, 309)]
    read = here.loads(f"[{','.join(tens)}]".encode(), None)
    assert isinstance(read, list)
    assert bits(read) == bits([float(text) for text in tens])
