"""Each pair of places is looked at a few times."""

from __future__ import annotations

import random
from collections.abc import Sequence
from types import ModuleType

import pytest

from challenges.intermediate.dynamic_programming.edit_script.tests.oracle import distance, follow
from challenges.shared.testing import Counted, Tally, traced_lines

SOURCE = random.Random(40)


def letters(count: int) -> str:
    return "".join(SOURCE.choices("abcd", k=count))


PAIRS = [
    pytest.param(letters(50), letters(50), id="two texts of fifty letters"),
    pytest.param("a" * 50, "b" * 50, id="nothing in common"),
    pytest.param(letters(8), letters(200), id="a short and a long one"),
    pytest.param(letters(200), letters(8), id="a long and a short one"),
    pytest.param("ab" * 25, "ab" * 25, id="equal texts"),
]


@pytest.mark.parametrize(("src", "dst"), PAIRS)
def test_comparisons(subject: ModuleType, src: str, dst: str) -> None:
    """At most 3 (n + 1) (m + 1) comparisons of items are made."""
    tally = Tally(
        3 * (len(src) + 1) * (len(dst) + 1),
        "comparisons of items",
        call=f"edit_script({src[:20]!r}…, {dst[:20]!r}…), {len(src)} and {len(dst)} letters",
        why="what it takes from one pair of places on is worked out once",
    )
    script = subject.edit_script(counted(src, tally), counted(dst, tally))
    tally.limit = None
    assert follow(script, counted(src, tally), counted(dst, tally)) == ""
    assert sum(operation[0] != "keep" for operation in script) == distance(src, dst)


def counted(text: str, tally: Tally) -> Sequence[Counted]:
    """Return the letters, each of which counts its comparisons."""
    return [Counted(letter, tally) for letter in text]


@pytest.mark.parametrize(("src", "dst"), PAIRS[:2])
def test_lines(subject: ModuleType, src: str, dst: str) -> None:
    """At most 40 lines are executed for each pair of places; a plain solution takes five."""
    script = traced_lines(
        subject,
        subject.edit_script,
        src,
        dst,
        limit=40 * (len(src) + 1) * (len(dst) + 1),
        why="what it takes from one pair of places on is worked out once",
    )
    assert sum(operation[0] != "keep" for operation in script) == distance(src, dst)
