"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.errors_testing.fallback_chain.tests.sources import (
    Raised,
    asking,
    calls_of,
    errors_of,
    notes_of,
    raises,
    returns,
)
from challenges.shared.testing import check, live


def test_the_second_source_answers(subject: ModuleType) -> None:
    """None is an answer like others."""
    pairs = [("db", raises(ZeroDivisionError("division by zero"))), ("file", returns(None))]
    check(asking(subject), live(pairs)).returns(("file", None), why="the file has answered: None")


def test_no_source_answers(subject: ModuleType) -> None:
    """All errors are reported, each with the name of its source."""
    first, second = ZeroDivisionError("division by zero"), KeyError("rates")
    pairs = [("db", raises(first)), ("server", raises(second))]
    outcome = check(asking(subject), live(pairs)).satisfies(
        lambda found: isinstance(found, Raised) and isinstance(found.error, subject.AllFailed),
        "raises AllFailed",
        why="neither has answered",
    )
    check(errors_of, live(outcome.value.error)).returns(
        [first, second], why="the very objects that were raised, in the order of the sources"
    )
    check(notes_of, live(first)).returns(["source: db"])
    check(notes_of, live(second)).returns(["source: server"])


def test_the_user_interrupts(subject: ModuleType) -> None:
    """KeyboardInterrupt is for the program, not for the chain."""
    interrupt = KeyboardInterrupt("Ctrl-C")
    pairs = [("db", raises(interrupt)), ("file", returns(1))]
    check(asking(subject), live(pairs)).returns(Raised(interrupt), why="it is no Exception")
    check(calls_of, live(pairs)).returns([1, 0], why="the file must not be asked any more")
