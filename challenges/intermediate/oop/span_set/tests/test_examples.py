"""The examples of the statement."""

from __future__ import annotations

import operator
from types import ModuleType

from challenges.intermediate.oop.span_set.tests.oracle import changed, check_spans
from challenges.shared.testing import check


def test_two_spans_that_touch(subject: ModuleType) -> None:
    """Where one span ends and the next begins there is no gap."""
    check_spans(subject, [(1, 3), (3, 5)], expected=[(1, 5)], why="3 follows 2")
    check(repr, subject.SpanSet([(1, 3), (3, 5)])).returns("SpanSet([(1, 5)])")


def test_one_integer_taken_out(subject: ModuleType) -> None:
    """A span with a hole is two spans."""
    change = ("discard", 3, 4)
    check_spans(subject, [(0, 10)], change, expected=[(0, 3), (4, 10)], why="only 3 is gone")
    result = changed(subject, [(0, 10)], change)
    check(operator.contains, result, 3).returns(False, why="it was taken out")
    check(operator.contains, result, 4).returns(True, why="4 is the end, and stays")


def test_what_two_sets_share(subject: ModuleType) -> None:
    """The intersection has the integers that both sets cover."""
    check(operator.and_, subject.SpanSet([(0, 5)]), subject.SpanSet([(3, 8), (-1, 1)])).returns(
        subject.SpanSet([(0, 1), (3, 5)]), why="0, 3 and 4 are in both"
    )
