"""Draws a result for people: at most 24 lines of 80 columns, the first failure only.

Colour repeats what the words say, so that a screen without it has the same facts.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tools.kata.judge.result import Failure, Result

WIDTH = 80
HEIGHT = 24

_WORDS = {
    "AC": "pass",
    "WA": "wrong answer",
    "RTE": "run-time error",
    "TLE": "too slow",
    "MLE": "too much memory",
    "OLE": "too much output",
    "IE": "cannot be imported",
    "TODO": "not written yet",
    "JE": "the judge's own fault, not yours",
}
_COLOURS = {"AC": "32", "TODO": "33", "JE": "35"}
_LABEL = 10


def case_title(case: str) -> str:
    """Returns a case's id as words: ``test_a.py::test_cover[no need]`` is ``cover: no need``."""
    name = case.rpartition("::")[2]
    name, bracket, parameters = name.partition("[")
    words = name.removeprefix("test_").replace("_", " ")
    return f"{words}: {parameters.removesuffix(']')}" if bracket else words


def screen(result: Result, *, colour: bool = False, width: int = WIDTH) -> str:
    """Returns the whole answer to one judged run, without a final newline."""
    lines = verdict_lines(result, colour=colour, width=width)
    if result.verdict != "AC":
        place = f"{result.unit} · stage {result.stage.index}/{result.stages} {result.stage.title}"
        lines += _capped(_wrapped(place, width), _scaled(1, width, 0), width)
        lines += ["─" * width, *failure_lines(result, width)]
    return "\n".join(lines)


def verdict_text(result: Result) -> str:
    """Returns the verdict in words: ``WA wrong answer``."""
    return f"{result.verdict} {_WORDS[result.verdict]}"


def verdict_lines(result: Result, *, colour: bool = False, width: int = WIDTH) -> list[str]:
    """Returns the verdict and how many cases pass; after a pass also what the run has cost."""
    label = verdict_text(result)
    progress = f"{result.passed} of {result.total} cases pass"
    painted = f"\x1b[1;{_COLOURS.get(result.verdict, '31')}m{label}\x1b[0m" if colour else label
    gap = width - len(label) - len(progress)
    lines = (
        [f"{painted}{' ' * gap}{progress}"] if gap > 1 else [painted, *_wrapped(progress, width)]
    )
    if result.verdict == "AC":
        scope = f", stage {result.scope} only" if result.scope else ""
        lines += _wrapped(f"{result.unit}{scope}: {_costs(result)}", width)
    return lines


def failure_lines(result: Result, width: int = WIDTH, height: int | None = None) -> list[str]:
    """Returns what the first bad case showed, field by field.

    Args:
        result: The result.
        width: Columns; a narrow screen gets more lines, not less text.
        height: Lines at most; the longest fields are cut until it fits. None: as many as it takes.
    """
    fields = list(_fields(result, width))
    while height is not None and sum(len(lines) for _, lines in fields) > height:
        longest = max((lines for _, lines in fields), key=len)
        if len(longest) == 1:
            break
        longest[:] = _capped(longest, len(longest) - 1, width - _LABEL)
    return [
        f"{name if number == 0 else '':<{_LABEL}}{line}".rstrip()
        for name, lines in fields
        for number, line in enumerate(lines)
    ]


def _fields(result: Result, width: int) -> Iterator[tuple[str, list[str]]]:
    """Yields each field that is not empty: its name and its lines."""
    failure = result.failure or Failure()
    where = failure.where
    answered = bool(failure.expected or failure.got)
    shown = 2 if failure.call and failure.message else 4
    for name, text, most in (
        ("case", case_title(result.case), 2),
        ("call", failure.call, 4),
        ("expected", failure.expected, 3),
        ("got", failure.got, 4),
        ("error", failure.message, 2 if answered else 8),
        ("where", f"{where.file}:{where.line} in {where.function}" if where else "", 1),
        ("why", failure.why, 2),
        ("kept", failure.kept, 1),
        ("output", "\n".join(failure.output.rstrip().splitlines()[-shown:]), shown),
    ):
        if text.strip():
            room = width - _LABEL
            lines = [part for line in text.splitlines() for part in _wrapped(line, room)]
            yield name, _capped(lines, _scaled(most, width, _LABEL), room)


def _costs(result: Result) -> str:
    mb = result.peak_kb / 1024
    return f"{result.ms:.0f} ms, {result.cpu_ms:.0f} ms of processor time, {mb:.1f} MB"


def _scaled(lines: int, width: int, used: int) -> int:
    """Returns how many lines of `width` columns hold as much as `lines` of a whole screen."""
    return -(-lines * (WIDTH - used) // (width - used))


def _capped(lines: list[str], most: int, room: int) -> list[str]:
    """Returns at most so many lines; the last one shows that more was there."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1], room - 2) + " …"]


def _wrapped(line: str, room: int) -> list[str]:
    line = _printable(line)
    return textwrap.wrap(
        line,
        room,
        expand_tabs=False,
        replace_whitespace=False,
        drop_whitespace=False,
        break_on_hyphens=False,
    ) or [""]


def _printable(line: str) -> str:
    """Shows control characters instead of letting the terminal obey them."""
    line = line.expandtabs(4)
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
