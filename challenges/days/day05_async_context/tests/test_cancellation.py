"""Stage 4: deadlines, scopes that are cancelled, clean-up that is not."""

# Blocks within blocks are what is tested here.
# ruff: noqa: PT012, SIM105

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable
from contextvars import ContextVar
from types import ModuleType

import pytest

from challenges.shared.testing import run_virtual

Log = list[object]

language: ContextVar[str] = ContextVar("language", default="none")


def now() -> float:
    """Return the time of the event loop."""
    return asyncio.get_running_loop().time()


async def ended(coroutine: Awaitable[object], cancel_at: float = math.inf) -> tuple[str, float]:
    """Return how a task ends and when, cancelled at a moment."""
    task = asyncio.ensure_future(coroutine)
    await asyncio.wait({task}, timeout=None if cancel_at == math.inf else cancel_at - now())
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
    if task.cancelled():
        return "cancelled", now()
    error = task.exception()
    return "well" if error is None else type(error).__name__, now()


def test_a_deadline_ends_the_block(subject: ModuleType) -> None:
    """DeadlineExceeded is a TimeoutError, raised when the time is over; the task goes on."""

    async def main() -> None:
        with pytest.raises(subject.DeadlineExceeded) as caught:
            async with subject.deadline(5) as scope:
                assert scope.deadline == 5
                await asyncio.sleep(100)
        assert now() == 5
        assert isinstance(caught.value, TimeoutError)
        assert isinstance(caught.value.__cause__, asyncio.CancelledError)
        assert scope.cancelled
        task = asyncio.current_task()
        assert task is not None
        assert task.cancelling() == 0
        await asyncio.sleep(1)

    run_virtual(main())


def test_a_block_that_is_quick_enough_hears_nothing(subject: ModuleType) -> None:
    """Its result and its errors are its own, and no timer is left."""

    async def main() -> None:
        async with subject.deadline(5):
            await asyncio.sleep(4)
        with pytest.raises(KeyError):
            async with subject.deadline_at(now() + 5) as scope:
                raise KeyError
        assert not scope.cancelled
        await asyncio.sleep(20)

    run_virtual(main())


@pytest.mark.parametrize(("outer", "inner"), [(3, 5), (5, 3), (3, 3)])
def test_of_nested_deadlines_the_nearest_wins(subject: ModuleType, outer: int, inner: int) -> None:
    """The outer one is raised at the outer block, also if an inner one would allow more."""
    log: Log = []

    async def main() -> None:
        try:
            async with subject.deadline(outer):
                try:
                    async with subject.deadline(inner):
                        assert subject.remaining() == 3
                        await asyncio.sleep(100)
                except subject.DeadlineExceeded:
                    log.append("inner")
                    raise
        except subject.DeadlineExceeded:
            log.append(("outer", now()))

    run_virtual(main())
    assert log == (["inner"] if inner < outer else []) + [("outer", 3)]


def test_remaining_tells_what_is_left(subject: ModuleType) -> None:
    """Infinite without a deadline, never negative, and inherited by tasks of the block."""

    async def left() -> float:
        return subject.remaining()  # type: ignore[no-any-return]

    async def main() -> None:
        assert subject.remaining() == math.inf
        async with subject.deadline(10) as scope:
            await asyncio.sleep(4)
            assert subject.remaining() == 6
            async with subject.deadline(100):
                assert await asyncio.create_task(left()) == 6
            scope.reschedule(now() + 1)
            assert subject.remaining() == 1
            scope.reschedule(math.inf)
            assert subject.remaining() == math.inf
            await asyncio.sleep(50)
        assert subject.remaining() == math.inf

    run_virtual(main())


def test_a_deadline_that_is_over_ends_the_block_where_it_waits(subject: ModuleType) -> None:
    """What does not wait is done; the first wait is the end."""
    log: Log = []

    async def main() -> None:
        with pytest.raises(subject.DeadlineExceeded):
            async with subject.deadline(-1):
                log.append("begun")
                await asyncio.sleep(1)
                log.append("must not be reached")

    run_virtual(main())
    assert log == ["begun"]


def test_a_cancellation_from_outside_goes_through_a_deadline(subject: ModuleType) -> None:
    """It stays a cancellation, also when the time ends at the same moment."""

    async def block(seconds: float) -> None:
        async with subject.deadline(seconds):
            await asyncio.sleep(100)

    async def main() -> None:
        assert await ended(block(50), cancel_at=10) == ("cancelled", 10)

        async def clean_up() -> None:
            async with subject.deadline(5):
                try:
                    await asyncio.sleep(100)
                finally:
                    await asyncio.sleep(3)

        # At 15 the deadline ends the block, and at 16 somebody cancels its clean-up.
        assert await ended(clean_up(), cancel_at=16) == ("cancelled", 16)

    run_virtual(main())


def test_scopes_work_in_the_clean_up_of_a_cancelled_task(subject: ModuleType) -> None:
    """A task that is being cancelled may use a deadline of its own."""
    log: Log = []

    async def block() -> None:
        try:
            await asyncio.sleep(100)
        finally:
            try:
                async with subject.deadline(2):
                    await asyncio.sleep(50)
            except subject.DeadlineExceeded:
                log.append(now())

    assert run_virtual(ended(block(), cancel_at=1)) == ("cancelled", 3)
    assert log == [3]


def test_a_scope_that_is_cancelled_ends_without_an_error(subject: ModuleType) -> None:
    """From another task or from the block itself; what follows the block is not disturbed."""
    log: Log = []

    async def main() -> None:
        async with subject.cancel_scope() as scope:
            asyncio.get_running_loop().call_later(3, scope.cancel)
            await asyncio.sleep(100)
        log.append((scope.cancelled, now()))
        async with subject.cancel_scope() as own:
            own.cancel()
            log.append("not waited yet")
            await asyncio.sleep(100)
        log.append((own.cancelled, now()))
        async with subject.cancel_scope() as unheard:
            unheard.cancel()
        await asyncio.sleep(1)
        log.append((unheard.cancelled, now()))
        scope.cancel()
        await asyncio.sleep(1)

    run_virtual(main())
    assert log == [(True, 3), "not waited yet", (True, 3), (False, 4)]


def test_only_the_scope_that_has_asked_swallows(subject: ModuleType) -> None:
    """An outer scope's cancellation passes through the inner one, and the other way round not."""
    log: Log = []

    async def main() -> None:
        async with subject.cancel_scope() as outer:
            async with subject.cancel_scope() as inner:
                outer.cancel()
                await asyncio.sleep(100)
            log.append("must not be reached")
        log.append((outer.cancelled, inner.cancelled))
        async with subject.cancel_scope() as outer:
            async with subject.cancel_scope() as inner:
                inner.cancel()
                await asyncio.sleep(100)
            log.append("goes on")
        log.append((outer.cancelled, inner.cancelled))

    run_virtual(main())
    assert log == [(True, False), "goes on", (False, True)]


def test_a_scope_takes_its_cancellation_out_of_a_group(subject: ModuleType) -> None:
    """What else a stack has gathered is raised; a deadline stands first in the group."""

    async def fails() -> None:
        raise OSError("close")

    async def main() -> None:
        with pytest.raises(ExceptionGroup) as alone:
            async with subject.cancel_scope() as scope, subject.AsyncResourceStack() as stack:
                stack.callback(fails)
                scope.cancel()
                await asyncio.sleep(100)
        assert [repr(error) for error in alone.value.exceptions] == ["OSError('close')"]
        with pytest.raises(ExceptionGroup) as both:
            async with subject.deadline(1), subject.AsyncResourceStack() as stack:
                stack.callback(fails)
                await asyncio.sleep(100)
        kinds = [type(error) for error in both.value.exceptions]
        assert kinds == [subject.DeadlineExceeded, OSError]

    run_virtual(main())


def test_a_scope_serves_one_block_of_one_task(subject: ModuleType) -> None:
    """Entered twice it is AlreadyEntered, left elsewhere it is WrongTask."""

    async def main() -> None:
        scope = subject.cancel_scope()
        await scope.__aenter__()
        with pytest.raises(subject.AlreadyEntered):
            await scope.__aenter__()
        with pytest.raises(subject.WrongTask):
            await asyncio.create_task(scope.__aexit__(None, None, None))
        await scope.__aexit__(None, None, None)

    run_virtual(main())


def test_shielded_clean_up_ends_although_the_task_is_cancelled(subject: ModuleType) -> None:
    """However often; the cancellation arrives when the clean-up is over."""
    log: Log = []

    async def clean_up() -> None:
        await asyncio.sleep(3)
        log.append(("clean", now()))

    async def block() -> None:
        try:
            await asyncio.sleep(100)
        finally:
            await subject.shield(clean_up(), 10)
            log.append("must not be reached")

    async def main() -> tuple[str, float]:
        task = asyncio.create_task(block())
        for _ in range(3):
            await asyncio.sleep(1)
            task.cancel()
        return await ended(task)

    assert run_virtual(main()) == ("cancelled", 4)
    assert log == [("clean", 4)]


def test_a_shield_hands_on_result_error_and_context(subject: ModuleType) -> None:
    """Without a cancellation it is as if the clean-up were awaited here."""

    async def work(error: BaseException | None) -> str:
        language.set("set inside")
        await asyncio.sleep(1)
        if error is not None:
            raise error
        return "result"

    async def main() -> None:
        assert await subject.shield(work(None), 5) == "result"
        assert language.get() == "set inside"
        error = OSError("close")
        with pytest.raises(OSError, match="close") as caught:
            await subject.shield(work(error), 5)
        assert caught.value is error

    run_virtual(main())


def test_a_shield_has_a_limit(subject: ModuleType) -> None:
    """Clean-up that takes too long is cancelled: DeadlineExceeded, with the cancellation."""

    async def hangs() -> None:
        await asyncio.get_running_loop().create_future()

    async def block(errors: Log) -> None:
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            try:
                await subject.shield(hangs(), 5)
            except BaseException as error:
                errors.append(error)
                raise

    async def main() -> None:
        with pytest.raises(subject.DeadlineExceeded):
            await subject.shield(hangs(), 5)
        assert now() == 5
        errors: Log = []
        task = asyncio.create_task(block(errors))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait({task})
        assert now() == 11
        (group,) = errors
        assert isinstance(group, BaseExceptionGroup)
        kinds = [type(error) for error in group.exceptions]
        assert kinds == [asyncio.CancelledError, subject.DeadlineExceeded]

    run_virtual(main())


def test_a_shield_waits_no_longer_for_what_will_not_be_cancelled(subject: ModuleType) -> None:
    """After twice its limit it is left alone."""

    async def stubborn() -> None:
        for _ in range(100):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                pass

    async def main() -> None:
        with pytest.raises(subject.DeadlineExceeded):
            await subject.shield(stubborn(), 5)
        assert now() == 10
        await asyncio.sleep(200)

    run_virtual(main())


def test_time_limits_inside_a_shield_work(subject: ModuleType) -> None:
    """The shield keeps out cancellations from outside, not those of the clean-up itself."""

    async def clean_up() -> str:
        try:
            async with asyncio.timeout(2):
                await asyncio.sleep(50)
        except TimeoutError:
            return "given up"
        return "closed"

    async def main() -> None:
        assert await subject.shield(clean_up(), 10) == "given up"
        assert now() == 2

    run_virtual(main())


def test_a_stack_shields_each_of_its_exits(subject: ModuleType) -> None:
    """Cancelled again and again, each exit ends, in order; then the cancellation arrives."""
    log: Log = []

    @subject.resource
    async def slow(name: str) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await asyncio.sleep(2)
            log.append((name, now()))

    async def block() -> None:
        async with subject.AsyncResourceStack(shield=5) as stack:
            await stack.enter(slow("a"))
            await stack.enter(subject.deadline(50))
            await stack.enter(slow("b"))
            await asyncio.sleep(100)

    async def main() -> tuple[str, float]:
        task = asyncio.create_task(block())
        for _ in range(4):
            await asyncio.sleep(1)
            task.cancel()
        return await ended(task)

    how, when = run_virtual(main())
    assert log == [("b", 3), ("a", 5)]
    assert when == 5
    assert how in ("cancelled", "BaseExceptionGroup")


def test_the_original_error_survives_a_cancelled_clean_up(subject: ModuleType) -> None:
    """Cancelled during a shielded exit, a failing block still tells why it has failed."""
    body = ValueError("block")

    async def block() -> None:
        async with subject.AsyncResourceStack(shield=5) as stack:
            stack.callback(asyncio.sleep, 3)
            raise body

    async def main() -> BaseException | None:
        task = asyncio.create_task(block())
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait({task})
        return task.exception()

    raised = run_virtual(main())
    assert isinstance(raised, BaseExceptionGroup)
    assert raised.exceptions[0] is body
    assert isinstance(raised.exceptions[1], asyncio.CancelledError)


def test_wrong_limits_are_refused(subject: ModuleType) -> None:
    """A negative shield and a deadline that is no number."""

    async def main() -> None:
        with pytest.raises(ValueError, match="shield"):
            subject.AsyncResourceStack(shield=-1)
        with pytest.raises(ValueError, match="number"):
            subject.deadline(math.nan)

    run_virtual(main())
