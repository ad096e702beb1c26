"""The primitives of a simulated run behave as those of `threading` do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from challenges.shared.testing.scheduled_turns import Deadlock
from challenges.shared.testing.scheduling import Scheduler, explore


def in_one_thread(work: Callable[[Any], object]) -> Any:
    """Call `work` with a scheduler as `sync`, inside of a simulated thread."""
    with Scheduler() as s:
        task = s.spawn(work, s)
        s.run()
        return task.result


@pytest.fixture(params=["threading", "scheduler"])
def run(request: pytest.FixtureRequest) -> Callable[[Callable[[Any], object]], Any]:
    """Calls a function with `sync`: once the real module, once a scheduler."""
    if request.param == "threading":
        return lambda work: work(threading)
    return in_one_thread


Run = Callable[[Callable[[Any], object]], Any]


class TestSameAsThreading:
    """Each of these holds for the real module as well: the tests run with both."""

    def test_a_lock_is_held_once(self, run: Run) -> None:
        """A second acquire that does not block, or blocks for a moment, returns False."""

        def work(sync: Any) -> object:
            lock = sync.Lock()
            return (
                lock.acquire(),
                lock.locked(),
                lock.acquire(blocking=False),
                lock.acquire(timeout=0.01),
                lock.release(),
                lock.locked(),
            )

        assert run(work) == (True, True, False, False, None, False)

    def test_a_reentrant_lock_counts(self, run: Run) -> None:
        """It is free again after as many releases as acquires, and not before."""

        def work(sync: Any) -> object:
            lock = sync.RLock()
            got: list[bool] = []
            with lock, lock:
                got.append(_acquired_by_other(sync, lock))
            got.append(_acquired_by_other(sync, lock))
            return got

        assert run(work) == [False, True]

    @pytest.mark.parametrize("kind", ["Lock", "RLock"])
    def test_releasing_what_is_not_held(self, run: Run, kind: str) -> None:
        """It is a RuntimeError."""
        with pytest.raises(RuntimeError, match="release un"):
            run(lambda sync: getattr(sync, kind)().release())

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [((False, 1.0), "non-blocking"), ((True, -2.0), "timeout")],
        ids=["timeout without blocking", "negative timeout"],
    )
    @pytest.mark.parametrize("kind", ["Lock", "RLock"])
    def test_bad_acquire_arguments(
        self, run: Run, kind: str, arguments: tuple[bool, float], message: str
    ) -> None:
        """They are a ValueError."""
        with pytest.raises(ValueError, match=message):
            run(lambda sync: getattr(sync, kind)().acquire(*arguments))

    @pytest.mark.parametrize("action", ["wait", "notify", "notify_all"])
    def test_a_condition_must_be_held(self, run: Run, action: str) -> None:
        """Waiting and notifying without the lock is a RuntimeError."""
        with pytest.raises(RuntimeError, match="un-acquired"):
            run(lambda sync: getattr(sync.Condition(), action)())

    def test_waiting_times_out(self, run: Run) -> None:
        """`wait` returns False, `wait_for` the last value of its predicate."""

        def work(sync: Any) -> object:
            with (condition := sync.Condition(sync.Lock())):
                return (
                    condition.wait(timeout=0.01),
                    condition.wait_for(lambda: 0, timeout=0.01),
                    condition.wait_for(lambda: "now"),
                )

        assert run(work) == (False, 0, "now")

    def test_waiting_gives_up_every_hold_of_a_reentrant_lock(self, run: Run) -> None:
        """The lock is free for others while its double holder waits, and held twice after it."""

        def work(sync: Any) -> object:
            condition, free = sync.Condition(), []

            def look() -> None:
                with condition:
                    free.append(True)
                    condition.notify()

            thread = sync.Thread(target=look)
            with condition:
                with condition:
                    thread.start()
                    condition.wait()
                condition.notify()
            thread.join()
            with pytest.raises(RuntimeError):
                condition.release()
            return free

        assert run(work) == [True]

    def test_notify_wakes_in_the_order_of_waiting(self, run: Run) -> None:
        """Of three waiters the first two go on after `notify(2)`, the third after `notify_all`."""

        def work(sync: Any) -> object:
            condition, there, woken = sync.Condition(), sync.Semaphore(0), []

            def wait(number: int) -> None:
                with condition:
                    there.release()
                    condition.wait()
                    woken.append(number)
                there.release()

            threads = [sync.Thread(target=wait, args=[number]) for number in range(3)]
            for thread in threads:
                thread.start()
                there.acquire()
            with condition:
                condition.notify(2)
            there.acquire()
            there.acquire()
            first = set(woken)
            with condition:
                condition.notify_all()
            for thread in threads:
                thread.join()
            return first, set(woken)

        assert run(work) == ({0, 1}, {0, 1, 2})

    def test_a_semaphore_counts(self, run: Run) -> None:
        """It gives as many permits as it has, and takes back more unless it is bounded."""

        def work(sync: Any) -> object:
            semaphore = sync.Semaphore(2)
            got = [semaphore.acquire(blocking=False) for _ in range(3)]
            semaphore.release(3)
            got += [semaphore.acquire(timeout=0.01) for _ in range(4)]
            return got

        assert run(work) == [True, True, False, True, True, True, False]

    def test_a_bounded_semaphore_is_released_at_most_as_often_as_acquired(self, run: Run) -> None:
        """One release too many is a ValueError."""

        def work(sync: Any) -> None:
            with (semaphore := sync.BoundedSemaphore(1)):
                pass
            semaphore.release()

        with pytest.raises(ValueError, match="too many"):
            run(work)

    @pytest.mark.parametrize(
        "bad",
        [lambda sync: sync.Semaphore(-1), lambda sync: sync.Semaphore().release(0)],
        ids=["negative value", "release of none"],
    )
    def test_bad_semaphore_numbers(self, run: Run, bad: Callable[[Any], object]) -> None:
        """A negative value or a release of nothing is a ValueError."""
        with pytest.raises(ValueError, match="must be"):
            run(bad)

    def test_an_event_lets_through_while_it_is_set(self, run: Run) -> None:
        """`wait` returns what `is_set` says, at once or at the time-out."""

        def work(sync: Any) -> object:
            event = sync.Event()
            before = event.wait(timeout=0.01), event.is_set()
            event.set()
            between = event.wait(), event.is_set()
            event.clear()
            return before, between, event.is_set()

        assert run(work) == ((False, False), (True, True), False)

    def test_a_thread_starts_once_and_can_be_joined(self, run: Run) -> None:
        """It runs its target with the arguments, and is alive in between."""

        def work(sync: Any) -> object:
            gate, seen = sync.Event(), []

            def target(*args: int, **kwargs: int) -> None:
                gate.wait()
                seen.append((args, kwargs))

            thread = sync.Thread(target=target, args=[1], kwargs={"b": 2}, name="n", daemon=True)
            facts: list[object] = [thread.name, thread.daemon, thread.ident, thread.is_alive()]
            thread.start()
            thread.join(timeout=0.01)
            facts += [thread.is_alive(), thread.ident is None]
            gate.set()
            thread.join()
            return [*facts, thread.is_alive(), seen]

        expected = ["n", True, None, False, True, False, False, [((1,), {"b": 2})]]
        assert run(work) == expected

    @pytest.mark.parametrize("action", ["start", "join"])
    def test_a_thread_in_the_wrong_state(self, run: Run, action: str) -> None:
        """Starting twice and joining before the start are RuntimeErrors."""

        def work(sync: Any) -> None:
            thread = sync.Thread(target=lambda: None)
            if action == "start":
                thread.start()
            getattr(thread, action)()

        with pytest.raises(RuntimeError, match=r"once|before it is started"):
            run(work)

    def test_a_class_may_derive_from_thread(self, run: Run) -> None:
        """Its `run` method is what runs."""

        def work(sync: Any) -> object:
            seen: list[bool] = []

            class Worker(sync.Thread):  # type: ignore[misc]
                def run(self) -> None:
                    seen.append(self.ident == sync.get_ident())

            worker = Worker()
            worker.start()
            worker.join()
            return seen

        assert run(work) == [True]


class TestVirtualTime:
    def test_time_outs_take_no_real_time_and_exact_virtual_time(self) -> None:
        """An hour of waiting moves the virtual clock by an hour."""

        def work(s: Scheduler) -> float:
            s.Event().wait(timeout=3600)
            s.sleep(0.5)
            return s.monotonic()

        assert in_one_thread(work) == 3600.5

    def test_a_time_out_and_a_notify_at_the_same_moment_come_in_both_orders(self) -> None:
        """Exploration tries the waiter first and the notifier first."""
        results: set[bool] = set()

        def scenario(s: Scheduler) -> None:
            condition = s.Condition()

            def wait() -> None:
                with condition:
                    results.add(condition.wait(timeout=5))

            def notify() -> None:
                s.sleep(5)
                with condition:
                    condition.notify()

            s.spawn(wait)
            s.spawn(notify)

        assert explore(scenario).complete
        assert results == {True, False}

    def test_one_time_out_leaves_the_other_waiter_in_the_queue(self) -> None:
        """Waiters are told apart by identity: a notify after a time-out wakes the one left."""

        def scenario(s: Scheduler) -> None:
            condition, turn = s.Condition(), s.Event()

            def impatient() -> None:
                with condition:
                    assert not condition.wait(timeout=1)
                turn.set()

            def patient() -> None:
                with condition:
                    assert condition.wait(timeout=9)

            def notify() -> None:
                turn.wait()
                with condition:
                    condition.notify()

            for function in (impatient, patient, notify):
                s.spawn(function)

        assert explore(scenario).complete

    @pytest.mark.parametrize("seconds", [-1, -0.5])
    def test_a_negative_sleep_is_refused(self, seconds: float) -> None:
        """It is a ValueError, as for `time.sleep`."""
        with pytest.raises(ValueError, match="non-negative"):
            in_one_thread(lambda s: s.sleep(seconds))


class TestOutsideOfRuns:
    def test_set_up_and_last_checks_may_use_what_is_free(self) -> None:
        """The test's own thread takes free locks before and after a run."""
        with Scheduler() as s:
            lock = s.Lock()
            with lock:
                pass
            s.spawn(lock.locked)
            s.run()
            with lock:
                pass

    def test_waiting_in_the_test_itself_is_reported(self) -> None:
        """It could never end, so it is a deadlock, at once."""
        with Scheduler() as s, pytest.raises(Deadlock, match="this one waits for Event 1"):
            s.Event().wait()

    def test_no_thread_starts_after_the_run(self) -> None:
        """A thread that could not run any more is refused."""
        with Scheduler() as s:
            s.run()
            with pytest.raises(RuntimeError, match="the run is over"):
                s.spawn(lambda: None)

    def test_a_condition_wants_a_lock_of_its_own_kind(self) -> None:
        """A real lock inside a simulated condition would block outside of the scheduler."""
        with Scheduler() as s, pytest.raises(TypeError, match="same sync"):
            s.Condition(threading.Lock())  # type: ignore[arg-type]


def _acquired_by_other(sync: Any, lock: Any) -> bool:
    """Say whether another thread could take the lock now."""
    got: list[bool] = []

    def attempt() -> None:
        got.append(lock.acquire(blocking=False))
        if got[0]:
            lock.release()

    thread = sync.Thread(target=attempt)
    thread.start()
    thread.join()
    return got[0]
