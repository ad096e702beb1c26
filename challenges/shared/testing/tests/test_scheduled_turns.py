"""What cannot go on, or never ends, is told as such, with who waits for what."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from challenges.shared.testing.scheduled_turns import Deadlock, Stuck
from challenges.shared.testing.scheduling import Scheduler, explore


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Whatever a test does, the real threads of its runs have ended after it."""
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name == "simulated"] == []


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


def taken_twice(s: Scheduler) -> None:
    lock = s.Lock()
    s.spawn(hold_both, lock, lock)


class TestDeadlocks:
    def test_two_locks_in_opposite_order(self) -> None:
        """The report names each thread, what it waits for, and who holds that."""
        with pytest.raises(Deadlock) as failure:
            explore(opposite_order)
        text = str(failure.value)
        assert "left waits for Lock 2, held by right (test_scheduled_turns.py:" in text
        assert "right waits for Lock 1, held by left (test_scheduled_turns.py:" in text

    def test_one_global_order_passes(self) -> None:
        """The same two locks in one order never block for ever."""
        assert explore(same_order).complete

    def test_a_thread_that_waits_for_itself(self) -> None:
        """A plain lock taken twice by one thread is a deadlock of one."""
        with pytest.raises(Deadlock, match="waits for Lock 1, held by itself"):
            explore(taken_twice)

    def test_a_lock_that_was_never_released(self) -> None:
        """The holder is named even after it has ended."""

        def scenario(s: Scheduler) -> Callable[[], None]:
            lock = s.Lock()
            s.spawn(lock.acquire, name="forgetful")
            return lambda: hold_both(lock, s.Lock())

        with pytest.raises(Deadlock, match="Lock 1, held by forgetful, which has ended"):
            explore(scenario)

    @pytest.mark.parametrize("check_first", [False, True])
    def test_a_notify_before_the_wait_is_missed(self, check_first: bool) -> None:
        """Waiting without a look at the state first hangs when the notify came earlier."""

        def scenario(s: Scheduler) -> None:
            condition = s.Condition()
            ready: list[bool] = []

            def consume() -> None:
                with condition:
                    if not (check_first and ready):
                        condition.wait()

            def produce() -> None:
                with condition:
                    ready.append(True)
                    condition.notify()

            s.spawn(consume, name="consumer")
            s.spawn(produce, name="producer")

        if check_first:
            assert explore(scenario).complete
        else:
            with pytest.raises(Deadlock, match="consumer waits for a notify of Condition 1"):
                explore(scenario)

    def test_a_daemon_does_not_keep_the_run_going(self) -> None:
        """The run ends with the last thread that is no daemon."""

        def scenario(s: Scheduler) -> None:
            def poll() -> None:
                while True:
                    s.sleep(1)

            s.spawn(poll, daemon=True)
            s.spawn(s.sleep, 3)

        assert explore(scenario).complete


class TestStuck:
    def test_two_threads_that_keep_undoing_each_other(self) -> None:
        """Threads that run for ever without getting on are a livelock, told by the step limit."""

        def scenario(s: Scheduler) -> None:
            turn = [0]

            def polite(me: int) -> None:
                while turn[0] != 2:
                    turn[0] = 1 - me
                    s.sleep(0)

            s.spawn(polite, 0, name="after you")
            s.spawn(polite, 1, name="no, after you")

        with pytest.raises(Stuck, match=r"livelock.*after you, no, after you"):
            explore(scenario, max_steps=500)

    def test_polling_is_not_taken_for_a_livelock(self) -> None:
        """A thread that polls a lock gives way in time for its holder to release it."""

        def scenario(s: Scheduler) -> None:
            lock = s.Lock()

            def poll() -> None:
                while not lock.acquire(blocking=False):
                    pass
                s.point("holding")
                lock.release()

            s.spawn(poll)
            s.spawn(poll)

        assert explore(scenario).complete

    def test_a_lock_from_outside(self) -> None:
        """A thread that blocks in a real lock is named, and ends after the one that holds it."""
        entered: list[str] = []

        def scenario(s: Scheduler) -> None:
            real = threading.Lock()
            entered.clear()

            def work(name: str) -> None:
                with real:
                    entered.append(name)
                    s.point("inside")

            s.spawn(work, "first", name="first")
            s.spawn(work, "second", name="second")

        with pytest.raises(Stuck, match=r"(first|second) came to no .* 0.2 s.*outside"):
            explore(scenario, watchdog_s=0.2)
        assert sorted(entered) == ["first", "second"]

    def test_a_loop_without_switch_points(self) -> None:
        """A thread that spins without touching the scheduler is named, and ended."""

        def scenario(s: Scheduler) -> None:
            s.spawn(_spin, name="spinner")

        with pytest.raises(Stuck, match="spinner came to no switch point"):
            explore(scenario, watchdog_s=0.1)

    def test_a_foreign_thread_is_refused(self) -> None:
        """A thread started behind the scheduler's back may not use its primitives."""

        def scenario(s: Scheduler) -> None:
            lock = s.Lock()

            def smuggle() -> None:
                errors: list[BaseException] = []

                def work() -> None:
                    try:
                        lock.acquire()
                    except RuntimeError as error:
                        errors.append(error)

                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
                assert len(errors) == 1

            s.spawn(smuggle)

        with pytest.raises(RuntimeError, match="not started through sync"):
            explore(scenario)


def _spin() -> None:
    while True:
        with contextlib.suppress(Exception):
            while True:
                pass
