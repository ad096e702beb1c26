"""One judgement, and the busy processes beside it."""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from benchmarks.growth_judge.subjects import Subject
from tools.kata.bench.run import run

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the growth judge said, and what it took.

    Attributes:
        unit: Slug of the unit.
        subject: Name of the subject.
        verdict: The worst over the unit's claims.
        excess: How much steeper its time was than allowed; None where nothing was measured.
        memory_excess: Likewise for its memory.
        rounds: Rounds measured.
        wall_s: Seconds that passed.
        cpu_s: Seconds of processor time.
        message: What the judge added.
    """

    unit: str
    subject: str
    verdict: str
    excess: float | None
    memory_excess: float | None
    rounds: int
    wall_s: float
    cpu_s: float
    message: str

    @property
    def passed(self) -> bool:
        """Whether the subject passed."""
        return self.verdict == "pass"


@contextlib.contextmanager
def judging_process() -> Iterator[ProcessPoolExecutor]:
    """Gives one process that judges; the judge must not have other children."""
    with ProcessPoolExecutor(max_workers=1, mp_context=_SPAWN) as pool:
        yield pool


def judge(subject: Subject, seconds: float) -> list[Judgement]:
    """Judges all claims of a subject's unit, in the calling process."""
    return [_judged(subject, number, seconds) for number in range(len(subject.unit.perf))]


def _judged(subject: Subject, number: int, seconds: float) -> Judgement:
    used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    report = run(subject.unit, subject.unit.perf[number], str(subject.file), seconds=seconds)
    wall_s, now = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    found = report.measured
    return Judgement(
        unit=subject.unit.slug,
        subject=subject.name,
        verdict=report.verdict,
        excess=found.growth.excess if found else None,
        memory_excess=found.memory.excess if found and found.memory else None,
        rounds=found.rounds if found else 0,
        wall_s=wall_s,
        cpu_s=now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime,
        message=report.message,
    )


@contextlib.contextmanager
def busy_loops(count: int) -> Iterator[None]:
    """Keeps so many processes busy meanwhile."""
    loops = [_SPAWN.Process(target=_loop, daemon=True) for _ in range(count)]
    try:
        for loop in loops:
            loop.start()
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.join()


def _loop() -> None:
    while True:
        pass
