"""Attempts that run away: each gets the right verdict, and nothing of it is left."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import pytest

from tools.kata.tests.conftest import Bench


@dataclass(frozen=True)
class Runaway:
    """A module, the verdict it must get, and what the failure must say."""

    name: str
    verdicts: str
    module: str
    says: str = ""
    line: int = 0


def function(body: str, before: str = "") -> str:
    """Returns a module whose `double` has this body."""
    inside = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return f"{textwrap.dedent(before).strip()}\ndef double(value):\n{inside}\n"


RUNAWAYS = [
    Runaway("endless loop", "TLE", function("while True: pass"), "0.5 s of processor time", 3),
    Runaway("sleeps", "TLE", function("time.sleep(3600)", "import time"), "waiting", 3),
    Runaway(
        "ignores signals",
        "TLE",
        function(
            """
            for number in (signal.SIGTERM, signal.SIGXCPU, signal.SIGINT, signal.SIGUSR1):
                signal.signal(number, signal.SIG_IGN)
            while True:
                pass
            """,
            "import signal",
        ),
    ),
    Runaway(
        "stops itself", "TLE", function("os.kill(os.getpid(), signal.SIGSTOP)", "import os, signal")
    ),
    Runaway("giant number", "TLE", function("return 10 ** 10 ** 9"), "", 3),
    Runaway("regex", "TLE", function("re.match(r'(a+)+b', 'a' * 64)", "import re"), "", 3),
    Runaway(
        "memory bit by bit",
        "MLE",
        function("kept = []\nwhile True: kept.append(bytearray(1 << 20))"),
        "",
        4,
    ),
    Runaway("memory at once", "MLE", function("return bytearray(1 << 40)"), "MemoryError", 3),
    Runaway("prints on and on", "OLE", function("while True: print('x' * 1000)"), "kB"),
    Runaway("recursion", "RTE", function("return double(value)"), "RecursionError", 3),
    Runaway(
        "recursion without limit",
        "TLE MLE RTE",
        function("return double(value)", "import sys\nsys.setrecursionlimit(10 ** 9)"),
    ),
    Runaway(
        "recursion in C",
        "RTE",
        function(
            "return object.__repr__(Deep().x)",
            """
            import sys
            sys.setrecursionlimit(10 ** 9)
            class Deep:
                def __getattr__(self, name):
                    return getattr(self, name)
            """,
        ),
        "SIGSEGV",
    ),
    Runaway(
        "fork bomb",
        "RTE",
        function("while True: os.fork()", "import os"),
        "64 are allowed",
    ),
    Runaway("os._exit(0)", "RTE", function("os._exit(0)", "import os"), "exit status 0"),
    Runaway("sys.exit()", "RTE", function("sys.exit()", "import sys"), "SystemExit", 3),
    Runaway("kills itself", "RTE", function("os.kill(os.getpid(), 9)", "import os"), "SIGKILL"),
    Runaway("interrupts", "RTE", function("raise KeyboardInterrupt"), "KeyboardInterrupt", 3),
    Runaway("closes all files", "RTE", function("os.closerange(0, 4096)\nreturn 2", "import os")),
    Runaway(
        "big file",
        "RTE",
        function(
            "with open('big', 'wb') as f:\n    while True: f.write(bytes(1 << 20))",
        ),
        "File too large",
        4,
    ),
    Runaway("reads input", "RTE", function("return int(input())"), "no standard input", 3),
    Runaway("asserts", "RTE", function("assert value < 0"), "assert value < 0", 3),
    Runaway("own memory error", "MLE", function("raise MemoryError"), "MemoryError", 3),
    Runaway("not written", "TODO", function("raise NotImplementedError('double')"), "", 3),
    Runaway("syntax error", "IE", "def double(value):\n    return value *\n", "^", 2),
    Runaway("import fails", "IE", "import nowhere_to_be_found\n", "nowhere_to_be_found", 1),
    Runaway("exits while imported", "IE", "import sys\nsys.exit(0)\n", "SystemExit", 2),
    Runaway("loops while imported", "TLE", "while True: pass\n", "", 1),
    Runaway("eats memory while imported", "MLE", "kept = bytearray(1 << 40)\n", "MemoryError"),
    Runaway("nothing in it", "RTE", "", "double"),
    Runaway(
        "replaces a builtin",
        "RTE",
        function("return value * 2", "import builtins\nbuiltins.len = lambda x: 0"),
        "len",
    ),
    Runaway(
        "breaks a builtin",
        "RTE",
        function("return value * 2", "import builtins\nbuiltins.isinstance = None"),
        "isinstance",
    ),
    Runaway(
        "breaks a builtin later",
        "RTE",
        function(
            "builtins.isinstance = builtins.print = None\nreturn value * 2", "import builtins"
        ),
        "isinstance, print",
    ),
    Runaway(
        "breaks pytest",
        "RTE",
        function("return value * 2", "import _pytest.runner\n_pytest.runner.CallInfo = None"),
        "something that the tests share",
    ),
]

HARMLESS = [
    Runaway(
        "orphan",
        "AC",
        function(
            """
            if not begun:
                begun.append(1)
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        time.sleep(3600)
                    os._exit(0)
            return value * 2
            """,
            "import os, time\nbegun = []",
        ),
    ),
    Runaway(
        "fork that goes on",
        "AC",
        function(
            "begun or begun.append(1) or os.fork()\nreturn value * 2", "import os\nbegun = []"
        ),
    ),
    Runaway(
        "program left running",
        "AC",
        function(
            """
            if not begun:
                begun.append(subprocess.Popen(["sleep", "3600"], start_new_session=True))
            return value * 2
            """,
            "import subprocess\nbegun = []",
        ),
    ),
    Runaway(
        "thread left running",
        "AC",
        function(
            """
            if not started:
                started.append(threading.Thread(target=threading.Event().wait))
                started[0].start()
            return value * 2
            """,
            "import threading\nstarted = []",
        ),
    ),
    Runaway(
        "closes many files", "AC", function("os.closerange(3, 256)\nreturn value * 2", "import os")
    ),
    Runaway("closes output", "AC", function("sys.stdout.close()\nreturn value * 2", "import sys")),
    Runaway(
        "closes standard files",
        "AC",
        function("os.closerange(0, 3)\nreturn value * 2", "import os"),
    ),
    Runaway(
        "replaces functions",
        "AC",
        function(
            "return value * 2",
            """
            import json, os
            json.dumps = json.JSONEncoder.encode = os.write = os._exit = None
            """,
        ),
    ),
    Runaway("prints much", "AC", function("print('x' * 10_000)\nreturn value * 2")),
]


def test_peak_memory_is_that_of_the_attempt(bench: Bench) -> None:
    """Forty MB for a moment are seen, what the judge itself holds is not."""
    result = bench.judge(
        function("kept or kept.append(b'x' * (40 << 20))\nreturn value * 2", "kept = []")
    )
    assert result.verdict == "AC"
    assert 40 * 1024 <= result.peak_kb < 60 * 1024


def test_output_is_that_of_the_failing_case(bench: Bench) -> None:
    """What cases before it have printed is forgotten."""
    result = bench.judge(function("print('case', value)\nreturn value + 1"))
    assert result.failure is not None
    assert (result.case, result.failure.output) == (
        "test_examples.py::test_double[below zero]",
        "case -3\n",
    )
    assert result.output_bytes == len("case 1\ncase -3\n")


def check_run(bench: Bench, runaway: Runaway) -> None:
    result = bench.judge(runaway.module)
    assert result.verdict in runaway.verdicts.split(), result
    failure = result.failure
    if result.verdict == "AC":
        assert result.passed == result.total
    else:
        assert failure is not None
        assert runaway.says in failure.message
        assert result.case == "test_examples.py::test_double[one]"
        if runaway.line:
            assert failure.where is not None
            assert (failure.where.file, failure.where.line) == ("attempt.py", runaway.line)
    assert bench.left_behind() == []


@pytest.mark.parametrize("runaway", RUNAWAYS, ids=lambda runaway: runaway.name)
def test_runaway_gets_its_verdict_and_leaves_no_process(bench: Bench, runaway: Runaway) -> None:
    check_run(bench, runaway)


@pytest.mark.parametrize("harmless", HARMLESS, ids=lambda runaway: runaway.name)
def test_right_answer_counts_whatever_else_the_attempt_does(
    bench: Bench, harmless: Runaway
) -> None:
    check_run(bench, harmless)
