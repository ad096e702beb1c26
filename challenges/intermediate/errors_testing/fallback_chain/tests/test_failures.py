"""When no source answers, everything that went wrong is told."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.errors_testing.fallback_chain.tests.sources import (
    Raised,
    Source,
    Supply,
    asking,
    calls_of,
    errors_of,
    notes_of,
    raises,
    way_of,
)
from challenges.shared.testing import check, live


def failure_of(subject: ModuleType, pairs: list[tuple[str, Source]]) -> Any:
    """Require that AllFailed is raised, and return it."""
    outcome = check(asking(subject), live(pairs)).satisfies(
        lambda found: isinstance(found, Raised) and isinstance(found.error, subject.AllFailed),
        "raises AllFailed",
        why="no source has answered",
    )
    return outcome.value.error


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: [ValueError("a")], id="one"),
        pytest.param(lambda: [ValueError("b"), KeyError("a"), ValueError("c")], id="three"),
        pytest.param(lambda: [OSError(2, "no such file"), TimeoutError("slow")], id="system"),
        pytest.param(lambda: [StopIteration(3), AssertionError("never")], id="unusual ones"),
        pytest.param(lambda: [ExceptionGroup("two", [ValueError("a"), KeyError()])], id="a group"),
    ],
)
def test_all_errors_in_order(subject: ModuleType, make: Callable[[], list[Exception]]) -> None:
    """AllFailed holds the very objects that were raised, each with the name of its source."""
    errors = make()
    names = [f"s{number}" for number in range(len(errors))]
    pairs = [(name, raises(error)) for name, error in zip(names, errors, strict=True)]
    failure = failure_of(subject, pairs)
    check(errors_of, live(failure)).returns(errors, why="the objects that were raised, in order")
    for name, error in zip(names, errors, strict=True):
        check(notes_of, live(error)).returns([f"source: {name}"], why="one note for one source")
    check(calls_of, live(pairs)).returns([1] * len(pairs), why="each is asked once")


def test_the_message(subject: ModuleType) -> None:
    """The group has a message of its own."""
    failure = failure_of(subject, [("a", raises(ValueError("x")))])

    def message_of(group: Any) -> str:
        return str(group.message)

    check(message_of, live(failure)).satisfies(lambda text: text.strip(), "some text")


def test_one_error_from_two_sources(subject: ModuleType) -> None:
    """The same object, raised twice, is there twice, and has both notes."""
    error = ConnectionError("down")
    failure = failure_of(subject, [("a", raises(error)), ("b", raises(error))])
    check(errors_of, live(failure)).returns([error, error], why="both sources have raised it")
    check(notes_of, live(error)).returns(["source: a", "source: b"], why="both sources")


def test_notes_that_were_there(subject: ModuleType) -> None:
    """The note comes after those that the error has already."""
    error = ValueError("x")
    error.add_note("line 7")
    failure_of(subject, [("a", raises(error))])
    check(notes_of, live(error)).returns(["line 7", "source: a"])


def test_the_way_to_the_source(subject: ModuleType) -> None:
    """The traceback of each error still shows where it was raised."""

    def opens_the_file() -> object:
        raise OSError("no such file")

    try:
        subject.fallback_chain([("file", opens_the_file)])
    except subject.AllFailed as failure:
        check(way_of, live(failure.exceptions[0])).satisfies(
            lambda way: way[-1:] == ["opens_the_file"],
            "a traceback down to opens_the_file",
            why="without it nobody finds the line",
        )


def test_a_group_that_is_split(subject: ModuleType) -> None:
    """Both parts of a split are AllFailed with the same message."""
    errors = [ValueError("a"), KeyError("b"), ValueError("c")]
    failure = failure_of(subject, [(str(error), raises(error)) for error in errors])

    def split_by_value_error(group: Any) -> list[Any]:
        parts = group.split(ValueError)
        return [(type(part).__name__, part.message, list(part.exceptions)) for part in parts]

    check(split_by_value_error, live(failure)).returns(
        [
            ("AllFailed", failure.message, [errors[0], errors[2]]),
            ("AllFailed", failure.message, [errors[1]]),
        ],
        why="split asks the class to derive its parts",
    )


def test_except_star(subject: ModuleType) -> None:
    """A handler with except* gets its kind of errors, and the rest goes on as AllFailed."""
    first, second = ZeroDivisionError("a"), KeyError("b")
    pairs = [("a", raises(first)), ("b", raises(second))]

    def with_two_handlers(pairs: Any) -> list[Any]:
        found: list[Any] = []
        try:
            try:
                subject.fallback_chain(pairs)
            except* ZeroDivisionError as group:
                found.append((type(group).__name__, list(group.exceptions)))
        except subject.AllFailed as rest:
            found.append((type(rest).__name__, list(rest.exceptions)))
        return found

    check(with_two_handlers, live(pairs)).returns(
        [("AllFailed", [first]), ("AllFailed", [second])],
        why="one handler for ZeroDivisionError, one for what it leaves",
    )


@pytest.mark.parametrize("sources", [[], Supply()], ids=["a list", "an iterable"])
def test_nobody_to_ask(subject: ModuleType, sources: Any) -> None:
    """Without a source there is no answer, and no failure to report."""
    check(subject.fallback_chain, live(sources)).raises(ValueError, why="there are no sources")


def test_what_all_failed_is(subject: ModuleType) -> None:
    """It can be caught as an exception group, and is no ValueError."""
    check(issubclass, subject.AllFailed, ExceptionGroup).returns(True)
    check(issubclass, subject.AllFailed, ValueError).returns(False)
