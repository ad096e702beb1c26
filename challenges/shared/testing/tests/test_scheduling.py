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
from challenges.shared.testing.scheduled_turns import Deadlock, Stuck
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


class TestScripts:
    def test_a_held_thread_keeps_its_lock(self) -> None:
        """A thread held before its release keeps others out until it goes on."""
        with Scheduler() as s:
            lock = s.Lock()
            holder = s.spawn(hold_both, lock, s.Lock(), name="holder")
            other = s.spawn(hold_both, lock, s.Lock(), name="other")
            s.run_to(holder, "release")
            with pytest.raises(Deadlock, match="other waits for Lock 1, held by holder"):
                s.finish(other)
            assert s.parked(other) == "Lock 1, held by holder"
            s.run()
            assert holder.finished
            assert other.finished

    def test_a_thread_can_be_brought_to_a_named_point(self) -> None:
        """`run_to` stops at the first point of that name, and `finish` goes on from there."""
        with Scheduler() as s:
            steps: list[str] = []

            def work() -> int:
                steps.append("before")
                s.point("middle")
                steps.append("after")
                return 7

            task = s.spawn(work)
            s.run_to(task, "middle")
            assert steps == ["before"]
            s.finish(task)
            assert steps == ["before", "after"]
            assert task.result == 7

    def test_a_point_that_is_never_reached(self) -> None:
        """A thread that ends or waits on its way to a point is reported."""
        with Scheduler() as s:
            ended = s.spawn(lambda: None, name="short")
            waiting = s.spawn(s.Event().wait, name="patient")
            with pytest.raises(Stuck, match="short ended without coming to a point 'nowhere'"):
                s.run_to(ended, "nowhere")
            with pytest.raises(Deadlock, match="patient waits for Event 1, which is not set"):
                s.run_to(waiting, "nowhere")

    def test_who_sleeps_gives_way(self) -> None:
        """Even a sleep of no length lets the others run first, as on a real machine."""
        with Scheduler() as s:
            order: list[str] = []

            def sleep_first() -> None:
                s.sleep(0)
                order.append("sleeper")

            s.spawn(sleep_first)
            s.spawn(order.append, "other")
            s.run()
            assert order == ["other", "sleeper"]

    def test_who_is_notified_waits_for_the_lock(self) -> None:
        """Between the notify and the release the woken thread is parked, not ready."""
        with Scheduler() as s:
            condition = s.Condition()

            def wait() -> None:
                with condition:
                    condition.wait()

            def notify() -> None:
                with condition:
                    condition.notify()
                    s.point("still inside")

            waiter, notifier = s.spawn(wait), s.spawn(notify, name="notifier")
            s.settle(waiter)
            assert s.parked(waiter) == "a notify of Condition 1"
            s.run_to(notifier, "still inside")
            assert s.parked(waiter) == "RLock 1, held by notifier"
            s.run()

    def test_a_thread_can_be_moved_point_by_point(self) -> None:
        """Steps end before and after each operation; one that has to wait is a deadlock."""
        with Scheduler() as s:
            lock, seen = s.Lock(), list[str]()

            def work() -> None:
                seen.append("start")
                with lock:
                    seen.append("inside")
                seen.append("after")

            one, two = s.spawn(work), s.spawn(work, name="two")
            s.step(one)
            assert seen == ["start"]
            s.step(one)
            assert seen == ["start", "inside"]
            s.step(two)
            with pytest.raises(Deadlock, match="one cannot go on\n  two waits for Lock 1"):
                s.step(two)
            s.step(one)
            assert not lock.locked()
            assert seen == ["start", "inside", "start"]
            s.step(one)
            assert one.finished

    def test_settle_runs_until_all_wait_and_no_time_passes(self) -> None:
        """After `settle`, `parked` says what each thread waits for."""
        with Scheduler() as s:
            sleeper = s.spawn(s.sleep, 5)
            waiter = s.spawn(s.Event().wait)
            done = s.spawn(lambda: None)
            s.settle()
            assert s.monotonic() == 0
            assert s.parked(sleeper) == "the end of its sleep"
            assert s.parked(waiter) == "Event 1, which is not set"
            assert done.finished
            assert s.parked(done) is None

    def test_advance_wakes_who_is_due(self) -> None:
        """Threads whose time comes run at their own moment, later ones stay parked."""
        with Scheduler() as s:
            woken: list[tuple[str, float]] = []

            def nap(name: str, seconds: float) -> None:
                s.sleep(seconds)
                woken.append((name, s.monotonic()))

            for name, seconds in (("long", 9), ("second", 4), ("first", 2)):
                s.spawn(nap, name, seconds)
            s.advance(5)
            assert woken == [("first", 2), ("second", 4)]
            assert s.monotonic() == 5
            s.run()
            assert woken[2:] == [("long", 9)]

    def test_a_waiting_thread_can_be_interrupted(self) -> None:
        """The error comes out of the wait, with the lock held again as `wait` promises."""
        with Scheduler() as s:
            condition = s.Condition()
            caught: list[str] = []

            def wait() -> None:
                with condition:
                    try:
                        condition.wait()
                    except KeyboardInterrupt:
                        condition.notify()  # raises when the lock is not held
                        caught.append("interrupted")

            task = s.spawn(wait)
            s.settle()
            s.interrupt(task, KeyboardInterrupt())
            s.run()
            assert caught == ["interrupted"]


def _spawn_only(s: Scheduler, function: Callable[[], object]) -> None:
    s.spawn(function)


def _expect_both(seen: set[int]) -> None:
    assert seen == {1, 2}, "both read the same"


def _at_most_one(inside: list[int]) -> None:
    assert len(inside) < 2, "two inside"
