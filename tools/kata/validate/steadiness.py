"""Runs the tests on the solution as nobody has run them before: whoever wrote them was not lucky.

    python -m tools.kata.validate.steadiness UNIT_DIR SEED

The process has SEED as its hash seed. Hypothesis takes it, too, and the cases run in an order that
is drawn from it. With seed 1 each case also runs alone. It prints a JSON list of texts, one for
each failure.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis

from tools.kata.judge.judge import Judge, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.result import Result
from tools.kata.judge.suite import JudgeError
from tools.kata.problems import Problem
from tools.kata.units import Unit, load_unit

SEEDS = (1, 2, 3, 4, 5)


def check_steadiness(unit: Unit) -> Iterator[Problem]:
    """Runs the suite once with each seed, in a process of its own.

    Raises:
        JudgeError: Such a process broke down.
    """
    for seed in SEEDS:
        command = [sys.executable, "-m", "tools.kata.validate.steadiness", str(unit.folder)]
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        done = subprocess.run(
            [*command, str(seed)], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise JudgeError(f"the run with seed {seed} broke down\n{done.stderr}")
        for said in json.loads(done.stdout):
            file, _, wrong = said.partition(" ")
            allowed = "the solution passes with every seed, in every order"
            yield Problem(unit.folder / "tests" / file, 0, wrong, allowed)


def _failures(judge: Judge, seed: int) -> Iterator[str]:
    suite = judge.suite
    written = suite.cases
    for case in written:
        function: Any = getattr(case.item, "obj", None)
        if hasattr(function, "hypothesis"):
            hypothesis.seed(seed)(getattr(function, "__func__", function))
    cases = list(written)
    random.Random(seed).shuffle(cases)
    # In place: pytest reports to this suite, and would not to a copy.
    suite.cases = tuple(cases)
    yield from _said(judge.judge(Request("solution")), f"in the order of seed {seed}")
    for case in written if seed == SEEDS[0] else ():
        suite.cases = (case,)
        yield from _said(judge.judge(Request("solution")), "alone")


def _said(result: Result, how: str) -> Iterator[str]:
    failure = result.failure
    if failure is not None:
        file, _, name = result.case.partition("::")
        detail = (failure.message or f"expected {failure.expected}, got {failure.got}").strip()
        yield f"{file} {name} run {how}: {result.verdict} {detail}"


def main() -> int:
    """Runs one seed; returns the exit status."""
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    found: list[str] = []

    def work(judge: Judge) -> None:
        found.extend(_failures(judge, seed))

    with_judge(load_unit(folder), work)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
