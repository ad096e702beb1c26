"""The first source that answers is the last one that is asked."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.errors_testing.fallback_chain.tests.sources import (
    Source,
    Supply,
    asking,
    calls_of,
    raises,
    returns,
    taken_from,
)
from challenges.shared.testing import check, live


@pytest.mark.parametrize(
    "value", [None, 0, False, "", [], {}, 0.0, "rates", ValueError("as a value")], ids=repr
)
def test_any_value_is_an_answer(subject: ModuleType, value: object) -> None:
    """What is returned is the answer, whatever it is; an error that is returned was not raised."""
    pairs = [("a", returns(value)), ("b", returns("second"))]
    check(asking(subject), live(pairs)).satisfies(
        lambda found: isinstance(found, tuple) and found[0] == "a" and found[1] is value,
        f"('a', {value!r})",
        why="the first source has returned it",
    )


@pytest.mark.parametrize(("failing", "answering"), [(0, 1), (0, 3), (1, 1), (1, 2), (4, 1), (4, 3)])
def test_sources_are_asked_in_order(subject: ModuleType, failing: int, answering: int) -> None:
    """Each source is called once, up to the first that answers, and none after it."""
    pairs: list[tuple[str, Source]] = [
        (f"no{number}", raises(LookupError(f"no{number}"))) for number in range(failing)
    ]
    pairs += [(f"yes{number}", returns(number)) for number in range(answering)]
    check(asking(subject), live(pairs)).returns(("yes0", 0), why="it is the first that answers")
    check(calls_of, live(pairs)).returns(
        [1] * (failing + 1) + [0] * (answering - 1), why="once each, up to the answer"
    )


@pytest.mark.parametrize("failing", [0, 1, 3])
def test_sources_are_taken_one_at_a_time(subject: ModuleType, failing: int) -> None:
    """Nothing is taken from the iterable after an answer: making a source may be expensive."""
    pairs = [(f"no{number}", raises(LookupError("no"))) for number in range(failing)]
    supply = Supply(*pairs, ("yes", returns(1)), ("late", returns(2)), ("later", returns(3)))
    check(asking(subject), live(supply)).returns(("yes", 1))
    check(taken_from, live(supply)).returns(failing + 1, why="the rest is not needed")


def test_an_endless_supply(subject: ModuleType) -> None:
    """Sources need not come to an end."""
    tried: list[int] = []

    def try_next() -> int:
        tried.append(len(tried))
        if len(tried) < 10:
            raise TimeoutError("not yet")
        return len(tried)

    supply = (("again", try_next) for _ in iter(int, 1))
    check(subject.fallback_chain, live(supply)).returns(("again", 10), why="the tenth time")


def test_an_answer_leaves_no_trace_of_errors(subject: ModuleType) -> None:
    """A source that is used for two chains fails in the second as in the first."""
    pairs = [("a", raises(LookupError("a"))), ("b", returns(1))]
    check(asking(subject), live(pairs)).returns(("b", 1))
    check(asking(subject), live(pairs)).returns(("b", 1), why="the same chain, asked again")
    check(calls_of, live(pairs)).returns([2, 2], why="two chains, one call each")
