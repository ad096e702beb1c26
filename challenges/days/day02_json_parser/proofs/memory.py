"""Makes calls of all kinds many times over, and says what they leave behind.

    python -m challenges.days.day02_json_parser.proofs.memory rust 1000

With PYTHONMALLOC=malloc the bytes that malloc has handed out are counted, whether CPython or native
code asked for them; without, CPython's blocks are. References are counted in both.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from challenges.days.day02_json_parser import (
    Document,
    JSONDecodeError,
    JSONEncodeError,
    dumpb,
    dumps,
    iterparse,
    loads,
    loads_lines,
)

VALGRIND = ("/usr/bin/valgrind", "/usr/local/bin/valgrind")
GOOD = (
    '{"key one":[1,2.5,-0,1e5,"text é","plain","\\n\\ud83d\\ude00",{"b":[],"":{}}],'
    '"key two":123456789012345678901234567890,"語":[true,false,null],"key one ":"x"}'
).encode()
BAD = (
    GOOD[:-2],
    GOOD[:40],
    GOOD.replace(b"true", b"trux"),
    GOOD.replace(b"1e5", b"1e999"),
    GOOD.replace(b"plain", b"pl\x01ain"),
    GOOD.replace(b"plain", b"pl\xffain"),
    GOOD.replace(b"\\n", b"\\x"),
    GOOD.replace(b"\\ude00", b""),
    GOOD + b"x",
)


class _Refused:
    """What cannot be written."""


def calls(backend: str) -> dict[str, Callable[[], object]]:
    """Returns calls of all kinds by name, right and wrong ones."""
    value = loads(GOOD, backend=backend)
    refused = {"a": [value, {"b": _Refused()}]}
    circular: list[Any] = [value]
    circular.append(circular)
    pieces = [GOOD[at : at + 7] for at in range(0, len(GOOD), 7)]

    def fails(call: Callable[..., object], data: object, **options: Any) -> Callable[[], object]:
        def failing() -> None:
            with suppress(JSONDecodeError, JSONEncodeError, ZeroDivisionError):
                call(data, backend=backend, **options)
                raise AssertionError("it should have failed")

        return failing

    return {
        "reading": lambda: loads(GOOD, backend=backend),
        "reading text": lambda: loads(GOOD.decode(), backend=backend),
        "reading a bytearray": lambda: loads(bytearray(GOOD), backend=backend),
        "decimals": lambda: loads(GOOD, backend=backend, numbers="decimal"),
        "texts of numbers": lambda: loads(GOOD, backend=backend, numbers="lossless"),
        "pairs": lambda: loads(GOOD, backend=backend, duplicates="list"),
        "first": lambda: loads(b'{"a":[1],"a":[2]}', backend=backend, duplicates="first"),
        "twice": fails(loads, b'{"a":[1],"a":[2]}', duplicates="error"),
        **{f"refusing {number}": fails(loads, data) for number, data in enumerate(BAD)},
        "refusing levels": fails(loads, b'[{"a":' * 20, max_depth=30),
        "writing": lambda: dumpb(value, backend=backend),
        "writing text": lambda: dumps(value, backend=backend, indent=2, sort_keys=True),
        "writing ASCII": lambda: dumpb(value, backend=backend, ensure_ascii=True),
        "default": lambda: dumpb(refused, backend=backend, default=lambda _: [value]),
        "refusing a type": fails(dumpb, refused),
        "refusing a circle": fails(dumpb, circular, max_depth=20),
        "refusing a key": fails(dumpb, [{"a": 1, 2: value}]),
        "refusing a half": fails(dumpb, ["x" * 500, "\ud800"], sort_keys=True),
        "an error of default": fails(dumpb, refused, default=lambda _: 1 // 0),
        "pieces": lambda: list(iterparse(iter(pieces), backend=backend)),
        "events": lambda: list(iterparse(iter(pieces), events=True, backend=backend)),
        "pieces, cut off": fails(lambda data, **o: list(iterparse(data, **o)), pieces[:-2]),
        "pieces, left alone": lambda: next(
            iterparse(iter([b"[[1],"]), select="/*", backend=backend)
        ),
        "lines": lambda: list(loads_lines(b"[1]\n\n{}\n", backend=backend)),
        "wrong lines": fails(lambda data, **o: list(loads_lines(data, **o)), b"[1]\nx\n"),
        "one member": lambda: Document(GOOD, backend=backend).at("/key one/7/b").value(),
    }


def left_behind(
    backend: str, repetitions: int, kinds: Mapping[str, Callable[[], object]] | None = None
) -> list[str]:
    """Returns what calls leave behind, in words; an empty list when nothing is.

    A leak holds a block and at least 32 bytes each time, and does so again; tables that grow, and a
    heap that settles, do not.
    """
    found = []
    for name, call in (kinds or calls(backend)).items():
        call()
        grown = _growth(call, repetitions)
        for _ in range(_TRIES - 1):
            if grown:
                again = _growth(call, repetitions)
                grown = {what: more for what, more in again.items() if what in grown}
        found += [
            f"{backend}, {name}: {more} {what} after {repetitions} calls"
            for what, more in grown.items()
        ]
    return found


def _growth(call: Callable[[], object], repetitions: int) -> dict[str, int]:
    """Returns what has grown by so many calls that it may be a leak, and by how much."""
    before = _held()
    for _ in range(repetitions):
        call()
    grown = {what: now - was for what, was, now in zip(_NAMES, before, _held(), strict=True)}
    least = {"bytes": 24 * repetitions}
    return {what: by for what, by in grown.items() if by > least.get(what, repetitions // 4)}


_TRIES = 3
_SINGLETONS = (None, True, False, 0, 1, "", b"", (), 2.5, dict, list, str, int, float)
_NAMES = ("blocks", "bytes", "references to the input", *map(repr, _SINGLETONS))


class _Heap(ctypes.Structure):
    """`struct mallinfo2` of the C library."""

    _fields_ = (
        ("before", ctypes.c_size_t * 4),
        ("mapped", ctypes.c_size_t),  # hblkhd
        ("between", ctypes.c_size_t * 2),
        ("used", ctypes.c_size_t),  # uordblks
        ("after", ctypes.c_size_t * 2),
    )


def _held() -> tuple[int, ...]:
    """Returns what is held now, in the order of _NAMES."""
    gc.collect()
    counts = [sys.getrefcount(GOOD), *(sys.getrefcount(one) for one in _SINGLETONS)]
    return sys.getallocatedblocks(), _malloc_bytes(), *counts


def _malloc_bytes() -> int:
    """Returns the bytes that malloc has handed out; 0 where CPython's blocks lie in between."""
    if os.environ.get("PYTHONMALLOC") not in ("malloc", "malloc_debug"):
        return 0
    try:
        ask = ctypes.CDLL(None).mallinfo2
    except (OSError, AttributeError):
        return 0
    ask.restype = _Heap
    heap = ask()
    return int(heap.used + heap.mapped)


def complaints(log: str, module: str) -> list[str]:
    """Returns the paragraphs of a log of valgrind in whose stack a module stands."""
    text = "\n".join(line.split("== ", 1)[-1] for line in log.splitlines())
    return [part for part in text.split("\n\n") if module in part]


def main(backend: str, repetitions: str) -> int:
    """Runs the command line."""
    found = left_behind(backend, int(repetitions))
    print("\n".join(found) or "nothing is left behind")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
