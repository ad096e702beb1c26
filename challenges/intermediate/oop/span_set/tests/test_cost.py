"""The cost is that of finding a place among the spans, whatever they cover."""

from __future__ import annotations

import operator
from collections.abc import Callable
from math import log2
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import (
    CostExceeded,
    CountedInt,
    Tally,
    at_most,
    check,
    peak_bytes,
    traced_lines,
)

SPANS = 1024
GAP = 10


def many_spans(subject: ModuleType) -> Any:
    """Return a set of 1,024 spans of 4 integers each, which begin at 0, 10, 20 and so on."""
    return subject.SpanSet((GAP * number, GAP * number + 4) for number in range(SPANS))


def test_integers_are_not_stored(subject: ModuleType) -> None:
    """A span of a million integers takes no more memory than a short one."""
    at_most(
        peak_bytes(lambda: len(subject.SpanSet([(0, 100_000), (200_000, 300_000)]))),
        20_000,
        "bytes at the peak",
        call="len(SpanSet([(0, 100_000), (200_000, 300_000)]))",
        why="a span is two integers, whatever lies between them",
        verdict="MLE",
    )


def test_a_span_of_nearly_everything(subject: ModuleType) -> None:
    """Spans may be as wide as the integers that are allowed."""
    wide = subject.SpanSet([(-(10**18), 10**18)])
    check(len, wide).returns(2 * 10**18, why="so many integers are covered")
    try:
        text = repr(wide)
    except MemoryError:
        raise CostExceeded(
            call="repr(SpanSet([(-10**18, 10**18)]))",
            expected="the text of one span",
            got="MemoryError",
            why="list(s) makes room for len(s) items",
            verdict="MLE",
        ) from None
    assert text == f"SpanSet([({-(10**18)}, {10**18})])"
    wide.discard(-(10**18) + 1, 10**18 - 1)
    ends = [(-(10**18), -(10**18) + 1), (10**18 - 1, 10**18)]
    check(operator.eq, wide, subject.SpanSet(ends)).returns(True, why="only the two ends are left")


@pytest.mark.parametrize("operation", [operator.or_, operator.and_, operator.sub])
def test_combining_wide_sets(subject: ModuleType, operation: Callable[[Any, Any], Any]) -> None:
    """Wide sets are combined and read like others; a comprehension does not ask for len."""
    one, other = (-(10**18), 5), (0, 10**18)
    spans = {
        operator.or_: [(-(10**18), 10**18)],
        operator.and_: [(0, 5)],
        operator.sub: [(-(10**18), 0)],
    }

    def spans_of(result: Any) -> list[Any]:
        return [span for span in result]  # noqa: C416

    result = check(operation, subject.SpanSet([one]), subject.SpanSet([other])).value
    check(spans_of, result).returns(spans[operation])


@pytest.mark.parametrize("x", [0, 4, GAP * SPANS // 2 + 3, GAP * SPANS - 7, GAP * SPANS])
def test_asking_for_an_integer(subject: ModuleType, x: int) -> None:
    """Among 1,024 spans, an integer is found with 100 comparisons at most."""
    spans = many_spans(subject)
    tally = Tally(
        int(10 * log2(SPANS)),
        "comparisons",
        call=f"s = SpanSet((10 * i, 10 * i + 4) for i in range({SPANS})); {x} in s",
        why="half of the spans are out of question after one comparison",
    )
    assert (CountedInt(x, tally) in spans) is (x % GAP < 4 and x < GAP * SPANS)


def test_asking_reads_no_other_spans(subject: ModuleType) -> None:
    """A hundred questions take at most 60 log2 n lines each."""
    spans = many_spans(subject)

    asked = range(0, GAP * SPANS, GAP * SPANS // 100)

    def ask_a_hundred_times() -> int:
        return sum(x in spans for x in asked)

    limit = int(60 * log2(SPANS) * len(asked))
    found = traced_lines(subject, ask_a_hundred_times, limit=limit, why="the spans are sorted")
    assert found == sum(x % GAP < 4 for x in asked)


@pytest.mark.parametrize(
    ("name", "a", "b", "touched"),
    [
        pytest.param("add", GAP * 100 + 6, GAP * 100 + 8, 0, id="add in a gap"),
        pytest.param("add", GAP * SPANS, GAP * SPANS + 1, 0, id="add behind all"),
        pytest.param("add", GAP * 100 + 2, GAP * 100 + 12, 2, id="add to two spans"),
        pytest.param("add", GAP * 100 + 2, GAP * 120 + 2, 21, id="add to 21 spans"),
        pytest.param("discard", GAP * 100 + 6, GAP * 100 + 8, 0, id="discard in a gap"),
        pytest.param("discard", GAP * 100 + 1, GAP * 100 + 2, 1, id="discard a hole"),
        pytest.param("discard", GAP * 1000 + 2, GAP * 1020 + 2, 21, id="discard from 21 spans"),
    ],
)
def test_changing_few_of_many_spans(
    subject: ModuleType, name: str, a: int, b: int, touched: int
) -> None:
    """A change compares with few spans, and with those that it joins or removes."""
    spans = many_spans(subject)
    limit = int(10 * log2(SPANS) + 10 * touched)
    why = "the spans that are concerned stand next to each other"
    tally = Tally(
        limit,
        "comparisons",
        call=f"s = SpanSet((10 * i, 10 * i + 4) for i in range({SPANS})); s.{name}({a}, {b})",
        why=why,
    )
    getattr(spans, name)(CountedInt(a, tally), CountedInt(b, tally))
    another = many_spans(subject)

    def change(a: int, b: int) -> None:
        getattr(another, name)(a, b)

    change.__name__ = f"{name}_in_a_set_of_{SPANS}_spans"
    traced_lines(subject, change, a, b, limit=10 * limit, why=why)
    assert (a in another) is (name == "add")


@pytest.mark.parametrize("operation", [operator.or_, operator.and_, operator.sub])
def test_combining_many_spans(subject: ModuleType, operation: Callable[[Any, Any], Any]) -> None:
    """Two sets of 256 spans each are combined in at most 100 log2 n lines for each span."""
    one = subject.SpanSet((GAP * number, GAP * number + 4) for number in range(256))
    other = subject.SpanSet((GAP * number + 2, GAP * number + 6) for number in range(256))
    result = traced_lines(
        subject,
        operation,
        one,
        other,
        limit=int(100 * 512 * log2(512)),
        why="both sets are sorted",
    )
    sizes = {operator.or_: 256 * 6, operator.and_: 256 * 2, operator.sub: 256 * 2}
    check(len, result).returns(sizes[operation])
