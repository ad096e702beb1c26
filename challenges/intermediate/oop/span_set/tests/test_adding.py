"""Spans that are added join, and can be asked for."""

from __future__ import annotations

import operator
from types import ModuleType

import pytest

from challenges.intermediate.oop.span_set.tests.oracle import Span, changed, check_spans
from challenges.shared.testing import check

THREE = [(0, 2), (4, 6), (8, 10)]


@pytest.mark.parametrize(
    ("span", "expected", "why"),
    [
        pytest.param((12, 14), [*THREE, (12, 14)], "it is alone", id="behind all"),
        pytest.param((-4, -2), [(-4, -2), *THREE], "it is alone", id="before all"),
        pytest.param((11, 12), [*THREE, (11, 12)], "10 is in between", id="a gap of one"),
        pytest.param((10, 12), [(0, 2), (4, 6), (8, 12)], "9 and 10", id="touches the last"),
        pytest.param((-1, 0), [(-1, 2), (4, 6), (8, 10)], "-1 and 0", id="touches the first"),
        pytest.param((2, 4), [(0, 6), (8, 10)], "the gap is filled", id="fills a gap"),
        pytest.param((3, 4), [(0, 2), (3, 6), (8, 10)], "2 is still missing", id="half a gap"),
        pytest.param((4, 6), THREE, "it is there already", id="the same"),
        pytest.param((4, 5), THREE, "it is there already", id="inside, at the start"),
        pytest.param((5, 6), THREE, "it is there already", id="inside, at the end"),
        pytest.param((3, 7), [(0, 2), (3, 7), (8, 10)], "on both sides", id="around one"),
        pytest.param((1, 9), [(0, 10)], "from the first into the last", id="a bridge"),
        pytest.param((-5, 20), [(-5, 20)], "it covers all of them", id="around all"),
        pytest.param((5, 12), [(0, 2), (4, 12)], "from 4 on", id="from inside beyond the last"),
        pytest.param((-3, 5), [(-3, 6), (8, 10)], "up to 5", id="from before into the second"),
    ],
)
def test_one_more_span(subject: ModuleType, span: Span, expected: list[Span], why: str) -> None:
    """The spans that a new one overlaps or touches become one with it, and only those."""
    check_spans(subject, THREE, ("add", *span), expected=expected, why=why)
    check_spans(subject, [span, *THREE], expected=expected, why=f"in another order: {why}")


@pytest.mark.parametrize(
    ("spans", "expected", "why"),
    [
        pytest.param([], [], "nothing is covered", id="no spans"),
        pytest.param([(3, 4)], [(3, 4)], "one integer", id="one integer"),
        pytest.param([(5, 7), (1, 2)], [(1, 2), (5, 7)], "ascending", id="in falling order"),
        pytest.param([(1, 9), (2, 3)], [(1, 9)], "2 is in both", id="one inside the other"),
        pytest.param([(1, 2)] * 3, [(1, 2)], "a set", id="the same three times"),
        pytest.param([(-5, -3), (-3, 1)], [(-5, 1)], "-4 and -3", id="below zero"),
    ],
)
def test_spans_to_begin_with(
    subject: ModuleType, spans: list[Span], expected: list[Span], why: str
) -> None:
    """A set is made of spans in any order."""
    check_spans(subject, spans, expected=expected, why=why)


def test_spans_from_any_iterable(subject: ModuleType) -> None:
    """Spans that can be read only once are enough, and without any the set is empty."""
    read_once = subject.SpanSet((x, x + 1) for x in (7, 3, 4))
    check(list, read_once).returns([(3, 5), (7, 8)], why="a generator can be read once")
    check(list, subject.SpanSet()).returns([], why="no spans are the default")


def test_sets_are_separate(subject: ModuleType) -> None:
    """What is added to one set is in no other."""
    one, other = subject.SpanSet(), subject.SpanSet()
    one.add(1, 2)
    check(list, other).returns([], why="another set was changed")


@pytest.mark.parametrize("x", range(-1, 12))
def test_each_integer(subject: ModuleType, x: int) -> None:
    """A span covers its start, and not its end."""
    covered = x in (0, 1, 4, 5, 8, 9)
    check(operator.contains, subject.SpanSet(THREE), x).returns(covered)
    check(operator.contains, subject.SpanSet(), x).returns(False, why="nothing is covered")


@pytest.mark.parametrize("span", [(3, 3), (5, 4), (0, -1)], ids=str)
def test_spans_that_cover_nothing(subject: ModuleType, span: Span) -> None:
    """The start must be below the end, and what is refused changes nothing."""
    check(subject.SpanSet, [(1, 2), span]).raises(ValueError, why="a must be below b")
    one = changed(subject, THREE)
    check(one.add, *span).raises(ValueError, why="a must be below b")
    check(list, one).returns(THREE, why="a call that raises changes nothing")
