"""Judges subjects of one unit: the same way in the background, in one process, and under Bazel."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from tools.kata.hashes import subject_sha, tests_sha
from tools.kata.judge import generating, limits
from tools.kata.judge.request import Request
from tools.kata.judge.result import Result, joined
from tools.kata.judge.suite import Suite, SuiteCase, collected
from tools.kata.judge.supervise import OrderMaker, Record, judge_in_child
from tools.kata.judge.verdict import Asked, conclude, judge_error
from tools.kata.subject import subject_path
from tools.kata.units import Unit

_HASH_SEED = "PYTHONHASHSEED"


class Judge:
    """A unit whose tests are collected and which judges any number of subjects."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.unit = suite.unit

    @property
    def empty(self) -> bool:
        """Whether a keyword has left no case."""
        return not self.suite.cases and not self.suite.broken

    def judge(self, request: Request, cancel_fd: int | None = None) -> Result:
        """Runs the suite on a subject.

        Args:
            request: What to run.
            cancel_fd: A descriptor that becomes readable when nobody waits any more.

        Raises:
            SubjectImportError: There is no such subject.
            Cancelled: Nobody waits any more; nothing of the run is left.
        """
        subject = subject_path(self.unit.folder, request.choice)
        # Now, not after the run: a learner may save again meanwhile.
        hashes = (subject_sha(subject), tests_sha(self.unit))
        asked = Asked(self.unit, subject, request.choice, request.scope, *hashes)
        if self.suite.broken:
            return judge_error(asked, f"the tests cannot be collected\n{self.suite.broken}")
        cases = self.suite.select(request.scope)
        if not cases:
            return judge_error(asked, f"no case in stage {request.scope}")
        parts = self.suite.parts(cases)
        order = OrderMaker(subject, request.choice, request.run_all)

        def judge_part(part: Sequence[SuiteCase]) -> Result:
            record = judge_in_child(self.suite, part, order, cancel_fd) if part else Record()
            return conclude(asked, cases, part, record)

        if request.part:
            return judge_part(parts[request.part - 1])
        first = judge_part(parts[0])
        if not parts[1] or (first.verdict != "AC" and not request.run_all):
            return first
        second = judge_part(parts[1])
        return replace(joined(first, second), ms=round(first.ms + second.ms, 1))


def with_judge(unit: Unit, work: Callable[[Judge], None], keyword: str = "") -> None:
    """Collects a unit's tests, then calls `work` with a judge, in this process.

    The process becomes the parent of whatever its runs leave behind, and must have no other
    children.

    Args:
        unit: The unit.
        work: Gets the judge.
        keyword: Leaves only the cases that this expression, pytest's -k, selects.

    Raises:
        JudgeError: The tests could not even be looked for.
        Exception: What `work` raised.
    """

    def serve(suite: Suite) -> None:
        limits.adopt_orphans()
        limits.use_one_arena()
        generating.warm_up()
        gc.collect()
        # What is there by now is never collected again, so that a child does not copy its pages.
        gc.freeze()
        work(Judge(suite))

    collected(unit, serve, keyword)


def judge_once(unit: Unit, request: Request) -> Result:
    """Judges one subject in this process, which can do it only once.

    Raises:
        SubjectImportError: There is no such subject.
    """
    results: list[Result] = []
    with_judge(unit, lambda judge: results.append(judge.judge(request)))
    return results[0]


def fix_hash_seed() -> None:
    """Starts the program again with a fixed hash seed, unless it has one.

    The order of a set of texts, and with it what a careless subject returns, is then the same in
    every run and wherever it is judged.
    """
    if os.environ.get(_HASH_SEED) != "0":
        os.environ[_HASH_SEED] = "0"
        os.execv(sys.executable, sys.orig_argv)
