"""A virtual-time loop waits for nothing, and finds what would wait for ever."""

from __future__ import annotations

import asyncio

import pytest

from challenges.shared.testing import WrongAnswer, run_virtual

DAY = 86_400.0


async def sleeper(log: list[tuple[str, float]], name: str, seconds: float) -> None:
    """Sleep, and note when that was over."""
    await asyncio.sleep(seconds)
    log.append((name, asyncio.get_running_loop().time()))


def test_a_day_passes_at_once() -> None:
    """Timers fire in order, at their time, and the clock is that of the loop."""
    log: list[tuple[str, float]] = []

    async def main() -> str:
        await asyncio.gather(
            sleeper(log, "late", DAY), sleeper(log, "early", 5), sleeper(log, "same", 5)
        )
        return "done"

    assert run_virtual(main()) == "done"
    assert log == [("early", 5.0), ("same", 5.0), ("late", DAY)]


def test_a_timeout_is_one_of_the_virtual_clock() -> None:
    """`asyncio.timeout` ends a wait of an hour without waiting."""

    async def main() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(3_600):
                await asyncio.Event().wait()
        return asyncio.get_running_loop().time()

    assert run_virtual(main()) == 3_600.0


def test_each_run_begins_at_0() -> None:
    """No run knows of another."""

    async def main() -> float:
        await asyncio.sleep(1)
        return asyncio.get_running_loop().time()

    assert [run_virtual(main()), run_virtual(main())] == [1.0, 1.0]


def test_waiting_for_each_other_is_refused() -> None:
    """When nothing is ready and no timer is set, what waits is named, with the time."""

    async def main() -> None:
        await asyncio.sleep(2)
        await asyncio.Event().wait()

    with pytest.raises(WrongAnswer) as caught:
        run_virtual(main())
    assert caught.value.got.startswith("at 2 s: ")
    assert "main waits for ever" in caught.value.got


def test_polling_without_an_end_is_refused() -> None:
    """A loop that polls for what never comes does not run for ever."""

    async def main() -> None:
        while True:
            await asyncio.sleep(0)

    with pytest.raises(WrongAnswer, match="still runs after 101 turns"):
        run_virtual(main(), most_steps=100)


def test_a_task_left_behind_is_refused() -> None:
    """Whoever starts a task must see to its end."""

    async def forgotten() -> None:
        await asyncio.sleep(DAY)

    async def main() -> None:
        main.task = asyncio.create_task(forgotten())  # type: ignore[attr-defined]
        await asyncio.sleep(0)

    with pytest.raises(WrongAnswer) as caught:
        run_virtual(main())
    assert caught.value.expected == "no task left behind"
    assert "forgotten" in caught.value.got


def test_an_exception_that_nobody_sees_is_refused() -> None:
    """What a callback raises must not vanish."""

    async def main() -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 // 0)
        await asyncio.sleep(1)

    with pytest.raises(WrongAnswer, match="ZeroDivisionError"):
        run_virtual(main())


def test_errors_of_the_program_come_through() -> None:
    """What the coroutine raises is the caller's."""

    async def main() -> None:
        await asyncio.sleep(1)
        raise LookupError("no such key")

    with pytest.raises(LookupError, match="no such key"):
        run_virtual(main())


def test_a_refused_run_leaves_nothing_to_the_next() -> None:
    """Tasks of a run that was refused are ended with it."""
    ended: list[str] = []

    async def waits() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("ended")

    with pytest.raises(WrongAnswer):
        run_virtual(waits())
    assert ended == ["ended"]
