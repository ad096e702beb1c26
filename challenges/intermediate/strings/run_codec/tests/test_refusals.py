"""What the encoder produces for no text is refused."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("code", "why"),
    [
        pytest.param("0a", "no run has the length 0", id="length 0"),
        pytest.param("b1a", "a run of one has no length", id="length 1, later"),
        pytest.param("1\\7", "a run of one has no length", id="length 1, a digit"),
        pytest.param("02a", "lengths have no leading zero", id="leading zero"),
        pytest.param("00a", "no run has the length 0", id="two zeros"),
        pytest.param("01a", "lengths have no leading zero", id="a one with a leading zero"),
    ],
)
def test_a_length_that_nobody_writes(subject: ModuleType, code: str, why: str) -> None:
    """Lengths are 2 or more, and have no leading zero."""
    check(subject.decode_runs, code).raises(ValueError, why=why)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        pytest.param("3", "3 of what?", id="only a length"),
        pytest.param("a3", "3 of what?", id="a length at the end"),
        pytest.param("2a12", "12 of what?", id="a long length at the end"),
        pytest.param("\\", "the backslash escapes nothing", id="only a backslash"),
        pytest.param("ab\\", "the backslash escapes nothing", id="a backslash at the end"),
        pytest.param("2\\", "the backslash escapes nothing", id="a length and a backslash"),
        pytest.param("\\\\\\", "the third backslash escapes nothing", id="three backslashes"),
    ],
)
def test_something_is_missing_at_the_end(subject: ModuleType, code: str, why: str) -> None:
    """After a length comes a character, after a backslash what it escapes."""
    check(subject.decode_runs, code).raises(ValueError, why=why)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("\\a", id="a letter"),
        pytest.param("2\\a", id="a letter after a length"),
        pytest.param("x\\n", id="n"),
        pytest.param("\\ ", id="a blank"),
        pytest.param("\\\n", id="a newline"),
        pytest.param("\\\N{ARABIC-INDIC DIGIT THREE}", id="an Arabic digit"),
    ],
)
def test_an_escape_that_is_not_needed(subject: ModuleType, code: str) -> None:
    """Only ASCII digits and the backslash are escaped."""
    check(subject.decode_runs, code).raises(
        ValueError, why="the character stands for itself, so nobody escapes it"
    )


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("aa", id="two single ones"),
        pytest.param("2aa", id="a run and a single one"),
        pytest.param("a2a", id="a single one and a run"),
        pytest.param("2a3a", id="two runs"),
        pytest.param("b2\\7\\7", id="two runs of a digit"),
        pytest.param("\\\\\\\\", id="two backslashes"),
        pytest.param("a\n\n", id="two newlines"),
        pytest.param("\N{GRINNING FACE}\N{GRINNING FACE}", id="two emoji"),
    ],
)
def test_neighbours_that_are_one_run(subject: ModuleType, code: str) -> None:
    """Equal characters next to each other are one run, and have one length."""
    check(subject.decode_runs, code).raises(
        ValueError, why="equal neighbours are written as one run"
    )
