"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("text", "costs", "expected", "why"),
    [
        pytest.param(
            "nowhere",
            {"no": 2, "where": 2, "now": 1, "here": 2},
            (3, ["now", "here"]),
            "now + here cost 3, no + where 4",
            id="two cuts",
        ),
        pytest.param(
            "aaa",
            {"a": 1, "aa": 2},
            (3, ["aa", "a"]),
            "all three cuts cost 3, and 'aa' is the longest beginning",
            id="a tie",
        ),
        pytest.param("ab", {"a": 1}, None, "there is no word for the 'b'", id="no cut"),
    ],
)
def test_example(
    subject: ModuleType,
    text: str,
    costs: dict[str, int],
    expected: tuple[int, list[str]] | None,
    why: str,
) -> None:
    """The examples of the statement hold."""
    check(subject.segment_text, text, costs).returns(expected, why=why)
