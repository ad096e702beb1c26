"""Deterministic scheduler for threaded code: one simulated thread runs at a time.

Code under test takes the `threading` module as an argument (`sync`); a test hands it a `Scheduler`
instead. Each simulated thread is carried by a real one, but a thread runs only while it holds the
baton, and it passes the baton on at switch points alone: every operation of a primitive and, when
asked for, every line or opcode of named files. So a run depends on nothing but the choices made at
switch points. `explore` tries all of them up to a number of preemptions, `random_runs` draws them
from seeds, and a script (`run_to`, `finish`, `settle`) brings threads into a chosen position.

    def scenario(s: Scheduler) -> Callable[[], None]:
        bank = Bank({"a": 1, "b": 1}, sync=s)
        s.spawn(bank.transfer, "a", "b", 1, name="a to b")
        s.spawn(bank.transfer, "b", "a", 1, name="b to a")
        return lambda: check_total(bank.snapshot())

    explore(scenario)

The fewest-preemptions-first order is that of CHESS (Musuvathi and Qadeer, "Iterative context
bounding", PLDI 2007): most concurrency bugs need no more than two preemptions.
"""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from threading import get_ident
from typing import Any, NamedTuple, TypeAlias

from challenges.shared.testing import scheduled_primitives as primitives
from challenges.shared.testing.scheduled_tasks import SLEEP, Carriers, Task
from challenges.shared.testing.scheduled_turns import Choose, Deadlock, Stuck, Turns
from challenges.shared.testing.verdicts import WrongAnswer


class Scheduler(Turns):
    """Run simulated threads one at a time; stands for the `threading` module.

    Beside the primitives it has the script of a test: `spawn`, `point`, `run`, `run_to`, `step`,
    `finish`, `settle`, `advance`, `interrupt`. Use it as a context manager, or end with `run`: both
    leave no real thread behind. Outside of a run the primitives work too, but cannot wait.

    Args:
        choose: Gets the number of threads that could go on (two or more) and whether the first of
            them is the running one; returns the index of the next. By default the first.
        traced: Modules, or paths of source files, whose lines or opcodes are switch points too.
        each: What of them is a switch point.
        max_steps: Switch points after which a run counts as a livelock.
        watchdog_s: Real seconds without a switch point after which a thread counts as blocked
            outside of this scheduler.
        carriers: Real threads to use; by default own ones.
    """

    # -- the interface of the threading module

    get_ident = staticmethod(get_ident)

    def Lock(self) -> primitives.Lock:
        return primitives.Lock(self)

    def RLock(self) -> primitives.RLock:
        return primitives.RLock(self)

    def Condition(self, lock: primitives.Lock | None = None) -> primitives.Condition:
        return primitives.Condition(self, lock)

    def Semaphore(self, value: int = 1) -> primitives.Semaphore:
        return primitives.Semaphore(self, value)

    def BoundedSemaphore(self, value: int = 1) -> primitives.BoundedSemaphore:
        return primitives.BoundedSemaphore(self, value)

    def Event(self) -> primitives.Event:
        return primitives.Event(self)

    @cached_property
    def Thread(self) -> type[primitives.Thread]:
        """A class, not a function: code under test may derive from it."""
        return type("Thread", (primitives.Thread,), {"_turns": self})

    def monotonic(self) -> float:
        """The virtual time in seconds; it starts at 0 and moves on only when all threads wait."""
        return self.now

    def sleep(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError(f"sleep length must be non-negative, got {seconds!r}")
        self.pause("sleep", SLEEP, seconds)

    # -- the script of a test

    def point(self, name: str) -> None:
        """A switch point of the test's own, for `run_to` and for callbacks of code under test."""
        self.pause(name)

    def always(self, check: Callable[[], object]) -> None:
        """Have `check` called at every switch point; it raises when an invariant is broken."""
        self._invariants.append(check)

    def run(self) -> None:
        """Run all threads to their ends.

        Raises:
            Deadlock: No thread can go on, and one that is no daemon has not ended.
            Stuck: The run does not end.
            BaseException: What the first failing thread raised.
        """
        try:
            self._drive(with_daemons=False)
            waiting = [task for task in self._live if not task.daemon]
            if waiting:
                raise Deadlock(self._report("no thread can go on", self._live))
        finally:
            self.close()

    def run_to(self, task: Task, point: str) -> None:
        """Run only this thread up to a point and hold it there.

        Args:
            task: The thread.
            point: "acquire" (before it), "release" (before it, so the lock is held), "released",
                "wait", "notify", "set", "sleep", "start", "join", or the name of a `point` call.

        Raises:
            Deadlock: The thread waits before it gets there.
            Stuck: It ends before.
        """
        self._drive(only=frozenset([task]), goal=(task, point))
        if not self._reached:
            if task.finished:
                raise Stuck(f"{task.name} ended without coming to a point {point!r}")
            raise Deadlock(self._report(f"alone, {task.name} does not come to {point!r}", [task]))

    def step(self, task: Task) -> None:
        """Run only this thread to the next point that `run_to` could name, or to its end.

        Raises:
            Deadlock: It waits for something that only other threads can free.
        """
        self._drive(only=frozenset([task]), goal=(task, None))
        if not self._reached and not task.finished:
            raise Deadlock(self._report("while the others are held, one cannot go on", [task]))

    def finish(self, *tasks: Task) -> None:
        """Run only these threads to their ends, while all others are held where they are.

        Raises:
            Deadlock: One of them needs a held thread to go on.
        """
        self._drive(only=frozenset(tasks))
        left = [task for task in tasks if not task.finished]
        if left:
            raise Deadlock(self._report("while the others are held, one cannot end", left))

    def settle(self, *tasks: Task) -> None:
        """Run these threads (by default all) until each has ended or waits; no time passes."""
        self._drive(only=frozenset(tasks) if tasks else None, clock_runs=False)

    def advance(self, seconds: float) -> None:
        """Let virtual time pass; threads whose sleep or time-out ends in it run, in that order."""
        end = self.now + seconds
        self.settle()
        while (deadline := self._next_deadline()) is not None and deadline <= end:
            self.now = max(self.now, deadline)
            self.settle()
        self.now = end

    def parked(self, task: Task) -> str | None:
        """Say what this thread waits for; None when it could run or has ended."""
        if task.finished or task.can_run(self.now):
            return None
        return self._explain(task)

    def interrupt(self, task: Task, error: BaseException) -> None:
        """Have `error` raised in a waiting thread, out of the operation it waits in."""
        task.interruption = error


Scenario: TypeAlias = Callable[[Scheduler], Callable[[], object] | None]
Deviations: TypeAlias = tuple[tuple[int, int], ...]


class Exploration(NamedTuple):
    """What `explore` did.

    Attributes:
        runs: Schedules tried.
        complete: True if they were all there are within the bound on preemptions.
    """

    runs: int
    complete: bool


class _Script:
    """Choices of one schedule: the first option everywhere but at the deviations."""

    def __init__(self, deviations: Deviations) -> None:
        self._chosen = dict(deviations)
        self.offered: list[tuple[int, bool]] = []

    def __call__(self, options: int, staying: bool) -> int:
        # A program that orders its locks by id() may offer less than in the run before.
        choice = min(self._chosen.get(len(self.offered), 0), options - 1)
        self.offered.append((options, staying))
        return choice


def explore(
    scenario: Scenario, *, preemptions: int = 2, max_runs: int = 2000, **options: Any
) -> Exploration:
    """Run the scenario under every schedule with a bounded number of preemptions.

    A preemption is a switch away from a thread that could have gone on. Schedules with fewer
    preemptions come first, so the first failure is a simple one; among those with equally many
    the order is depth first.

    Args:
        scenario: Gets a new scheduler, spawns threads, returns a last check or None.
        preemptions: The bound.
        max_runs: Gives up after so many schedules.
        options: For `Scheduler`.

    Raises:
        BaseException: The failure of the first failing run, with the schedule and how to repeat it.
    """
    waiting: list[list[Deviations]] = [[()], *([] for _ in range(preemptions))]
    runs = 0
    with _kept_threads() as carriers:
        for used, stack in enumerate(waiting):
            while stack:
                if runs == max_runs:
                    return Exploration(runs, complete=False)
                runs += 1
                deviations = stack.pop()
                script = _Script(deviations)
                found = f"schedule {runs}; to repeat it: replay(scenario, {deviations})"
                _run(scenario, script, found, carriers, options)
                for target, more in _further(deviations, script.offered, waiting[used:]):
                    if len(target) < max_runs:  # more than that cannot be run
                        target.append(more)
    return Exploration(runs, complete=True)


def replay(scenario: Scenario, deviations: Deviations, **options: Any) -> None:
    """Run the one schedule that a failure of `explore` names."""
    with _kept_threads() as carriers:
        _run(scenario, _Script(deviations), f"schedule {deviations}", carriers, options)


def random_runs(scenario: Scenario, seeds: Iterable[int], **options: Any) -> int:
    """Run the scenario once per seed, with switches drawn at random.

    How often a run switches is drawn too: rare switches reach deep into the code, frequent ones
    catch what lies close together.

    Args:
        scenario: Gets a new scheduler, spawns threads, returns a last check or None.
        seeds: One run each.
        options: For `Scheduler`.

    Returns:
        The number of runs.

    Raises:
        BaseException: The failure of the first failing run, with its seed.
    """
    runs = 0
    with _kept_threads() as carriers:
        for seed in seeds:
            runs += 1
            found = f"seed {seed}; to repeat it: random_runs(scenario, [{seed}])"
            _run(scenario, _random_choices(seed), found, carriers, options)
    return runs


def _random_choices(seed: int) -> Choose:
    source = random.Random(seed)
    rate = source.choice((0.02, 0.1, 0.4))

    def choose(options: int, staying: bool) -> int:
        if staying and source.random() >= rate:
            return 0
        return source.randrange(options)

    return choose


def _run(
    scenario: Scenario, choose: Choose, found: str, carriers: Carriers, options: dict[str, Any]
) -> None:
    with Scheduler(choose, carriers=carriers, **options) as scheduler:
        try:
            last_check = scenario(scheduler)
            scheduler.run()
            if last_check is not None:
                last_check()
        except Exception as error:
            story = f"threads ran: {scheduler.story()}"
            if isinstance(error, Deadlock | Stuck):
                error.args = (f"{error}\n  found by {found}\n  {story}",)
            else:
                error.add_note(f"found by {found}\n  {story}")
            if isinstance(error, WrongAnswer):  # its fields are what a learner gets to see
                error.why = f"{error.why}; {story}" if error.why else story
            raise


def _further(
    deviations: Deviations, offered: list[tuple[int, bool]], by_preemptions: list[list[Deviations]]
) -> Iterator[tuple[list[Deviations], Deviations]]:
    """Yield the schedules that differ from a finished one by one later choice, and their stack."""
    first = deviations[-1][0] + 1 if deviations else 0
    for position in range(first, len(offered)):
        options, staying = offered[position]
        if staying < len(by_preemptions):
            for choice in range(1, options):
                yield by_preemptions[staying], (*deviations, (position, choice))


@contextlib.contextmanager
def _kept_threads() -> Iterator[Carriers]:
    """Real threads for many runs, all on one processor core.

    They take turns anyway. On one core a hand-over takes 6 microseconds, on two 23 (measured).
    """
    carriers = Carriers()
    cores = None
    # Not every platform can, not every sandbox may; then the runs are slower, nothing else.
    with contextlib.suppress(AttributeError, OSError):
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {_current_core()} & cores or cores)
    try:
        yield carriers
    finally:
        carriers.close()
        if cores is not None:
            os.sched_setaffinity(0, cores)


def _current_core() -> int:
    """The core this thread runs on: field 39 of proc(5)'s stat, counted after the name."""
    return int(Path("/proc/thread-self/stat").read_text().rpartition(")")[2].split()[36])
