"""Nothing is left behind: no block, no byte, no reference, after a thousand calls of each kind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from challenges.days.day02_json_parser.proofs import memory
from challenges.days.day02_json_parser.proofs.present import present

on_each_backend = pytest.mark.parametrize("backend", present())


def run(backend: str, repetitions: int, allocator: str, *before: str) -> str:
    """Returns what a process says that makes the calls with an allocator, and nothing besides."""
    command = [*before, sys.executable, "-S", "-m", memory.__name__, backend, str(repetitions)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONMALLOC": allocator,
        "PYTHONHASHSEED": "0",
    }
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@on_each_backend
def test_nothing_grows(backend: str) -> None:
    """Neither CPython's blocks nor malloc's bytes grow, and reference counts stay."""
    run(backend, 1000, "pymalloc")
    run(backend, 1000, "malloc")


@pytest.mark.nightly
@on_each_backend
def test_nothing_is_written_outside(backend: str) -> None:
    """With Python's own guards around each block, nothing is written outside of it or after."""
    run(backend, 1000, "malloc_debug")
    run(backend, 1000, "pymalloc_debug")


@pytest.mark.nightly
@on_each_backend
def test_valgrind_finds_nothing(backend: str, tmp_path: Path) -> None:
    """valgrind sees no read or write of memory that is not ours, and nothing lost by our module."""
    program = next((path for path in map(Path, memory.VALGRIND) if path.exists()), None)
    if not program:
        pytest.skip("valgrind is not installed on this machine (Debian's package valgrind)")
    log = tmp_path / "valgrind.txt"
    options = ["--leak-check=full", "--show-leak-kinds=definite", "--num-callers=40"]
    run(backend, 20, "malloc", str(program), *options, f"--log-file={log}")
    ours = memory.complaints(log.read_text(errors="replace"), f"json_parser_{backend}")
    assert not ours, "\n\n".join(ours[:5])


def test_leak_is_seen() -> None:
    """A call that keeps a block, or a reference to its input, is named."""
    kept: list[object] = []
    kinds: dict[str, Callable[[], object]] = {
        "keeps": lambda: kept.append(bytearray(100)),
        "refers": lambda: kept.append(memory.GOOD),
        "does nothing": lambda: None,
    }
    found = memory.left_behind("python", 200, kinds)
    assert len([line for line in found if "keeps" in line and "blocks" in line]) == 1
    assert len([line for line in found if "refers" in line and "input" in line]) == 1
    assert not any("does nothing" in line for line in found)


def test_complaints_are_told_apart() -> None:
    """Of valgrind's log only what has one of our functions in its stack is a complaint."""
    log = (
        "==7== Invalid read of size 4\n==7==    at 0x1: other (in /usr/lib/other.so)\n==7== \n"
        "==7== 5 bytes in 1 blocks are definitely lost\n"
        "==7==    at 0x1: malloc\n==7==    by 0x2: ??? (in /x/json_parser_rust.so)\n==7== \n"
    )
    assert len(memory.complaints(log, "json_parser_rust")) == 1
    assert memory.complaints(log, "json_parser_cython") == []
