"""Any operations against a plain set of integers."""

from __future__ import annotations

import operator
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.oop.span_set.tests.oracle import (
    Change,
    Span,
    changed,
    check_spans,
    runs,
    story,
)
from challenges.shared.testing import WrongAnswer, check

LOWEST, HIGHEST = -20, 20

spans = st.tuples(st.integers(LOWEST, HIGHEST), st.integers(LOWEST, HIGHEST)).map(
    lambda pair: (min(pair), max(pair) + 1)
)
# Adding is named twice, so that there is something to take away.
changes = st.tuples(st.sampled_from(["add", "add", "discard"]), spans).map(
    lambda change: (change[0], *change[1])
)


@given(st.lists(spans, max_size=4), st.lists(changes, max_size=12))
def test_like_a_set_of_integers(
    subject: ModuleType, start: list[Span], script: list[Change]
) -> None:
    """After any changes the spans are those of the integers that a plain set has."""
    covered = {x for a, b in start for x in range(a, b)}
    for name, a, b in script:
        covered = covered | {*range(a, b)} if name == "add" else covered - {*range(a, b)}
    check_spans(subject, start, *script, expected=runs(covered))
    result = changed(subject, start, *script)
    for x in range(LOWEST - 1, HIGHEST + 3):
        if (x in result) is not (x in covered):
            raise WrongAnswer(
                call=f"{story(start, *script)}; {x} in s",
                expected=repr(x in covered),
                got=repr(x in result),
            )


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=4))
def test_combined_like_sets_of_integers(
    subject: ModuleType, left: list[Span], right: list[Span]
) -> None:
    """Union, intersection, difference and equality are those of the integers."""
    one, other = ({x for a, b in spans for x in range(a, b)} for spans in (left, right))
    for operation in (operator.or_, operator.and_, operator.sub):
        answer = check(operation, subject.SpanSet(left), subject.SpanSet(right))
        answer.returns(subject.SpanSet(runs(operation(one, other))))
    check(operator.eq, subject.SpanSet(left), subject.SpanSet(right)).returns(one == other)
