"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("src", "dst", "expected", "why"),
    [
        pytest.param(
            "cat",
            "cut",
            [("keep", "c"), ("swap", "a", "u"), ("keep", "t")],
            "one swap; to drop 'a' and add 'u' would be two changes",
            id="one letter",
        ),
        pytest.param(
            "", "ab", [("add", "a"), ("add", "b")], "there is nothing to read", id="from nothing"
        ),
        pytest.param(
            "flaw",
            "lawn",
            [("drop", "f"), ("keep", "l"), ("keep", "a"), ("keep", "w"), ("add", "n")],
            "'law' can stay; four swaps would be four changes",
            id="moved along",
        ),
    ],
)
def test_example(
    subject: ModuleType, src: str, dst: str, expected: list[tuple[str, ...]], why: str
) -> None:
    """The examples of the statement hold."""
    check(subject.edit_script, src, dst).returns(expected, why=why)
