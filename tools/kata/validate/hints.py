"""Checks the three hints: short, and none gives the solution away."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.units import Unit
from tools.kata.validate.markdown import Markdown
from tools.kata.validate.signatures import Source

RUNGS = (1, 2, 3)
MOST_WORDS = 60
RUN = 8

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\S*\w\S*")
_FENCE = re.compile(r"\s*(```|~~~)")
_SKIPPED = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def check_hints(unit: Unit, template: Source, solution: Source) -> Iterator[Problem]:
    """Checks hints/1.md, 2.md and 3.md."""
    folder = unit.folder / "hints"
    wanted = {f"{rung}.md" for rung in RUNGS}
    for other in sorted(folder.glob("*")):
        if other.name not in wanted:
            yield Problem(other, 0, "is no hint", f"one of {', '.join(sorted(wanted))}")
    # What the template shows anyway is no secret.
    secret = _runs(solution.trees) - _runs(template.trees)
    for rung in RUNGS:
        problems: list[Problem] = []
        hint = Markdown.read(folder / f"{rung}.md", problems)
        yield from problems
        if hint is not None:
            yield from _check_hint(hint, secret)


def _check_hint(hint: Markdown, secret: set[tuple[str, ...]]) -> Iterator[Problem]:
    text = [line for line in hint.text.splitlines() if not _FENCE.match(line)]
    words = sum(len(_WORD.findall(line)) for line in text)
    if not 1 <= words <= MOST_WORDS:
        yield Problem(hint.file, 1, f"has {words} words", f"1 to {MOST_WORDS}")
    tokens: list[tuple[str, int]] = []
    for number, line in enumerate(hint.text.splitlines(), start=1):
        tokens += [(token, number) for token in _TOKEN.findall(line)]
    for start in range(len(tokens) - RUN + 1):
        run = tuple(token for token, _ in tokens[start : start + RUN])
        if run in secret:
            wrong = f"shares {RUN} tokens in a row with the solution: {' '.join(run)}"
            yield Problem(hint.file, tokens[start][1], wrong, f"runs of at most {RUN - 1}")
            return


def _runs(files: Iterable[Path]) -> set[tuple[str, ...]]:
    """Returns all runs of tokens in the code of some files, without comments and docstrings."""
    runs: set[tuple[str, ...]] = set()
    for file in files:
        tokens = list(_code_tokens(file.read_text(encoding="utf-8")))
        runs.update(tuple(tokens[i : i + RUN]) for i in range(len(tokens) - RUN + 1))
    return runs


def _code_tokens(text: str) -> Iterator[str]:
    begins_line = True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in _SKIPPED:
            begins_line = begins_line or token.type != tokenize.COMMENT
            continue
        is_docstring = begins_line and token.type == tokenize.STRING
        begins_line = False
        if not is_docstring:
            yield from _TOKEN.findall(token.string)
