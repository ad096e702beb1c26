"""The vocabulary is not searched word by word, and not for what has been found."""

from __future__ import annotations

import random
from types import ModuleType

from challenges.intermediate.searching.word_grid.tests.perf import words_that_are_there
from challenges.shared.testing import WrongAnswer, traced_lines


def require(found: object, expected: list[str], call: str) -> None:
    """Refuse another answer than the expected one."""
    if found != expected:
        raise WrongAnswer(call=call, expected=f"{expected}", got=f"{found!r}")


def test_what_has_been_found_is_not_looked_for_again(subject: ModuleType) -> None:
    """In a grid of a hundred 'a', all words of up to twelve 'a' lie on the first way."""
    words = ["a" * length for length in range(1, 13)]
    found = traced_lines(
        subject,
        subject.word_grid,
        ["a" * 10] * 10,
        words,
        limit=20_000,
        why="there are millions of ways of twelve squares, and one of them has all words",
    )
    require(found, words, 'word_grid(["a" * 10] * 10, ["a", "aa", …, "a" * 12])')


def test_words_that_begin_nowhere_cost_no_search(subject: ModuleType) -> None:
    """A thousand words of six letters that are not in the grid take at most 150 lines each."""
    source = random.Random(35)
    strange = ["".join(source.choices("bcdefghij", k=6)) for _ in range(1_000)]
    found = traced_lines(
        subject,
        subject.word_grid,
        ["a" * 12] * 12,
        [*strange, "aaa"],
        limit=150 * len(strange) + 10_000,
        why="144 squares need not be looked at for each word, if all words are followed at once",
    )
    require(found, ["aaa"], 'word_grid(["a" * 12] * 12, 1,000 other words and "aaa")')


def test_a_step_asks_for_the_next_letter_only(subject: ModuleType) -> None:
    """Four hundred words of eight letters, all of them there, take at most 1,000 lines each."""
    grid, words = words_that_are_there(400)
    found = traced_lines(
        subject,
        subject.word_grid,
        grid,
        words,
        limit=1_000 * len(words),
        why="whether any word begins like this must not be asked of every word",
    )
    require(found, sorted(set(words)), "word_grid(144 different letters, 400 words)")


def test_a_common_beginning_is_followed_once(subject: ModuleType) -> None:
    """Ninety words with one beginning, for which there are 640 ways, share these."""
    grid = ["aaaa.", "aaaa.", "aaaa.", ".....", "bcdef", "ghijk"]
    words = [f"aaaaaa{one}{other}" for one in "bcdefghijk" for other in "bcdefghijk" if one < other]
    found = traced_lines(
        subject,
        subject.word_grid,
        grid,
        [*words, "hcd", "gh"],
        limit=80_000,
        why="what two words have in common needs to be looked for once",
    )
    require(found, ["gh", "hcd"], f"word_grid({grid}, {words[:2]} and {len(words)} more)")
