"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_a_run_a_single_character_and_a_digit(subject: ModuleType) -> None:
    """A run has its length in front, a single character stands alone, a digit is escaped."""
    check(subject.encode_runs, "aaab7").returns(
        "3ab\\7", why="three a, one b, and a 7 that is no length"
    )


def test_a_length_of_two_digits_and_a_backslash(subject: ModuleType) -> None:
    """A length may have several digits; an escaped backslash is one backslash."""
    check(subject.decode_runs, "12x\\\\").returns(
        "xxxxxxxxxxxx\\", why="twelve x, and a backslash that is escaped by another one"
    )


def test_a_length_of_one_is_refused(subject: ModuleType) -> None:
    """There is one way only to write a single character."""
    check(subject.decode_runs, "1a").raises(ValueError, why="a single a is written as a")
