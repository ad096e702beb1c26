"""A validator for paragraphs: which words share a line, and where each line has its spaces."""

from __future__ import annotations

import re
import textwrap
from functools import partial
from itertools import pairwise
from types import ModuleType

from challenges.shared.testing import check


def check_paragraph(subject: ModuleType, text: str, width: int) -> None:
    """Require the lines that the statement describes, and name the first rule that is broken.

    The packing is compared with that of `textwrap`; the other rules leave no choice.
    """
    packing = textwrap.wrap(" ".join(text.split()), width) if text.split() else []
    answer = check(subject.wrap_justified, text, width)
    answer.satisfies(is_list_of_texts, "a list of strings")
    answer.satisfies(
        lambda lines: [line.split() for line in lines] == [line.split() for line in packing],
        f"lines with the words of {packing}",
    )
    answer.satisfies(
        lambda lines: all(len(line) == width for line in lines), f"lines of {width} characters"
    )
    if packing:
        answer.satisfies(
            lambda lines: lines[-1].rstrip() == packing[-1],
            "a last line with single spaces, filled up at its end",
        )
    for place, packed in enumerate(packing[:-1]):
        line = answer.value[place]
        if " " in packed:
            answer.satisfies(
                partial(is_stretched, line),
                f"line {place} flush on both sides, its gaps even or one wider on the left",
            )
        else:
            answer.satisfies(
                partial(is_filled_up, line, packed),
                f"{packed!r} at the left of line {place}, as it is alone there",
            )


def is_list_of_texts(answer: object) -> bool:
    """Say whether the answer has the type that was asked for."""
    return isinstance(answer, list) and all(isinstance(line, str) for line in answer)


def is_filled_up(line: str, words: str, _lines: object) -> bool:
    """Say whether a line has these words at its left."""
    return line.rstrip() == words


def is_stretched(line: str, _lines: object) -> bool:
    """Say whether a line begins and ends with a word, and shares its spaces as it should."""
    gaps = [len(gap) for gap in re.findall(" +", line)]
    falling = all(left >= right for left, right in pairwise(gaps))
    return line == line.strip() and falling and gaps[0] - gaps[-1] <= 1
