"""Stage 2: async generators, and one definition for `with`, `async with` and decorators."""

# Blocks within blocks are what is tested here.
# ruff: noqa: SIM105, SIM117

from __future__ import annotations

import asyncio
import gc
import subprocess
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day05_async_context.tests.outside import command, environment
from challenges.shared.testing import run_virtual

Log = list[object]

language: ContextVar[str] = ContextVar("language", default="none")


def noting(subject: ModuleType, log: Log, **options: bool) -> Callable[..., Any]:
    """Return a factory of async resources that wait on their way in and out."""

    async def noted(name: str) -> AsyncIterator[str]:
        await asyncio.sleep(1)
        log.append(f"enter {name}")
        try:
            yield name.upper()
        except BaseException as error:
            log.append(repr(error))
            raise
        finally:
            await asyncio.sleep(1)
            log.append(f"leave {name}")

    decorate = subject.resource(**options) if options else subject.resource
    return decorate(noted)  # type: ignore[no-any-return]


def plain(subject: ModuleType, log: Log) -> Callable[..., Any]:
    """Return a factory of resources whose generator is no async one."""

    @subject.resource
    def noted(name: str) -> Iterator[str]:
        log.append(f"enter {name}")
        try:
            yield name.upper()
        except BaseException as error:
            log.append(repr(error))
            raise
        finally:
            log.append(f"leave {name}")

    return noted  # type: ignore[no-any-return]


def test_an_async_generator_is_entered_and_left(subject: ModuleType) -> None:
    """It may wait on its way in and on its way out."""
    log: Log = []

    async def main() -> None:
        async with noting(subject, log)("a") as value:
            log.append(value)

    run_virtual(main())
    assert log == ["enter a", "A", "leave a"]


def test_the_error_of_the_block_is_raised_at_the_yield(subject: ModuleType) -> None:
    """The same error comes out, with the traceback of a plain block."""
    log: Log = []
    error = ValueError("wrong")

    async def main() -> None:
        async with noting(subject, log)("a"):
            raise error

    with pytest.raises(ValueError, match="wrong") as caught:
        run_virtual(main())
    assert caught.value is error
    assert log == ["enter a", "ValueError('wrong')", "leave a"]
    assert traceback.extract_tb(error.__traceback__)[-1].name == "main"


def test_a_cancellation_is_raised_at_the_yield(subject: ModuleType) -> None:
    """A cancelled task leaves its resource, and is cancelled."""
    log: Log = []

    async def block() -> None:
        async with noting(subject, log)("a"):
            await asyncio.sleep(100)

    async def main() -> bool:
        task = asyncio.create_task(block())
        await asyncio.sleep(5)
        task.cancel()
        await asyncio.wait({task})
        return task.cancelled()

    assert run_virtual(main())
    assert log == ["enter a", "CancelledError()", "leave a"]


@pytest.mark.parametrize("kind", [StopIteration, StopAsyncIteration, RuntimeError])
def test_a_block_may_raise_what_ends_iterators(subject: ModuleType, kind: type[Exception]) -> None:
    """A StopAsyncIteration of the block comes out as itself."""
    error = kind("of the block")
    caught: Log = []

    async def main() -> None:
        try:
            async with noting(subject, [])("a"):
                raise error
        except kind as raised:
            caught.append(raised)

    run_virtual(main())
    assert caught == [error]


def test_async_generators_that_yield_nothing_or_twice(subject: ModuleType) -> None:
    """DidNotYield and DidNotStop, as without async, and the generator is closed."""
    log: Log = []

    @subject.resource
    async def empty() -> AsyncIterator[None]:
        return
        yield

    @subject.resource
    async def twice() -> AsyncIterator[int]:
        try:
            try:
                yield 1
            except ValueError:
                pass
            yield 2
        finally:
            log.append("closed")

    async def enter(factory: Callable[[], Any], *errors: type[Exception]) -> None:
        async with factory():
            for error in errors:
                raise error

    with pytest.raises(subject.DidNotYield, match="empty"):
        run_virtual(enter(empty))
    with pytest.raises(subject.DidNotStop, match="twice"):
        run_virtual(enter(twice))
    with pytest.raises(subject.DidNotStop, match="twice"):
        run_virtual(enter(twice, ValueError))
    assert log == ["closed", "closed"]


def test_one_manager_serves_one_async_block(subject: ModuleType) -> None:
    """The second entry is AlreadyEntered."""

    async def main() -> None:
        manager = noting(subject, [])("a")
        async with manager:
            pass
        with pytest.raises(subject.AlreadyEntered):
            await manager.__aenter__()

    run_virtual(main())


def test_async_with_takes_a_plain_generator(subject: ModuleType) -> None:
    """One definition, both kinds of block: the generator need not be async."""
    log: Log = []

    async def main() -> None:
        async with plain(subject, log)("a") as value:
            log.append(value)
            raise KeyError("b")

    with pytest.raises(KeyError):
        run_virtual(main())
    assert log == ["enter a", "A", "KeyError('b')", "leave a"]


@pytest.mark.filterwarnings("error")
def test_with_takes_an_async_generator(subject: ModuleType) -> None:
    """Where no event loop runs, `with` brings one, and the block itself is no part of it."""
    log: Log = []

    @subject.resource
    async def connection() -> AsyncIterator[str]:
        await asyncio.sleep(0)
        log.append(asyncio.current_task())
        try:
            yield "open"
        finally:
            await asyncio.sleep(0)
            log.append(asyncio.current_task())

    with connection() as value:
        assert value == "open"
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
    assert log[0] is not None
    assert log[0] is log[1], "a time limit around the yield would not survive a change of tasks"


def test_with_shows_the_error_to_an_async_generator(subject: ModuleType) -> None:
    """It may swallow it, or let it go on as it is."""
    log: Log = []

    @subject.resource
    async def guarded() -> AsyncIterator[None]:
        try:
            yield
        except KeyError as error:
            log.append(repr(error))

    with guarded():
        raise KeyError("a")
    error = ValueError("b")
    with pytest.raises(ValueError, match="b") as caught, guarded():
        raise error
    assert caught.value is error
    assert log == ["KeyError('a')"]


def test_coroutines_of_a_block_run_in_the_loop_of_its_resource(subject: ModuleType) -> None:
    """`run_blocking` uses the loop of the `with` around, and nested blocks share one."""

    @subject.resource
    async def connection() -> AsyncIterator[asyncio.AbstractEventLoop]:
        yield asyncio.get_running_loop()

    async def here() -> asyncio.AbstractEventLoop:
        await asyncio.sleep(0)
        return asyncio.get_running_loop()

    with connection() as outer:
        assert subject.run_blocking(here()) is outer
        with connection() as inner:
            assert inner is outer
        assert subject.run_blocking(here()) is outer
    assert outer.is_closed()
    with connection() as later:
        assert later is not outer


def test_with_does_not_stop_a_loop_that_runs(subject: ModuleType) -> None:
    """Inside a coroutine `with` on an async resource is BlockingInLoop, and enters nothing."""
    log: Log = []

    async def main() -> None:
        with pytest.raises(subject.BlockingInLoop, match="async with"):
            with noting(subject, log)("a"):
                pass
        with pytest.raises(subject.BlockingInLoop):
            subject.run_blocking(asyncio.sleep(0))

    run_virtual(main())
    assert log == []


@pytest.mark.parametrize("kind", ["with", "async with on async", "async with on plain"])
def test_context_variables_are_those_of_the_block(subject: ModuleType, kind: str) -> None:
    """What the resource sets is seen inside; what the block sets is seen by the exit and after."""
    seen: Log = []

    @subject.resource
    async def speaking() -> AsyncIterator[None]:
        language.set("entered")
        yield
        seen.append(language.get())
        language.set("left")

    @subject.resource
    def plainly() -> Iterator[None]:
        language.set("entered")
        yield
        seen.append(language.get())
        language.set("left")

    async def main(factory: Callable[[], Any]) -> None:
        async with factory():
            seen.append(language.get())
            language.set("in the block")
        seen.append(language.get())

    def blocking() -> None:
        with speaking():
            seen.append(language.get())
            language.set("in the block")
        seen.append(language.get())

    if kind == "with":
        import contextvars

        contextvars.copy_context().run(blocking)
    else:
        run_virtual(main(speaking if kind.endswith("async") else plainly))
    assert seen == ["entered", "in the block", "left"]


def test_leaving_in_another_task_is_told_at_once(subject: ModuleType) -> None:
    """WrongTask has both places in its text, nothing is run, and the right task can still leave."""
    log: Log = []

    async def enter_here(manager: Any) -> None:
        await manager.__aenter__()

    async def leave_there(manager: Any) -> None:
        await manager.__aexit__(None, None, None)

    async def main() -> str:
        manager = noting(subject, log)("a")
        await enter_here(manager)
        task = asyncio.create_task(leave_there(manager), name="the other")
        with pytest.raises(subject.WrongTask) as caught:
            await task
        assert log == ["enter a"]
        await manager.__aexit__(None, None, None)
        assert isinstance(caught.value, RuntimeError)
        assert any("enter_here" in line for line in caught.value.entered)
        assert any("leave_there" in line for line in caught.value.left)
        return str(caught.value)

    told = run_virtual(main())
    for text in ("noted", "'the other'", "enter_here", "leave_there"):
        assert text in told
    assert log == ["enter a", "leave a"]


def test_what_is_not_task_bound_may_be_left_anywhere(subject: ModuleType) -> None:
    """`task_bound=False` is for fixtures, whose beginning and end are run by different tasks."""
    log: Log = []

    async def main() -> None:
        manager = noting(subject, log, task_bound=False)("a")
        await asyncio.create_task(manager.__aenter__())
        await asyncio.create_task(manager.__aexit__(None, None, None))

    run_virtual(main())
    assert log == ["enter a", "leave a"]


def test_around_coroutines_the_resource_is_there_for_the_whole_run(subject: ModuleType) -> None:
    """Calling a decorated coroutine function enters nothing; each run has its own resource."""
    for make in (noting, plain):
        log: Log = []

        @make(subject, log)("a")
        async def work(number: int, log: Log = log) -> int:
            await asyncio.sleep(1)
            log.append(number)
            return number + 1

        async def main(work: Any = work, log: Log = log) -> int:
            running = work(1)
            assert log == []
            return await running + await work(2)

        assert run_virtual(main()) == 5
        assert log == ["enter a", 1, "leave a", "enter a", 2, "leave a"]


def test_around_async_generators_the_resource_is_there_for_the_whole_run(
    subject: ModuleType,
) -> None:
    """What is sent and thrown in reaches the generator, and closing it leaves the resource."""
    log: Log = []

    @noting(subject, log)("a")
    async def echo() -> Any:
        try:
            log.append((yield 1))
            yield 2
        except KeyError as error:
            log.append(repr(error))
            yield 3
        finally:
            log.append("closed")

    async def main() -> None:
        running = echo()
        assert await anext(running) == 1
        assert await running.asend("sent") == 2
        assert await running.athrow(KeyError("thrown")) == 3
        await running.aclose()

    run_virtual(main())
    noted = ["KeyError('thrown')", "closed", "GeneratorExit()"]
    assert log == ["enter a", "sent", *noted, "leave a"]


def test_a_plain_function_is_run_inside_an_async_resource(subject: ModuleType) -> None:
    """Where no loop runs, an async resource decorates any function."""

    @subject.resource
    async def connection() -> AsyncIterator[None]:
        await asyncio.sleep(0)
        yield

    @connection()
    def work() -> str:
        return "done"

    assert work() == "done"


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_what_was_never_left_is_closed_at_the_end_of_the_loop(
    subject: ModuleType, loop: str
) -> None:
    """In debug mode, with both loops, nothing is said to be never awaited or never retrieved."""
    done = subprocess.run(
        command(subject, "child_forgets.py", loop),
        env={**environment(), "PYTHONWARNINGS": "always"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("closed\n", "")


def test_many_resources_leave_nothing_to_the_collector(subject: ModuleType) -> None:
    """A block that has ended is freed at once: it is in no cycle."""

    async def main() -> int:
        noted = noting(subject, [])
        async with noted("a"):
            pass
        gc.collect()
        gc.disable()
        try:
            for _ in range(20):
                async with noted("a"):
                    pass
            return gc.collect()
        finally:
            gc.enable()

    assert run_virtual(main()) < 10
