"""Scripts bring threads into a chosen position, step by step, and look at them there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from challenges.shared.testing.scheduled_turns import Deadlock, Stuck
from challenges.shared.testing.scheduling import Scheduler


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Whatever a test does, the real threads of its runs have ended after it."""
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name == "simulated"] == []


def hold_both(first: Any, second: Any) -> None:
    with first, second:
        pass


def test_a_held_thread_keeps_its_lock() -> None:
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


def test_a_thread_can_be_brought_to_a_named_point() -> None:
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


def test_a_point_that_is_never_reached() -> None:
    """A thread that ends or waits on its way to a point is reported."""
    with Scheduler() as s:
        ended = s.spawn(lambda: None, name="short")
        waiting = s.spawn(s.Event().wait, name="patient")
        with pytest.raises(Stuck, match="short ended without coming to a point 'nowhere'"):
            s.run_to(ended, "nowhere")
        with pytest.raises(Deadlock, match="patient waits for Event 1, which is not set"):
            s.run_to(waiting, "nowhere")


def test_who_sleeps_gives_way() -> None:
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


def test_who_is_notified_waits_for_the_lock() -> None:
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


def test_a_thread_can_be_moved_point_by_point() -> None:
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


def test_settle_runs_until_all_wait_and_no_time_passes() -> None:
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


def test_advance_wakes_who_is_due() -> None:
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


def test_a_waiting_thread_can_be_interrupted() -> None:
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
