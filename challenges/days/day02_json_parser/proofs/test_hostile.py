"""Documents and values that were made to hurt: bounded time, bounded memory, no crash."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import product
from typing import Any

import pytest

from challenges.days.day02_json_parser import JSONDecodeError, JSONEncodeError, dumpb, loads
from challenges.days.day02_json_parser.proofs.present import present
from challenges.shared.testing.growth import cpu_growth

MILLION = 1_000_000
on_each_backend = pytest.mark.parametrize("backend", present())


def code(call: Callable[[], object]) -> str:
    """Returns the code of the error of a call, or "" if there is none."""
    try:
        call()
    except (JSONDecodeError, JSONEncodeError) as error:
        return error.code
    return ""


def on_a_small_stack(work: Callable[[], object]) -> None:
    """Does work in a thread with a stack of 256 KiB."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    if raised:
        raise raised[0]


def levels(count: int) -> list[Any]:
    """Returns an empty list in lists."""
    deep: list[Any] = []
    for _ in range(count - 1):
        deep = [deep]
    return deep


@on_each_backend
@pytest.mark.parametrize("opening", [b"[", b'{"a":'], ids=["arrays", "objects"])
def test_a_million_levels(backend: str, opening: bytes) -> None:
    """A million levels are refused by default, and read where that is allowed, on a small stack."""
    closing = b"]" if opening == b"[" else b"}"

    def work() -> None:
        cut_off = opening * MILLION
        assert code(lambda: loads(cut_off, backend=backend)) == "depth"
        assert code(lambda: loads(cut_off, backend=backend, max_depth=MILLION)) == "truncated"
        loads(cut_off + b"0" + closing * MILLION, backend=backend, max_depth=MILLION)

    on_a_small_stack(work)


@on_each_backend
def test_a_million_levels_are_written(backend: str) -> None:
    """A million lists in each other are refused by default, and written where that is allowed."""

    def work() -> None:
        deep = levels(MILLION)
        assert code(lambda: dumpb(deep, backend=backend)) == "depth"
        text = dumpb(deep, backend=backend, max_depth=MILLION)
        assert text == b"[" * MILLION + b"]" * MILLION

    on_a_small_stack(work)


_PEAK = """
import resource, sys
from challenges.days.day02_json_parser import JSONDecodeError, loads
opening, backend = sys.argv[1].encode(), sys.argv[2]
data = opening * 1_000_000
try:
    loads(opening * 2000, backend=backend)
except JSONDecodeError:
    pass
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    loads(data, backend=backend)
except JSONDecodeError as error:
    grown = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    print(error.code, grown / len(data))
"""


@on_each_backend
@pytest.mark.parametrize("opening", ["[", '{"a":'], ids=["arrays", "objects"])
def test_memory_of_hostile_depth(backend: str, opening: str) -> None:
    """To refuse a million brackets takes less memory than three times their size."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", _PEAK, opening, backend],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    said, grown = done.stdout.split()
    assert said == "depth"
    assert float(grown) < 3


def _many_keys(size: int) -> bytes:
    # Alike in length and in both ends, by which a cache of keys may look them up.
    members = ",".join(f'"beginning-{number:012}-and-the-end":0' for number in range(size // 40))
    return f"{{{members}}}".encode()


def _same_key(size: int) -> bytes:
    return b"{" + b",".join([b'"key":[0]'] * (size // 10)) + b"}"


KINDS: dict[str, Callable[[int], bytes]] = {
    "escaped NUL": lambda size: b'"' + rb"\u0000" * (size // 6) + b'"',
    "escaped pairs": lambda size: b'"' + rb"\ud83d\ude00" * (size // 12) + b'"',
    "backslashes": lambda size: b'"' + rb"\\" * (size // 2) + b'"',
    "quotes": lambda size: b'"' + rb"\"" * (size // 2) + b'"',
    "long text": lambda size: b'"' + b"x" * size + b'"',
    "long text beyond ASCII": lambda size: f'"{"語" * (size // 3)}"'.encode(),
    "no end of a text": lambda size: b'"' + b"x" * size,
    "NUL behind a long text": lambda size: b'"' + b"x" * size + b"\x00",
    "bad UTF-8 behind a long text": lambda size: b'"' + "é".encode() * (size // 2) + b"\xff",
    "a byte order mark in the middle": lambda size: b"[" + b" " * size + b"\xef\xbb\xbf1]",
    "white space": lambda size: b" \n" * (size // 2) + b"1",
    "lines before an error": lambda size: b"[" + b"1,\n" * (size // 3) + b"]",
    "digits": lambda size: b"1" * size,
    "digits of a fraction": lambda size: b"0." + b"1" * size,
    "zeros of a fraction": lambda size: b"0." + b"0" * size + b"1",
    "digits before a point": lambda size: b"1" + b"0" * size + b".5",
    "digits of an exponent": lambda size: b"1e-" + b"1" * size,
    "arrays in arrays": lambda size: b"[" * size,
    "empty arrays": lambda size: b"[" + b",".join([b"[]"] * (size // 3)) + b"]",
    "keys that are alike": _many_keys,
    "the same key": _same_key,
    "long keys": lambda size: b'{"' + b"k" * (size // 2) + b'":1,"' + b"k" * (size // 2) + b'":2}',
    "commas": lambda size: b"[" + b"," * size + b"]",
}
OPTIONS: list[tuple[str, dict[str, Any]]] = [
    *((kind, {}) for kind in KINDS),
    *(("the same key", {"duplicates": rule}) for rule in ("first", "list")),
    *(("keys that are alike", {"duplicates": rule}) for rule in ("first", "error", "list")),
    ("keys that are alike", {"intern_keys": False}),
    ("arrays in arrays", {"max_depth": MILLION}),
    ("digits of a fraction", {"numbers": "decimal"}),
    ("digits of a fraction", {"numbers": "lossless"}),
    ("digits", {"numbers": "lossless"}),
    ("digits", {"numbers": "float"}),
    ("digits of an exponent", {"numbers": "decimal"}),
    ("escaped NUL", {"surrogates": "keep"}),
]


@on_each_backend
@pytest.mark.parametrize(
    ("kind", "options"),
    OPTIONS,
    ids=[f"{kind} {options or ''}".strip() for kind, options in OPTIONS],
)
def test_time_grows_with_the_size(backend: str, kind: str, options: dict[str, Any]) -> None:
    """Twice the bytes take twice the time, whatever they are, and so does the text of the error."""

    def read(data: bytes) -> None:
        try:
            loads(data, backend=backend, **options)
        except JSONDecodeError as error:
            str(error)
            error.snippet()

    sizes = [50_000, 100_000, 200_000, 400_000]
    for _ in range(3):  # a busy machine may spoil all rounds of one judgement
        grows = cpu_growth(lambda size: (KINDS[kind](size),), read, sizes)
        if grows < 1.5:
            return
    pytest.fail(f"the time grows like size ** {grows:.2f}")


@on_each_backend
def test_ten_million(backend: str) -> None:
    """Ten million digits, and ten megabytes of escapes, are read or refused."""
    digits = b"7" * 10_000_000
    assert code(lambda: loads(digits, backend=backend)) == "too_many_digits"
    assert loads(b"0." + digits, backend=backend) == 7 / 9
    assert code(lambda: loads(digits + b".0", backend=backend)) == "number_range"
    assert str(loads(digits, backend=backend, numbers="lossless")) == digits.decode()
    escapes = b'"' + rb"\u0000" * (10_000_000 // 6) + b'"'
    assert loads(escapes, backend=backend) == "\0" * (10_000_000 // 6)


def sequences() -> Iterator[bytes]:
    """Yields bytes at the edges of what UTF-8 is (Unicode, table 3-7), well-formed or not."""
    edges = bytes.fromhex("00 22 41 7f 80 8f 90 9f a0 bf c0 ff")
    for lead in range(0x80, 0x100):
        yield bytes([lead])
        yield from (bytes([lead, second]) for second in edges)
        if lead >= 0xE0:
            yield from (bytes([lead, *rest]) for rest in product(edges, repeat=2))
        if lead in (0xF0, 0xF1, 0xF4, 0xF5):
            yield from (bytes([lead, *rest]) for rest in product(edges, repeat=3))


@on_each_backend
def test_utf8(backend: str) -> None:
    """Bytes are read if Python's decoder reads them; else the place is the byte it refuses."""
    for number, sequence in enumerate(sequences()):
        data = (
            b'"' + b"x" * (number % 35) + sequence.replace(b'"', b"A").replace(b"\0", b"B") + b'"'
        )
        try:
            expected: Any = data[1:-1].decode()
        except UnicodeDecodeError as error:
            expected = "bad_utf8", 1 + error.start
        try:
            got: Any = loads(data, backend=backend)
        except JSONDecodeError as error:
            got = error.code, error.byte
        assert got == expected, data


@contextmanager
def another_thread(work: Callable[[], object]) -> Iterator[None]:
    """Does work over and over in another thread, which gets its turn as often as can be."""
    over = threading.Event()
    first = threading.Event()

    def run() -> None:
        while not over.is_set():
            work()
            first.set()

    interval = sys.getswitchinterval()
    thread = threading.Thread(target=run)
    sys.setswitchinterval(1e-6)
    thread.start()
    try:
        first.wait()
        yield
    finally:
        over.set()
        thread.join()
        sys.setswitchinterval(interval)


@on_each_backend
@pytest.mark.parametrize("numbers", ["exact", "decimal", "lossless"])
def test_bytes_that_change_meanwhile(backend: str, numbers: str) -> None:
    """A bytearray that another thread changes is read or refused, and nothing breaks."""
    text = '[{"key":1.5,"text":"é\\n語"},[1,2,3]],'.encode() * 40
    data = bytearray(b"[" + text + b"0]")
    size = len(data)

    def change() -> None:
        for place in range(0, size, 7):
            data[place] ^= 0x10
            data[place] ^= 0x10
        with suppress(BufferError):  # while it is read, its size may be fixed
            data.extend(b" " * 5000)
            del data[size:]

    expected = loads(bytes(data), backend=backend)
    with another_thread(change):
        for _ in range(100):
            for form in (data, memoryview(data)):
                assert code(lambda f=form: loads(f, backend=backend, numbers=numbers)) != "size"  # type: ignore[misc]
            del form
    assert loads(data, backend=backend) == expected


@on_each_backend
def test_value_that_changes_meanwhile(backend: str) -> None:
    """Containers that another thread changes are written or refused, and nothing breaks."""
    inner: dict[str, Any] = {"a": [1, 2, 3], "b": {"c": "é"}}
    value: list[Any] = [inner, object(), inner, [object()]] * 20

    def change() -> None:
        inner["x"] = [1.5] * 50
        inner["a"].append("text")
        value.append(inner)
        del inner["x"], inner["a"][-1], value[-1]

    with another_thread(change):
        for _ in range(50):
            for options in ({}, {"sort_keys": True}, {"indent": 1}):
                dumpb(value, backend=backend, default=lambda _: "object", **options)


@on_each_backend
def test_default_that_answers_with_its_argument(backend: str) -> None:
    """default may return what it was given, or something new for ever: both come to an end."""
    assert code(lambda: dumpb(object(), backend=backend, default=lambda one: one)) == "circular"
    assert code(lambda: dumpb([{1}], backend=backend, default=lambda _: {1, 2})) == "depth"


@on_each_backend
def test_exceptions_of_hooks(backend: str) -> None:
    """An exception of default comes out as it is, the very object."""
    mine = ZeroDivisionError("mine")

    def default(_: object) -> object:
        raise mine

    with pytest.raises(ZeroDivisionError) as raised:
        dumpb({"a": [object()]}, backend=backend, default=default)
    assert raised.value is mine


def test_interrupt() -> None:
    """A long parse in Python is interrupted by Ctrl-C, and the collector is on again."""
    text = b"[" + b'{"a":[1,2.5,"text"]},' * 200_000 + b"0]"

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGVTALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.02)  # of processor time
        with pytest.raises(KeyboardInterrupt):
            loads(text, backend="python")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert gc.isenabled()
