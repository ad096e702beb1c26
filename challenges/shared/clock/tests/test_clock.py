"""The fake clock moves only when it is told, and wakes whom it should, in order."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from challenges.shared.clock import SYSTEM, Clock, FakeClock


def test_the_system_clock_is_that_of_the_machine() -> None:
    """Both times lie between what the machine says before and after."""
    clock: Clock = SYSTEM
    for ours, theirs in ((clock.now, time.time), (clock.monotonic, time.monotonic)):
        before = theirs()
        assert before <= ours() <= theirs()
    clock.sleep(0)
    asyncio.run(clock.sleep_async(0))


def test_nothing_moves_by_itself() -> None:
    """Both times stand still until they are moved, and then by the same amount."""
    clock = FakeClock(now=1_000.0)
    assert (clock.now(), clock.monotonic()) == (1_000.0, 0.0)
    clock.advance(2.5)
    assert (clock.now(), clock.monotonic()) == (1_002.5, 2.5)


def test_the_wall_clock_can_be_set_back() -> None:
    """Monotonic time does not notice."""
    clock = FakeClock(now=1_000.0)
    clock.advance(5)
    clock.set_wall(10.0)
    clock.advance(1)
    assert (clock.now(), clock.monotonic()) == (11.0, 6.0)


def test_time_does_not_run_backwards() -> None:
    """A negative step is refused, with its value."""
    with pytest.raises(ValueError, match="seconds is -1, must be at least 0"):
        FakeClock().advance(-1)


def test_a_sleep_of_nothing_returns_at_once() -> None:
    """Nobody has to advance the clock for it."""
    FakeClock().sleep(0)
    asyncio.run(FakeClock().sleep_async(-1))


def test_threads_are_woken_at_their_moment() -> None:
    """Each wakes once the clock has come so far, not before."""
    clock, woken = FakeClock(), threading.Event()

    def sleeper() -> None:
        clock.sleep(10)
        woken.set()

    thread = threading.Thread(target=sleeper, daemon=True)
    thread.start()
    clock.wait_for_sleepers(1)
    clock.advance(9.9)
    assert not woken.is_set()
    clock.advance(0.1)
    thread.join(10)
    assert woken.is_set()


def test_tasks_are_woken_in_the_order_of_their_moments() -> None:
    """One step of the clock wakes several, the earliest first."""
    clock = FakeClock()
    order: list[str] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep_async(seconds)
        order.append(name)

    async def main() -> None:
        tasks = [asyncio.create_task(sleeper(f"{s} s", s)) for s in (3, 1, 2, 50)]
        await asyncio.sleep(0)
        clock.advance(10)
        await asyncio.gather(*tasks[:3])
        tasks[3].cancel()

    asyncio.run(main())
    assert order == ["1 s", "2 s", "3 s"]


def test_a_cancelled_sleep_is_forgotten() -> None:
    """Nobody is woken whose loop is gone."""
    clock = FakeClock()

    async def main() -> None:
        task = asyncio.create_task(clock.sleep_async(5))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    clock.advance(10)
    assert clock.monotonic() == 10


def test_sleepers_that_do_not_come_are_missed() -> None:
    """Waiting for somebody who never sleeps ends with how many came."""
    with pytest.raises(TimeoutError, match="0 of 1 sleepers came"):
        FakeClock().wait_for_sleepers(1, timeout=0.01)
