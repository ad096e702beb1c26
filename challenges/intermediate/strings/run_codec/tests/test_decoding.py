"""What codes stand for."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("code", "text", "why"),
    [
        pytest.param("", "", "no run", id="empty"),
        pytest.param("a", "a", "a run of one", id="one character"),
        pytest.param("2a", "aa", "a run of two", id="two"),
        pytest.param("a2ba", "abba", "three runs", id="an a again"),
        pytest.param("10z", "z" * 10, "ten, not one and zero", id="ten"),
        pytest.param("105zy", "z" * 105 + "y", "a hundred and five", id="a zero in the middle"),
        pytest.param("\\0", "0", "the digit", id="an escaped zero"),
        pytest.param("2\\3a", "33a", "two of the digit 3", id="a run of digits"),
        pytest.param("\\2\\3", "23", "two digits", id="two digits"),
        pytest.param("2\\\\n", "\\\\n", "two backslashes and an n", id="a run of backslashes"),
        pytest.param("\\\\\\7", "\\7", "a backslash and a 7", id="backslash and digit"),
        pytest.param("2\n3\t", "\n\n\t\t\t", "any character has runs", id="newlines and tabs"),
        pytest.param("\n", "\n", "it stands for itself", id="one newline"),
        pytest.param("2 ", "  ", "a blank is a character", id="blanks"),
        pytest.param("2\u0663", "\u0663\u0663", "a character like others", id="Arabic digits"),
        pytest.param("2\U0001f600!", "\U0001f600\U0001f600!", "any character", id="emoji"),
        pytest.param("aAa", "aAa", "case makes a difference", id="upper and lower case"),
    ],
)
def test_codes_of_texts(subject: ModuleType, code: str, text: str, why: str) -> None:
    """Each run is repeated as often as its length says."""
    check(subject.decode_runs, code).returns(text, why=why)
