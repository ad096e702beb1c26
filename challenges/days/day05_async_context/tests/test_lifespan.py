"""Stage 6: an application's resources, started and stopped in the order of their dependencies."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day05_async_context.tests.outside import command, environment
from challenges.shared.testing import check, run_virtual

Log = list[object]


def now() -> float:
    """Return the time of the event loop."""
    return asyncio.get_running_loop().time()


def part(
    subject: ModuleType,
    log: Log,
    name: str,
    *,
    start: float = 0,
    stop: float = 0,
    fails: str = "",
) -> Callable[..., Any]:
    """Return a factory of a part that notes when it has started and stopped."""

    @subject.resource
    async def made(*needs: str) -> AsyncIterator[str]:
        await asyncio.sleep(start)
        if fails == "start":
            raise OSError(f"{name} does not start")
        log.append((f"{name} up", now()))
        try:
            yield f"{name}({','.join(needs)})"
        finally:
            await asyncio.sleep(stop)
            log.append((f"{name} down", now()))
            if fails == "stop":
                raise OSError(f"{name} does not stop")

    return made  # type: ignore[no-any-return]


def test_what_is_independent_starts_and_stops_in_parallel(subject: ModuleType) -> None:
    """A diamond: the two in the middle take the time of the slower one, in both directions."""
    log: Log = []

    async def main() -> None:
        app = subject.Lifespan()
        app.add("site", part(subject, log, "site", start=1, stop=1), ["cache", "users"])
        app.add("cache", part(subject, log, "cache", start=2, stop=2), ["db"])
        app.add("users", part(subject, log, "users", start=5, stop=3), ["db"])
        app.add("db", part(subject, log, "db", start=1, stop=1))
        assert app.order() == [["db"], ["cache", "users"], ["site"]]
        async with app as values:
            assert values["site"] == "site(cache(db()),users(db()))"
            assert set(app.states().values()) == {"ready"}
            await asyncio.sleep(3)
        assert set(app.states().values()) == {"stopped"}

    run_virtual(main())
    assert log == [
        ("db up", 1),
        ("cache up", 3),
        ("users up", 6),
        ("site up", 7),
        ("site down", 11),
        ("cache down", 13),
        ("users down", 14),
        ("db down", 15),
    ]


def test_dependants_wait_until_what_they_need_is_ready(subject: ModuleType) -> None:
    """Ready is when the generator yields, not when it begins."""
    order: Log = []

    @subject.resource
    async def db() -> AsyncIterator[str]:
        order.append("db begins")
        await asyncio.sleep(5)
        order.append("db ready")
        yield "db"

    @subject.resource
    def site(needed: str) -> Iterator[None]:
        order.append(f"site has {needed}")
        yield

    async def main() -> None:
        app = subject.Lifespan()
        app.part("db")(site)
        app.part()(db)
        async with app:
            pass

    run_virtual(main())
    assert order == ["db begins", "db ready", "site has db"]


def test_a_start_that_fails_is_rolled_back(subject: ModuleType) -> None:
    """What is up is stopped in order, what is starting is cancelled, and the block never runs."""
    log: Log = []

    async def main() -> None:
        app = subject.Lifespan()
        app.add("db", part(subject, log, "db", start=1, stop=1))
        app.add("users", part(subject, log, "users", start=1, stop=1), ["db"])
        app.add("slow", part(subject, log, "slow", start=60))
        app.add("bad", part(subject, log, "bad", start=3, fails="start"))
        app.add("site", part(subject, log, "site"), ["bad"])
        with pytest.raises(OSError, match="bad does not start"):
            async with app:
                log.append("must not run")
        assert app.states() == {
            "db": "stopped",
            "users": "stopped",
            "slow": "failed",
            "bad": "failed",
            "site": "stopped",
        }

    run_virtual(main())
    assert log == [("db up", 1), ("users up", 2), ("users down", 4), ("db down", 5)]


def test_errors_of_the_roll_back_are_kept(subject: ModuleType) -> None:
    """The error of the start is first in the group."""

    async def main() -> None:
        app = subject.Lifespan()
        app.add("db", part(subject, [], "db", fails="stop"))
        app.add("bad", part(subject, [], "bad", start=1, fails="start"), ["db"])
        with pytest.raises(ExceptionGroup) as caught:
            async with app:
                pass
        texts = [str(error) for error in caught.value.exceptions]
        assert texts == ["bad does not start", "db does not stop"]

    run_virtual(main())


def test_a_stop_that_fails_does_not_stop_the_others(subject: ModuleType) -> None:
    """The error of the block comes first, then those of the parts."""
    log: Log = []

    async def main(error: Exception | None) -> None:
        app = subject.Lifespan()
        app.add("db", part(subject, log, "db"))
        app.add("users", part(subject, log, "users", fails="stop"), ["db"])
        async with app:
            if error is not None:
                raise error

    with pytest.raises(OSError, match="users does not stop"):
        run_virtual(main(None))
    body = ValueError("block")
    with pytest.raises(ExceptionGroup) as caught:
        run_virtual(main(body))
    assert caught.value.exceptions[0] is body
    assert str(caught.value.exceptions[1]) == "users does not stop"
    assert [entry for entry, _ in log[-2:]] == ["users down", "db down"]  # type: ignore[misc]


def test_each_part_has_its_time_limits(subject: ModuleType) -> None:
    """DeadlineExceeded names the part; a stop that is late does not hold up the rest for ever."""
    log: Log = []

    async def main() -> None:
        app = subject.Lifespan(start_timeout=5)
        app.add("slow", part(subject, log, "slow", start=60))
        with pytest.raises(subject.DeadlineExceeded, match="slow"):
            async with app:
                pass
        assert now() == 5
        app = subject.Lifespan(stop_timeout=100)
        app.add("db", part(subject, log, "db"))
        app.add("slow", part(subject, log, "slow", stop=60), ["db"], stop_timeout=5)
        with pytest.raises(subject.DeadlineExceeded, match="slow"):
            async with app:
                pass
        assert now() == 10

    run_virtual(main())
    assert log == [("db up", 5), ("slow up", 5), ("db down", 10)]


def test_a_cancelled_task_still_stops_everything(subject: ModuleType) -> None:
    """Cancelled in the block and again while stopping; the cancellation arrives in the end."""
    log: Log = []

    async def block() -> None:
        app = subject.Lifespan()
        app.add("db", part(subject, log, "db", stop=5))
        async with app:
            await asyncio.sleep(100)

    async def main() -> BaseException:
        task = asyncio.create_task(block())
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.sleep(1)
        task.cancel()
        (result,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(result, BaseException)
        return result

    raised = run_virtual(main())
    assert log == [("db up", 0), ("db down", 6)]
    found = raised.exceptions if isinstance(raised, BaseExceptionGroup) else [raised]
    assert {type(error) for error in found} == {asyncio.CancelledError}


def test_stop_ends_the_block_without_an_error(subject: ModuleType) -> None:
    """`stop()` does what a signal does: the block is cancelled, the parts are stopped in order."""
    log: Log = []

    async def main() -> None:
        app = subject.Lifespan(signals=())
        app.add("db", part(subject, log, "db", stop=2))
        async with app:
            asyncio.get_running_loop().call_later(3, app.stop)
            await asyncio.sleep(1000)
        assert app.signal is signal.SIGTERM
        log.append(now())

    run_virtual(main())
    assert log == [("db up", 0), ("db down", 5), 5]


def test_stopped_while_starting(subject: ModuleType) -> None:
    """What is up is stopped, and StartInterrupted tells that the block was never run."""
    log: Log = []

    async def main() -> None:
        app = subject.Lifespan(signals=())
        app.add("db", part(subject, log, "db", stop=1))
        app.add("slow", part(subject, log, "slow", start=60), ["db"])
        asyncio.get_running_loop().call_later(3, app.stop)
        with pytest.raises(subject.StartInterrupted):
            async with app:
                log.append("must not run")

    run_virtual(main())
    assert log == [("db up", 0), ("db down", 4)]


def test_stopped_twice_nothing_is_waited_for(subject: ModuleType) -> None:
    """The second time what is being stopped is cancelled."""
    log: Log = []

    async def main() -> None:
        app = subject.Lifespan(signals=())
        app.add("slow", part(subject, log, "slow", stop=1000), stop_timeout=5000)
        loop = asyncio.get_running_loop()
        loop.call_later(3, app.stop)
        loop.call_later(8, app.stop)
        with pytest.raises(BaseException) as caught:  # noqa: PT011
            async with app:
                await asyncio.sleep(1000)
        assert isinstance(caught.value, asyncio.CancelledError)
        assert now() == 8

    run_virtual(main())
    assert log == [("slow up", 0)]


def test_what_does_not_fit_is_told_before_anything_starts(subject: ModuleType) -> None:
    """A cycle is drawn, an unknown name is shown with those there are, a name comes once."""

    async def main() -> None:
        log: Log = []
        app = subject.Lifespan()
        app.add("a", part(subject, log, "a"), ["b"])
        app.add("b", part(subject, log, "b"), ["a"])
        with pytest.raises(subject.LifespanError, match=r"a needs b needs a|b needs a needs b"):
            async with app:
                pass
        check(app.add, "a", part(subject, log, "a")).raises(subject.LifespanError)
        app = subject.Lifespan()
        app.add("db", part(subject, log, "db"))
        app.add("site", part(subject, log, "site"), ["bd"])
        with pytest.raises(subject.LifespanError, match=r"'site' needs 'bd'.*db"):
            async with app:
                pass
        assert log == []
        app = subject.Lifespan()
        async with app as values:
            assert values == {}
            check(app.add, "late", part(subject, log, "late")).raises(subject.AlreadyEntered)
            with pytest.raises(subject.AlreadyEntered):
                await app.__aenter__()

    run_virtual(main())


def started(subject: ModuleType, argument: str) -> subprocess.Popen[str]:
    """Start the program, and wait until it is ready."""
    process = subprocess.Popen(
        command(subject, "child_lifespan.py", argument),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    while process.stdout.readline() not in ("ready\n", ""):
        pass
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_process_in_order(subject: ModuleType, number: signal.Signals) -> None:
    """Everything is stopped, and the program goes on after its block."""
    with started(subject, "0") as process:
        os.kill(process.pid, number)
        output, errors = process.communicate(timeout=60)
    assert output == f"site down\ndb down\nended {number.name}\n"
    assert (process.returncode, errors) == (0, "")


def test_a_second_signal_waits_for_nothing(subject: ModuleType) -> None:
    """What is being stopped is cancelled, and the process ends with an error."""
    with started(subject, "1000") as process:
        assert process.stdout is not None
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "site stopping\n"
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=60)
    assert output == "db down\n"
    assert process.returncode != 0
