"""Stage 3: stacks close everything, in the reverse order, and keep every error."""

# Blocks within blocks are what is tested here.
# ruff: noqa: PT012

from __future__ import annotations

import asyncio
import threading
import unittest
from collections.abc import AsyncIterator, Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, run_virtual

Log = list[object]
Exit = Callable[[Any, Any, Any], bool]


def exit_that(log: Log, name: str, answer: bool = False) -> Exit:
    """Return an exit that notes what it is told."""

    def leave(_kind: object, error: BaseException | None, _trace: object) -> bool:
        log.append((name, repr(error)))
        return answer

    return leave


def exit_raising(error: BaseException) -> Exit:
    """Return an exit that raises an error."""

    def leave(*_: object) -> bool:
        raise error

    return leave


def closed(
    subject: ModuleType, exits: list[Exit], error: BaseException | None, **options: Any
) -> Any:
    """Close a stack of exits with an error of the block, sync and async, and compare."""

    def plain() -> Any:
        stack = subject.ResourceStack(**options)
        for leave in exits:
            stack.push(leave)
        return stack.close(error)

    async def waiting() -> Any:
        stack = subject.AsyncResourceStack(**options)
        for leave in exits:
            stack.push(leave)
        return await stack.close(error)

    results = []
    for run in (plain, lambda: run_virtual(waiting())):
        try:
            results.append(run())
        except BaseException as raised:
            results.append(raised)
    first, second = results
    if isinstance(first, BaseExceptionGroup):
        assert isinstance(second, BaseExceptionGroup)
        assert first.exceptions == second.exceptions
    else:
        assert first is second
    return first


def test_closes_in_the_reverse_order_of_entry(subject: ModuleType) -> None:
    """Managers, exits and callbacks, whichever way they came onto the stack."""
    log: Log = []

    @subject.resource
    def noted(name: str) -> Iterator[str]:
        log.append(f"enter {name}")
        yield name.upper()
        log.append(f"leave {name}")

    with subject.ResourceStack() as stack:
        assert stack.enter(noted("a")) == "A"
        stack.callback(log.append, "callback")
        manager = noted("b")
        manager.__enter__()
        assert stack.push(manager) is manager
        assert stack.closing_order()[1].endswith("append")
        assert stack.closing_order()[2].endswith("noted")
        assert len(log) == 2
    assert log == ["enter a", "enter b", "leave b", "callback", "leave a"]


def test_an_async_stack_takes_everything(subject: ModuleType) -> None:
    """Resources of both kinds, exits and callbacks that are coroutine functions or not."""
    log: Log = []

    @subject.resource
    async def waiting(name: str) -> AsyncIterator[str]:
        await asyncio.sleep(1)
        yield name.upper()
        await asyncio.sleep(1)
        log.append(f"leave {name}")

    class Plain:
        def __enter__(self) -> str:
            return "plain"

        def __exit__(self, *_: object) -> None:
            log.append("leave plain")

    async def callback(name: str, *, twice: bool) -> None:
        await asyncio.sleep(1)
        log.append((name, twice))

    async def leave(*told: object) -> None:
        await asyncio.sleep(1)
        log.append(told)

    async def main() -> None:
        async with subject.AsyncResourceStack() as stack:
            assert await stack.enter(waiting("a")) == "A"
            assert await stack.enter(Plain()) == "plain"
            stack.callback(callback, "async", twice=True)
            stack.callback(log.append, "callback")
            stack.push(leave)
            stack.push(Plain())

    run_virtual(main())
    assert log == [
        "leave plain",
        (None, None, None),
        "callback",
        ("async", True),
        "leave plain",
        "leave a",
    ]


def test_every_exit_is_tried_and_every_error_kept(subject: ModuleType) -> None:
    """Two exits fail after an error of the block: a group of three, in the order they came."""
    log: Log = []
    body, first, second = ValueError("block"), OSError("first"), KeyError("second")
    exits = [
        exit_that(log, "bottom"),
        exit_raising(second),
        exit_raising(first),
        exit_that(log, "top"),
    ]
    raised = closed(subject, exits, body)
    assert isinstance(raised, ExceptionGroup)
    assert raised.exceptions == (body, first, second)
    # Twice, for both kinds of stack.
    told = [("top", "ValueError('block')"), ("bottom", "ValueError('block')")]
    assert log == told * 2


def test_one_error_stays_alone(subject: ModuleType) -> None:
    """A group has at least two: what fails alone is raised as itself."""
    error = OSError("close")
    assert closed(subject, [exit_raising(error)], None) is error
    assert closed(subject, [], error) is False, "the block raises its own error"


def test_after_a_good_block_exits_see_the_first_error_of_an_exit(subject: ModuleType) -> None:
    """So that a transaction below a resource that could not be left is not committed."""
    log: Log = []
    error = OSError("close")
    assert closed(subject, [exit_that(log, "below"), exit_raising(error)], None) is error
    assert log == [("below", "OSError('close')")] * 2


def test_an_exit_swallows_only_what_it_has_seen(subject: ModuleType) -> None:
    """The error of the block is swallowed; that of another exit, which came later, is raised."""
    body, failed = ValueError("block"), OSError("close")
    exits = [exit_that([], "swallows", answer=True), exit_raising(failed)]
    assert closed(subject, exits, body) is failed
    assert closed(subject, exits[:1], body) is True


def test_a_callback_swallows_nothing(subject: ModuleType) -> None:
    """Whatever it returns."""
    with pytest.raises(ValueError, match="block"), subject.ResourceStack() as stack:
        stack.callback(lambda: True)
        raise ValueError("block")


@pytest.mark.parametrize("on_purpose", ["from it", "from None"])
def test_an_error_raised_in_place_of_the_one_shown(subject: ModuleType, on_purpose: str) -> None:
    """`raise … from error` and `from None` translate: the new error stands for the old one."""
    body, new = ValueError("block"), RuntimeError("translated")

    @subject.resource
    def translating() -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise new from (error if on_purpose == "from it" else None)

    log: Log = []
    with pytest.raises(RuntimeError) as caught, subject.ResourceStack() as stack:
        stack.push(exit_that(log, "below"))
        stack.enter(translating())
        raise body
    assert caught.value is new
    assert log == [("below", "RuntimeError('translated')")]


def test_errors_that_are_no_exceptions_are_kept_as_well(subject: ModuleType) -> None:
    """Ctrl-C in an exit stops no other exit, and makes a BaseExceptionGroup."""
    log: Log = []
    body, interrupt = ValueError("block"), KeyboardInterrupt()
    raised = closed(subject, [exit_that(log, "bottom"), exit_raising(interrupt)], body)
    assert type(raised) is BaseExceptionGroup
    assert raised.exceptions == (body, interrupt)
    assert len(log) == 2


def test_a_stack_in_a_stack_makes_no_group_in_a_group(subject: ModuleType) -> None:
    """The errors of a stack that is an exit of another come into one group, each once."""
    body, inner_error, outer_error = ValueError(1), OSError(2), KeyError(3)
    inner = subject.ResourceStack()
    inner.push(exit_raising(inner_error))
    with pytest.raises(ExceptionGroup) as caught, subject.ResourceStack() as outer:
        outer.push(exit_raising(outer_error))
        outer.push(inner)
        raise body
    assert caught.value.exceptions == (body, inner_error, outer_error)


def test_with_chain_only_the_newest_error_is_raised(subject: ModuleType) -> None:
    """errors="chain" does as nested blocks do: the others are behind it as contexts."""
    body, first, second = ValueError("block"), OSError("first"), KeyError("second")
    with pytest.raises(KeyError) as caught, subject.ResourceStack(errors="chain") as stack:
        stack.push(exit_raising(second))
        stack.push(exit_raising(first))
        raise body
    assert caught.value is second
    assert second.__context__ is first
    assert first.__context__ is body
    check(subject.ResourceStack, errors="all").raises(ValueError)


def test_pop_all_moves_the_duty(subject: ModuleType) -> None:
    """What was opened while all went well is kept beyond the block, and closed by the new stack."""
    log: Log = []

    with subject.ResourceStack() as stack:
        stack.callback(log.append, "a")
        stack.callback(log.append, "b")
        kept = stack.pop_all()
    assert log == []
    assert stack.closing_order() == []
    kept.close()
    kept.close()
    assert log == ["b", "a"]


def test_what_cannot_be_entered_is_told_and_nothing_is_pushed(subject: ModuleType) -> None:
    """A TypeError before anything is called; an error of the entry leaves the earlier resources."""
    log: Log = []

    class Half:
        def __enter__(self) -> None:
            log.append("must not be entered")

    @subject.resource
    def refusing() -> Iterator[None]:
        raise OSError("no")
        yield

    with subject.ResourceStack() as stack:
        check(stack.enter, Half()).raises(TypeError)

    async def main() -> None:
        async with subject.AsyncResourceStack() as stack:
            with pytest.raises(TypeError):
                await stack.enter(Half())

    run_virtual(main())
    assert log == []
    with pytest.raises(OSError, match="no"), subject.ResourceStack() as stack:
        stack.callback(log.append, "left")
        stack.enter(refusing())
    assert log == ["left"]


def test_ten_thousand_resources_need_no_recursion(subject: ModuleType) -> None:
    """A stack may be as high as memory allows."""
    log: list[int] = []
    with subject.ResourceStack() as stack:
        for number in range(10_000):
            stack.callback(log.append, number)
    assert log == list(range(9_999, -1, -1))


def test_two_threads_that_close_run_each_exit_once(subject: ModuleType) -> None:
    """Whoever comes first to an exit runs it, the other one goes on with the next."""
    log: list[int] = []
    stack = subject.ResourceStack()
    for number in range(2_000):
        stack.callback(log.append, number)
    threads = [threading.Thread(target=stack.close) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(log) == list(range(2_000))


def test_an_async_stack_is_left_by_the_task_that_has_entered_it(subject: ModuleType) -> None:
    """Another one gets WrongTask, and everything is still open; unless it is not task-bound."""
    log: Log = []

    async def main() -> None:
        stack = await subject.AsyncResourceStack().__aenter__()
        stack.callback(log.append, "closed")
        with pytest.raises(subject.WrongTask):
            await asyncio.create_task(stack.__aexit__(None, None, None))
        assert log == []
        await stack.__aexit__(None, None, None)
        free = await subject.AsyncResourceStack(task_bound=False).__aenter__()
        await asyncio.create_task(free.__aexit__(None, None, None))

    run_virtual(main())
    assert log == ["closed"]


def test_a_cancellation_during_an_exit_does_not_stop_the_others(subject: ModuleType) -> None:
    """The exit that waits is cancelled, the others run, and the first error comes first."""
    log: Log = []
    body = ValueError("block")

    async def slow() -> None:
        log.append("slow")
        await asyncio.sleep(100)
        log.append("must not be reached")

    async def block() -> None:
        async with subject.AsyncResourceStack() as stack:
            stack.callback(log.append, "bottom")
            stack.callback(slow)
            raise body

    async def main() -> BaseException | None:
        task = asyncio.create_task(block())
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait({task})
        return task.exception()

    raised = run_virtual(main())
    assert log == ["slow", "bottom"]
    assert isinstance(raised, BaseExceptionGroup)
    assert raised.exceptions[0] is body
    assert isinstance(raised.exceptions[1], asyncio.CancelledError)


@pytest.fixture(scope="module")
def witness() -> Any:
    """CPython's tests of contextlib, which Debian has in a package of their own."""
    from challenges.days.day05_async_context.tests import contextlib_suite

    if not contextlib_suite.available():
        pytest.skip("CPython's tests are not there: on Debian install libpython3.11-testsuite")
    return contextlib_suite


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("module", "count"), [("test.test_contextlib", 55), ("test.test_contextlib_async", 40)]
)
def test_cpythons_own_tests_pass(
    subject: ModuleType, witness: Any, module: str, count: int
) -> None:
    """All of contextlib's tests that concern the package, but those that look into its insides."""
    if not hasattr(subject, "suppress_and_count"):
        pytest.skip("the whole package is wanted")
    result: unittest.TestResult = witness.run(subject, module)
    assert not list(witness.failures(result))
    assert result.testsRun >= count
    assert not result.skipped
