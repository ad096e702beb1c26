"""The scheduler finds what is wrong with threaded code, passes what is right, and cleans up."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from challenges.shared.testing import WrongAnswer, check
from challenges.shared.testing.scheduled_turns import Deadlock
from challenges.shared.testing.scheduling import (
    Exploration,
    Scheduler,
    explore,
    random_runs,
    replay,
)

LastCheck = Callable[[], None]
CORES = os.sched_getaffinity(0)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Whatever a test does, the real threads of its runs have ended after it."""
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name == "simulated"] == []


class Counter:
    """A counter whose increment is right only when `lock` guards it."""

    def __init__(self, lock: Any = None) -> None:
        self.value = 0
        self.lock = lock

    def increment(self) -> None:
        if self.lock is None:
            self.value = self.value + 1
        else:
            with self.lock:
                self.value = self.value + 1

    def increment_in_two_steps(self) -> None:
        with self.lock:
            seen = self.value
        with self.lock:
            self.value = seen + 1

    def expect(self, value: int) -> LastCheck:
        def last_check() -> None:
            assert self.value == value

        return last_check


def unguarded(s: Scheduler) -> LastCheck:
    counter = Counter()
    s.spawn(counter.increment)
    s.spawn(counter.increment)
    return counter.expect(2)


def guarded(s: Scheduler) -> LastCheck:
    counter = Counter(s.Lock())
    s.spawn(counter.increment)
    s.spawn(counter.increment)
    return counter.expect(2)


def read_then_write(s: Scheduler) -> LastCheck:
    counter = Counter(s.Lock())
    s.spawn(counter.increment_in_two_steps)
    s.spawn(counter.increment_in_two_steps)
    return counter.expect(2)


def hold_both(first: Any, second: Any) -> None:
    with first, second:
        pass


def opposite_order(s: Scheduler) -> None:
    one, two = s.Lock(), s.Lock()
    s.spawn(hold_both, one, two, name="left")
    s.spawn(hold_both, two, one, name="right")


def same_order(s: Scheduler) -> None:
    one, two = s.Lock(), s.Lock()
    s.spawn(hold_both, one, two)
    s.spawn(hold_both, one, two)


class TestExploration:
    def test_a_race_without_any_lock_is_found_at_opcodes(self) -> None:
        """An unguarded increment loses an update in some schedule of its opcodes."""
        with pytest.raises(AssertionError, match="1 == 2"):
            explore(unguarded, traced=[__file__], each="opcode")

    def test_a_race_inside_one_line_is_invisible_between_lines(self) -> None:
        """Switching between lines alone cannot break a read and a write on one line."""
        module = sys.modules[__name__]
        assert explore(unguarded, traced=[module], each="line").runs > 2

    def test_the_same_counter_with_a_lock_passes(self) -> None:
        """Right code passes every schedule, and the exploration says that it is complete."""
        result = explore(guarded, traced=[__file__], each="opcode")
        assert result.complete
        assert result.runs > 100

    def test_a_lost_update_between_two_critical_sections_is_found(self) -> None:
        """Reading and writing under a lock, but not the same hold of it, loses an update."""
        with pytest.raises(AssertionError, match="1 == 2"):
            explore(read_then_write)

    def test_a_bug_needs_its_number_of_preemptions(self) -> None:
        """Without a preemption the two threads run one after the other, and the update stays."""
        assert explore(read_then_write, preemptions=0) == Exploration(2, complete=True)

    def test_every_order_of_independent_steps_is_tried_once(self) -> None:
        """Two threads with two steps each have six interleavings, and each is run exactly once."""
        seen: list[str] = []

        def scenario(s: Scheduler) -> LastCheck:
            steps: list[str] = []

            def work(name: str) -> None:
                steps.append(name)
                s.point("between")
                steps.append(name)

            s.spawn(work, "a")
            s.spawn(work, "b")
            return lambda: seen.append("".join(steps))

        assert explore(scenario).complete
        assert sorted(seen) == ["aabb", "abab", "abba", "baab", "baba", "bbaa"]

    def test_every_order_of_three_threads_is_tried(self) -> None:
        """Who goes on when a thread has ended is a free choice among all others."""
        seen: set[str] = set()

        def scenario(s: Scheduler) -> LastCheck:
            order: list[str] = []
            for name in "abc":
                s.spawn(order.append, name)
            return lambda: seen.add("".join(order))

        assert explore(scenario, preemptions=0) == Exploration(6, complete=True)
        assert seen == {"abc", "acb", "bac", "bca", "cab", "cba"}

    def test_a_read_after_the_release_is_found(self) -> None:
        """Another thread may come between a release and what follows it."""

        def scenario(s: Scheduler) -> LastCheck:
            counter, seen = Counter(s.Lock()), set[int]()

            def work() -> None:
                counter.increment()
                seen.add(counter.value)

            s.spawn(work)
            s.spawn(work)
            return lambda: _expect_both(seen)

        with pytest.raises(AssertionError, match="both read the same"):
            explore(scenario)

    def test_the_run_limit_is_kept_and_reported(self) -> None:
        """An exploration cut short says that it is not complete."""
        assert explore(same_order, max_runs=3) == Exploration(3, complete=False)

    def test_the_failing_schedule_can_be_repeated(self) -> None:
        """The failure names deviations with which `replay` fails the same way."""
        with pytest.raises(AssertionError) as failure:
            explore(read_then_write)
        note = "\n".join(failure.value.__notes__)
        found = re.search(r"replay\(scenario, \((.*)\)\)", note)
        assert found is not None
        numbers = [int(number) for number in re.findall(r"\d+", found[1])]
        deviations = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        replay(read_then_write, ())
        with pytest.raises(AssertionError, match="1 == 2"):
            replay(read_then_write, deviations)

    def test_the_failure_tells_which_thread_ran_how_far(self) -> None:
        """The story of the failing schedule names threads with file and line."""
        with pytest.raises(Deadlock, match=r"threads ran: .*left to test_scheduling.py:\d+"):
            explore(opposite_order)


class TestRandomRuns:
    def test_the_seed_of_a_failure_repeats_it(self) -> None:
        """The failure names its seed, and that seed alone fails again."""
        with pytest.raises(AssertionError) as failure:
            random_runs(unguarded, range(200), traced=[__file__], each="opcode")
        found = re.search(r"seed (\d+)", failure.value.__notes__[0])
        assert found is not None
        with pytest.raises(AssertionError, match="1 == 2"):
            random_runs(unguarded, [int(found[1])], traced=[__file__], each="opcode")

    def test_right_code_passes_and_the_runs_are_counted(self) -> None:
        """Every seed is one run."""
        assert random_runs(guarded, range(50), traced=[__file__], each="opcode") == 50


class TestFailures:
    def test_an_error_in_a_thread_fails_the_run(self) -> None:
        """What a simulated thread raises comes out of the run, with the schedule as a note."""
        with pytest.raises(ZeroDivisionError) as failure:
            explore(lambda s: _spawn_only(s, lambda: 1 // 0))
        assert "found by schedule 1" in failure.value.__notes__[0]

    def test_a_wrong_answer_tells_the_story_to_the_learner(self) -> None:
        """The reason that a screen shows names the threads, in the order in which they ran."""

        def scenario(s: Scheduler) -> LastCheck:
            s.spawn(lambda: None, name="the only one")
            return lambda: check(len, "").returns(1, why="one is expected")

        with pytest.raises(WrongAnswer) as failure:
            explore(scenario)
        assert failure.value.why == "one is expected; threads ran: the only one to its end"

    def test_an_invariant_is_checked_at_every_switch_point(self) -> None:
        """A condition that is broken only for a moment is caught in that moment."""

        def scenario(s: Scheduler) -> None:
            inside: list[int] = []
            s.always(lambda: _at_most_one(inside))

            def work() -> None:
                inside.append(1)
                s.point("inside")
                inside.pop()

            s.spawn(work)
            s.spawn(work)

        with pytest.raises(AssertionError, match="two inside"):
            explore(scenario)

    def test_threads_unwind_when_the_run_is_broken_off(self) -> None:
        """`finally` blocks of the other threads run, and may use primitives."""
        unwound: list[str] = []

        def scenario(s: Scheduler) -> None:
            lock, event = s.Lock(), s.Event()

            def wait() -> None:
                try:
                    with lock:
                        event.wait()
                finally:
                    unwound.append("waiter")

            s.spawn(wait)
            s.spawn(lambda: 1 // 0)

        with pytest.raises(ZeroDivisionError):
            explore(scenario)
        assert unwound == ["waiter"]

    def test_tracing_and_processor_cores_are_given_back(self) -> None:
        """A run leaves the trace function and the core affinity of its caller as they were."""
        before = sys.gettrace()
        explore(guarded, traced=[__file__])
        assert (sys.gettrace(), os.sched_getaffinity(0)) == (before, CORES)


def _spawn_only(s: Scheduler, function: Callable[[], object]) -> None:
    s.spawn(function)


def _expect_both(seen: set[int]) -> None:
    assert seen == {1, 2}, "both read the same"


def _at_most_one(inside: list[int]) -> None:
    assert len(inside) < 2, "two inside"
