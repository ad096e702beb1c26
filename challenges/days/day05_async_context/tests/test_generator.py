"""Stage 1: a generator becomes a manager for `with`, and a decorator."""

# Blocks within blocks are what is tested here.
# ruff: noqa: PT012, SIM105

from __future__ import annotations

import gc
import threading
import traceback
import weakref
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check

Log = list[object]


def noting(subject: ModuleType, log: Log) -> Callable[..., Any]:
    """Return a factory of resources that note their entry and their exit."""

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


def test_enters_and_leaves_around_the_block(subject: ModuleType) -> None:
    """What is before `yield` runs first, what follows runs last, and `as` has what it yields."""
    log: Log = []
    with noting(subject, log)("a") as value:
        log.append(value)
    assert log == ["enter a", "A", "leave a"]


def test_the_error_of_the_block_is_raised_at_the_yield(subject: ModuleType) -> None:
    """The generator sees the very error, and it goes on when the generator lets it."""
    log: Log = []
    error = ValueError("wrong")
    with pytest.raises(ValueError, match="wrong") as caught, noting(subject, log)("a"):
        raise error
    assert caught.value is error
    assert log == ["enter a", "ValueError('wrong')", "leave a"]


def test_an_error_that_does_not_come_out_again_is_swallowed(subject: ModuleType) -> None:
    """A generator that catches the error ends it."""

    @subject.resource
    def forgiving() -> Iterator[None]:
        try:
            yield
        except KeyError:
            pass

    log: Log = []
    with forgiving():
        log.append("before")
        raise KeyError("lost")
    log.append("after")
    assert log == ["before", "after"]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_errors_that_are_no_exceptions_pass_through_the_generator(
    subject: ModuleType, kind: type[BaseException]
) -> None:
    """Ctrl-C leaves the resource like any other error."""
    log: Log = []
    with pytest.raises(kind), noting(subject, log)("a"):
        raise kind
    assert log == ["enter a", f"{kind.__name__}()", "leave a"]


def test_an_error_of_the_exit_replaces_that_of_the_block(subject: ModuleType) -> None:
    """As after `except`: the new error is raised, and has the old one as its context."""

    @subject.resource
    def breaking() -> Iterator[None]:
        try:
            yield
        finally:
            raise OSError("cannot close")

    first = ValueError("first")
    with pytest.raises(OSError, match="cannot close") as caught, breaking():
        raise first
    assert caught.value.__context__ is first


@pytest.mark.parametrize("kind", [StopIteration, StopAsyncIteration, RuntimeError])
def test_a_block_may_raise_what_ends_iterators(subject: ModuleType, kind: type[Exception]) -> None:
    """A StopIteration of the block comes out as itself, whatever generators make of it."""
    log: Log = []
    error = kind("of the block")
    with pytest.raises(kind) as caught, noting(subject, log)("a"):
        raise error
    assert caught.value is error


def test_what_is_wrapped_by_the_generator_itself_stays_wrapped(subject: ModuleType) -> None:
    """A RuntimeError that the generator raises from the error is its own."""

    @subject.resource
    def wrapping() -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise RuntimeError("wrapped") from error

    with pytest.raises(RuntimeError, match="wrapped") as caught, wrapping():
        raise ValueError("inside")
    assert isinstance(caught.value.__cause__, ValueError)


def test_a_generator_that_yields_nothing(subject: ModuleType) -> None:
    """There is nothing to enter: DidNotYield, which is a RuntimeError and names the function."""

    @subject.resource
    def empty() -> Iterator[None]:
        return
        yield

    with pytest.raises(subject.DidNotYield, match=r"empty.*didn't yield") as caught, empty():
        raise AssertionError("the block must not run")
    assert isinstance(caught.value, RuntimeError)
    assert isinstance(caught.value, subject.AsyncContextError)


@pytest.mark.parametrize("fails", [False, True])
def test_a_generator_that_yields_twice_is_closed(subject: ModuleType, fails: bool) -> None:
    """The second yield is DidNotStop, and what the generator holds is left at once."""
    log: Log = []

    @subject.resource
    def twice() -> Iterator[int]:
        try:
            try:
                yield 1
            except ValueError:
                pass
            yield 2
        finally:
            log.append("closed")

    with pytest.raises(subject.DidNotStop, match=r"twice.*didn't stop") as caught, twice():
        if fails:
            raise ValueError
    assert log == ["closed"]
    assert isinstance(caught.value, RuntimeError)
    assert caught.value.generator.gi_frame is None


def test_one_manager_serves_one_block(subject: ModuleType) -> None:
    """Entered again, during or after its block, it is AlreadyEntered; the factory makes more."""
    log: Log = []
    noted = noting(subject, log)
    manager = noted("a")
    with manager, pytest.raises(subject.AlreadyEntered):
        manager.__enter__()
    with pytest.raises(subject.AlreadyEntered, match="noted"):
        manager.__enter__()
    with noted("b"):
        pass
    assert log == ["enter a", "leave a", "enter b", "leave b"]


def test_of_threads_that_enter_one_manager_one_does(subject: ModuleType) -> None:
    """Sixteen threads at once: one enters, fifteen are refused, the generator runs once."""
    entered: Log = []
    refused: Log = []
    manager = noting(subject, entered)("a")
    gate = threading.Barrier(16)

    def enter() -> None:
        gate.wait()
        try:
            manager.__enter__()
        except subject.AlreadyEntered:
            refused.append("refused")

    threads = [threading.Thread(target=enter) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert entered == ["enter a"]
    assert len(refused) == 15
    manager.__exit__(None, None, None)


def test_threads_with_managers_of_their_own_do_not_meet(subject: ModuleType) -> None:
    """A factory may be used from several threads at once; a block may end in another thread."""
    log: Log = []
    manager = noting(subject, log)("a")
    manager.__enter__()
    thread = threading.Thread(target=manager.__exit__, args=(None, None, None))
    thread.start()
    thread.join()
    assert log == ["enter a", "leave a"]


def test_wrong_arguments_are_told_by_the_call(subject: ModuleType) -> None:
    """The factory has the signature of the function, and refuses what it does not take."""
    noted = noting(subject, [])
    check(noted).raises(TypeError)
    check(noted, "a", "b").raises(TypeError)
    assert noted.__name__ == "noted"


def test_arguments_are_not_kept_while_the_block_runs(subject: ModuleType) -> None:
    """What was given to the factory is freed when the generator no longer has it."""

    class Heavy:
        pass

    @subject.resource
    def dropping(heavy: Heavy | None) -> Iterator[weakref.ref[Heavy]]:
        assert heavy is not None
        kept = weakref.ref(heavy)
        heavy = None
        yield kept

    with dropping(Heavy()) as kept:
        gc.collect()
        assert kept() is None


@pytest.mark.parametrize("kind", [ValueError, StopIteration, KeyboardInterrupt])
def test_the_traceback_is_that_of_a_plain_block(
    subject: ModuleType, kind: type[BaseException]
) -> None:
    """An error that only passes through shows no frame of the generator or of the package."""
    with pytest.raises(kind) as caught, noting(subject, [])("a"):
        raise kind
    names = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert names == ["test_the_traceback_is_that_of_a_plain_block"]


def test_as_a_decorator_each_call_has_a_resource_of_its_own(subject: ModuleType) -> None:
    """A decorated function may be called often, also by itself."""
    log: Log = []

    @noting(subject, log)("a")
    def countdown(number: int) -> int:
        """Count."""
        return countdown(number - 1) + 1 if number else 0

    check(countdown, 1).returns(1)
    assert log == ["enter a", "enter a", "leave a", "leave a"]
    assert countdown.__name__ == "countdown"
    assert countdown.__doc__ == "Count."


def test_a_decorated_generator_function_is_inside_while_it_runs(subject: ModuleType) -> None:
    """Calling it enters nothing yet; the resource is there from the first value to the end."""
    log: Log = []

    @noting(subject, log)("a")
    def echo() -> Any:
        received = yield 1
        log.append(received)
        return "done"

    running = echo()
    assert log == []
    assert next(running) == 1
    assert log == ["enter a"]
    with pytest.raises(StopIteration) as end:
        running.send("sent")
    assert end.value.value == "done"
    assert log == ["enter a", "sent", "leave a"]


def test_a_function_that_returns_a_generator(subject: ModuleType) -> None:
    """What makes the generator need not be a generator function itself."""
    factory = subject.resource(lambda value: (one for one in [value]))
    with factory(7) as value:
        assert value == 7


def test_a_method_makes_resources(subject: ModuleType) -> None:
    """Decorated in a class, `self` is the instance."""

    class Table:
        rows = 3

        @subject.resource
        def locked(self) -> Iterator[int]:
            yield self.rows

    with Table().locked() as rows:
        assert rows == 3
