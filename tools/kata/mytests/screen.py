"""Draws the score of a learner's tests."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tools.kata.mytests.score import Score, Trial
from tools.kata.render import WIDTH, case_title, failure_lines

_INDENT = " " * 10


def screen(score: Score, *, colour: bool = False) -> str:
    """Returns the whole answer, without a final newline."""
    return "\n".join(_lines(score, colour))


def _lines(score: Score, colour: bool) -> Iterator[str]:
    if score.message:
        yield score.message
    elif score.reference is not None and not score.trials:
        count = len(score.wrong)
        yield f"{count} of your {_tests(score.tests)} {'is' if count == 1 else 'are'} wrong:"
        yield from (f"  {case_title(case)}" for case in score.wrong)
        yield "the reference does not pass, and it is right; this is what it did first:"
        yield from failure_lines(score.reference)
    else:
        yield f"{_tests(score.tests)}, and the reference passes"
        for trial in score.trials:
            yield from _trial(trial, colour)
        yield f"{score.killed} of {len(score.trials)} wrong versions caught"


def _trial(trial: Trial, colour: bool) -> Iterator[str]:
    word, code = ("caught", "32") if trial.killed else ("survived", "31")
    painted = f"\x1b[{code}m{word}\x1b[0m" if colour else word
    gap = " " * (len(_INDENT) - len(word))
    if trial.killed:
        yield f"{painted}{gap}{trial.name}: {case_title(trial.case)} ({trial.verdict})"
        return
    text = f"{trial.name}: {trial.pitfall}" if trial.pitfall else trial.name
    first, *rest = textwrap.wrap(text, WIDTH - len(_INDENT))
    yield f"{painted}{gap}{first}"
    yield from (f"{_INDENT}{line}" for line in rest)


def _tests(count: int) -> str:
    return "1 test" if count == 1 else f"{count} tests"
