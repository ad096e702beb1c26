"""Operations told as code, and a plain set of integers to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, check

Span = tuple[int, int]
Change = tuple[str, int, int]


def changed(subject: ModuleType, spans: Sequence[Span], *changes: Change) -> Any:
    """Return a set of spans after some changes."""
    result = subject.SpanSet(spans)
    for name, a, b in changes:
        check(getattr(result, name), a, b).returns(None)
    return result


def story(spans: Sequence[Span], *changes: Change) -> str:
    """Return the code that makes and changes a set `s`."""
    steps = [f"s.{name}({a}, {b})" for name, a, b in changes]
    return "; ".join([f"s = SpanSet({list(spans)})", *steps])


def check_spans(
    subject: ModuleType,
    spans: Sequence[Span],
    *changes: Change,
    expected: Sequence[Span],
    why: str = "",
) -> None:
    """Require what iteration, length and truth tell of a set that was made and changed."""
    try:
        result = changed(subject, spans, *changes)
    except Exception as error:
        error.kata_call = story(spans, *changes)  # type: ignore[attr-defined]
        raise
    for text, got, wanted in (
        ("list(s)", list(result), list(expected)),
        ("len(s)", len(result), sum(b - a for a, b in expected)),
        ("bool(s)", bool(result), bool(expected)),
    ):
        if got != wanted:
            raise WrongAnswer(
                call=f"{story(spans, *changes)}; {text}",
                expected=repr(wanted),
                got=repr(got),
                why=why,
            )


def runs(covered: Iterable[int]) -> list[Span]:
    """Return the spans of a plain set of integers, by looking at its integers in order."""
    found: list[Span] = []
    for x in sorted(covered):
        if found and found[-1][1] == x:
            found[-1] = found[-1][0], x + 1
        else:
            found.append((x, x + 1))
    return found
