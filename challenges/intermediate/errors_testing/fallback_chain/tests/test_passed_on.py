"""Some errors end the search."""

from __future__ import annotations

import asyncio
from types import ModuleType

import pytest

from challenges.intermediate.errors_testing.fallback_chain.tests.sources import (
    Raised,
    Supply,
    asking,
    calls_of,
    notes_of,
    raises,
    returns,
    taken_from,
    way_of,
)
from challenges.shared.testing import check, live


@pytest.mark.parametrize(
    ("kind", "give_up_on"),
    [
        pytest.param(PermissionError, (PermissionError,), id="exactly that type"),
        pytest.param(PermissionError, (OSError,), id="a subclass"),
        pytest.param(KeyError, (OSError, LookupError), id="one of two types"),
        pytest.param(ValueError, (ArithmeticError, ValueError), id="the other of two types"),
    ],
)
@pytest.mark.parametrize("before", [0, 2])
def test_given_up(
    subject: ModuleType, kind: type[Exception], give_up_on: tuple[type[Exception], ...], before: int
) -> None:
    """An error to give up on is raised itself, with its note, and nobody else is asked."""
    error = kind("no")
    pairs = [(f"no{number}", raises(EOFError(f"no{number}"))) for number in range(before)]
    supply = Supply(*pairs, ("bad", raises(error)), ("file", returns(1)))
    check(asking(subject), live(supply), give_up_on=give_up_on).returns(
        Raised(error), why="it is one of those to give up on"
    )
    check(notes_of, live(error)).returns(["source: bad"], why="it gets its note as well")
    check(calls_of, live(supply.pairs)).returns([1] * (before + 1) + [0], why="it is over")
    check(taken_from, live(supply)).returns(before + 1, why="it is over")


@pytest.mark.parametrize(
    ("error", "give_up_on"),
    [
        pytest.param(OSError("no"), (PermissionError,), id="a more general error"),
        pytest.param(ValueError("no"), (KeyError, OSError), id="none of the types"),
        pytest.param(ValueError("no"), (), id="no types"),
        pytest.param(
            ExceptionGroup("one", [KeyError("k")]), (KeyError,), id="a group that holds the type"
        ),
    ],
)
def test_not_given_up(
    subject: ModuleType, error: Exception, give_up_on: tuple[type[Exception], ...]
) -> None:
    """For all other errors the search goes on."""
    pairs = [("bad", raises(error)), ("file", returns(1))]
    check(asking(subject), live(pairs), give_up_on=give_up_on).returns(
        ("file", 1), why="the error is none of those to give up on"
    )


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt("Ctrl-C"),
        SystemExit(3),
        GeneratorExit("closed"),
        asyncio.CancelledError("cancelled"),
        BaseExceptionGroup("stop", [KeyboardInterrupt(), ValueError()]),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("before", [0, 2])
def test_no_exception_of_ours(subject: ModuleType, error: BaseException, before: int) -> None:
    """What is no Exception passes through as it is."""
    pairs = [(f"no{number}", raises(EOFError("no"))) for number in range(before)]
    supply = Supply(*pairs, ("stop", raises(error)), ("file", returns(1)))
    check(asking(subject), live(supply)).returns(Raised(error), why="it is no Exception")
    check(notes_of, live(error)).returns([], why="it passes through untouched")
    check(taken_from, live(supply)).returns(before + 1, why="nobody else is asked")


@pytest.mark.parametrize("before", [0, 2])
def test_an_iterable_that_fails(subject: ModuleType, before: int) -> None:
    """An error of the iterable is not that of a source."""
    error = RuntimeError("the list of sources cannot be read")
    pairs = [(f"no{number}", raises(EOFError("no"))) for number in range(before)]
    supply = Supply(*pairs, then=error)
    check(asking(subject), live(supply)).returns(Raised(error), why="no source has raised it")
    check(notes_of, live(error)).returns([], why="it passes through untouched")


def test_the_way_of_an_error_that_is_passed_on(subject: ModuleType) -> None:
    """Its traceback still shows where it was raised."""

    def asks_the_server() -> object:
        raise PermissionError("no")

    try:
        subject.fallback_chain([("server", asks_the_server)], give_up_on=(PermissionError,))
    except PermissionError as error:
        check(way_of, live(error)).satisfies(
            lambda way: way[-1:] == ["asks_the_server"], "a traceback down to asks_the_server"
        )
