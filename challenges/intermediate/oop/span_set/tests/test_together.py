"""Sets of spans are combined, compared and shown."""

from __future__ import annotations

import operator
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.oop.span_set.tests.oracle import Span
from challenges.shared.testing import check

OPERATIONS = [operator.or_, operator.and_, operator.sub]


@pytest.mark.parametrize(
    ("left", "right", "either", "both", "only_left"),
    [
        pytest.param([], [], [], [], [], id="two empty sets"),
        pytest.param([(1, 4)], [], [(1, 4)], [], [(1, 4)], id="one empty set"),
        pytest.param([], [(1, 4)], [(1, 4)], [], [], id="the other empty set"),
        pytest.param([(1, 4)], [(1, 4)], [(1, 4)], [(1, 4)], [], id="equal sets"),
        pytest.param([(1, 4)], [(4, 6)], [(1, 6)], [], [(1, 4)], id="touching sets"),
        pytest.param([(1, 5)], [(3, 8)], [(1, 8)], [(3, 5)], [(1, 3)], id="overlapping sets"),
        pytest.param(
            [(0, 9)],
            [(2, 3), (5, 6)],
            [(0, 9)],
            [(2, 3), (5, 6)],
            [(0, 2), (3, 5), (6, 9)],
            id="two holes",
        ),
        pytest.param(
            [(0, 2), (4, 6)], [(1, 5)], [(0, 6)], [(1, 2), (4, 5)], [(0, 1), (5, 6)], id="a bridge"
        ),
    ],
)
def test_combined(
    subject: ModuleType,
    left: list[Span],
    right: list[Span],
    either: list[Span],
    both: list[Span],
    only_left: list[Span],
) -> None:
    """The operators of sets mean what they mean for sets."""
    for operation, spans in zip(OPERATIONS, (either, both, only_left), strict=True):
        check(operation, subject.SpanSet(left), subject.SpanSet(right)).returns(
            subject.SpanSet(spans), why=f"that is {spans}"
        )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_result_is_new(subject: ModuleType, operation: Callable[[Any, Any], Any]) -> None:
    """A change of the result changes no operand."""
    for spans in ([(0, 9)], []):
        left, right = subject.SpanSet([(0, 9)]), subject.SpanSet(spans)
        result = operation(left, right)
        result.add(20, 30)
        check(list, left).returns([(0, 9)], why="the result was changed, and not this set")
        check(list, right).returns(spans, why="the result was changed, and not this set")


@pytest.mark.parametrize(
    ("operation", "expected"), zip(OPERATIONS, ([(0, 9)], [(0, 9)], []), strict=True)
)
def test_a_set_with_itself(
    subject: ModuleType, operation: Callable[[Any, Any], Any], expected: list[Span]
) -> None:
    """Both operands may be one and the same set, which does not change."""
    one = subject.SpanSet([(0, 9)])

    def with_itself(s: Any) -> list[Span]:
        return list(operation(s, s))

    with_itself.__name__ = f"{operation.__name__.strip('_')}_with_itself"
    check(with_itself, one).returns(expected)


@pytest.mark.parametrize("other", [[(0, 9)], {1, 2}, 5, None], ids=repr)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_sets_of_spans(
    subject: ModuleType, operation: Callable[[Any, Any], Any], other: object
) -> None:
    """Anything else is no operand, on either side."""
    check(operation, subject.SpanSet([(0, 9)]), other).raises(
        TypeError, why="the operand is no SpanSet"
    )
    check(operation, other, subject.SpanSet([(0, 9)])).raises(
        TypeError, why="the operand is no SpanSet"
    )


class Everything:
    """A set of all integers, of which a set of spans knows nothing."""

    def __ror__(self, other: object) -> str:
        return "everything"

    def __rand__(self, other: object) -> str:
        return "the same"

    def __rsub__(self, other: object) -> str:
        return "nothing"

    def __repr__(self) -> str:
        return "Everything()"


@pytest.mark.parametrize(
    ("operation", "answer"),
    zip(OPERATIONS, ("everything", "the same", "nothing"), strict=True),
)
def test_a_stranger_that_knows_the_answer(
    subject: ModuleType, operation: Callable[[Any, Any], Any], answer: str
) -> None:
    """The other operand is asked when a set of spans does not know it."""
    check(operation, subject.SpanSet([(0, 9)]), Everything()).returns(
        answer, why="NotImplemented makes Python ask the other operand"
    )


@pytest.mark.parametrize(
    ("spans", "equal"),
    [
        pytest.param([(4, 6), (0, 2)], True, id="in another order"),
        pytest.param([(0, 1), (1, 2), (4, 6)], True, id="in other pieces"),
        pytest.param([(0, 2)], False, id="fewer spans"),
        pytest.param([(0, 2), (4, 7)], False, id="another end"),
        pytest.param([(0, 2), (3, 6)], False, id="another start"),
        pytest.param([(0, 6)], False, id="without the gap"),
        pytest.param([(1, 3), (4, 6)], False, id="as many integers"),
    ],
)
def test_equality(subject: ModuleType, spans: list[Span], equal: bool) -> None:
    """Sets are equal if they cover the same integers."""
    one = subject.SpanSet([(0, 2), (4, 6)])
    check(operator.eq, one, subject.SpanSet(spans)).returns(equal)
    check(operator.ne, one, subject.SpanSet(spans)).returns(not equal)


@pytest.mark.parametrize("other", [[(0, 2)], {0, 1}, 2, None], ids=repr)
def test_equal_to_nothing_else(subject: ModuleType, other: object) -> None:
    """A list of spans or a set of integers is something else; comparing is no error."""
    check(operator.eq, subject.SpanSet([(0, 2)]), other).returns(False)
    check(operator.eq, other, subject.SpanSet([(0, 2)])).returns(False)


def test_no_hash(subject: ModuleType) -> None:
    """What changes cannot be in a set."""

    def size_of_a_set_with(item: object) -> int:
        return len({item})

    check(size_of_a_set_with, subject.SpanSet([(0, 2)])).raises(
        TypeError, why="a set of spans can change"
    )


@pytest.mark.parametrize("spans", [[], [(1, 3)], [(-4, -2), (0, 7)]], ids=str)
def test_repr(subject: ModuleType, spans: list[Span]) -> None:
    """The text of a set is code that makes it."""
    check(repr, subject.SpanSet(spans)).returns(f"SpanSet({spans})")
