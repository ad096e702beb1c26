"""Spans lose what is discarded, and nothing else."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.oop.span_set.tests.oracle import Span, changed, check_spans
from challenges.shared.testing import WrongAnswer, check

THREE = [(0, 3), (5, 8), (10, 13)]


@pytest.mark.parametrize(
    ("span", "expected", "why"),
    [
        pytest.param((14, 20), THREE, "nothing is there", id="behind all"),
        pytest.param((-9, -1), THREE, "nothing is there", id="before all"),
        pytest.param((3, 5), THREE, "3 and 4 are not covered", id="just a gap"),
        pytest.param((13, 14), THREE, "13 is not covered", id="from the end of the last"),
        pytest.param((-1, 0), THREE, "-1 is not covered", id="up to the start of the first"),
        pytest.param((5, 8), [(0, 3), (10, 13)], "exactly that span", id="one span"),
        pytest.param((4, 9), [(0, 3), (10, 13)], "more than that span", id="around one span"),
        pytest.param((5, 6), [(0, 3), (6, 8), (10, 13)], "5 was the start", id="a start"),
        pytest.param((7, 8), [(0, 3), (5, 7), (10, 13)], "7 was the last", id="a last integer"),
        pytest.param((6, 7), [(0, 3), (5, 6), (7, 8), (10, 13)], "6 is gone", id="a hole"),
        pytest.param((2, 11), [(0, 2), (11, 13)], "two ends are left", id="over three spans"),
        pytest.param((2, 6), [(0, 2), (6, 8), (10, 13)], "two ends are left", id="over two spans"),
        pytest.param((3, 10), [(0, 3), (10, 13)], "from an end to a start", id="between borders"),
        pytest.param((0, 13), [], "all of it", id="all"),
        pytest.param((-5, 12), [(12, 13)], "12 is the last", id="all but one"),
    ],
)
def test_a_span_is_taken_out(
    subject: ModuleType, span: Span, expected: list[Span], why: str
) -> None:
    """What lies in the span is gone, and what sticks out of it on either side is left."""
    check_spans(subject, THREE, ("discard", *span), expected=expected, why=why)


def test_nothing_to_take_from(subject: ModuleType) -> None:
    """Taking from the empty set is no error."""
    check_spans(subject, [], ("discard", 1, 2), expected=[], why="it was empty before")


def test_back_again(subject: ModuleType) -> None:
    """What was taken out can be added again, and the pieces join."""
    changes = ("discard", 6, 7), ("add", 6, 7)
    check_spans(subject, THREE, *changes, expected=THREE, why="5, 6 and 7 are one span again")


@pytest.mark.parametrize("span", [(6, 6), (7, 6)], ids=str)
def test_a_span_of_nothing(subject: ModuleType, span: Span) -> None:
    """The start must be below the end, and what is refused changes nothing."""
    one = changed(subject, THREE)
    check(one.discard, *span).raises(ValueError, why="a must be below b")
    check(list, one).returns(THREE, why="a call that raises changes nothing")


@pytest.mark.parametrize(
    ("change", "left"),
    [
        pytest.param("s.discard(a, b)", [], id="discarded"),
        pytest.param("s.discard(a, 20)", [], id="discarded with all that follow"),
        pytest.param("s.add(a, b + 2)", [(0, 15)], id="joined to the next"),
    ],
)
def test_iteration_goes_on_with_what_there_was(
    subject: ModuleType, change: str, left: list[Span]
) -> None:
    """A loop over the spans may change the set."""
    s = subject.SpanSet(THREE)
    seen = []
    for a, b in s:
        seen.append((a, b))
        eval(change, {"s": s, "a": a, "b": b})
    if seen != THREE:
        raise WrongAnswer(
            call=f"s = SpanSet({THREE}); for a, b in s: {change}",
            expected=f"the loop visits {THREE}",
            got=f"it visits {seen}",
            why="a loop goes on with the spans that there were when it began",
        )
    check(list, s).returns(left, why=f"that is left after a loop with {change}")
