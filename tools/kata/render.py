"""Draws a result for people: at most 24 lines of 80 columns, the first failure only.

Colour repeats what the words say, so that a screen without it has the same facts.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tools.kata.judge.result import Result

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


def screen(result: Result, *, colour: bool = False) -> str:
    """Returns the whole answer to one judged run, without a final newline."""
    return "\n".join(_lines(result, colour))


def _lines(result: Result, colour: bool) -> Iterator[str]:
    label = f"{result.verdict} {_WORDS[result.verdict]}"
    place = f"{result.unit} · stage {result.stage.index}/{result.stages} {result.stage.title}"
    progress = f"{result.passed} of {result.total} cases pass"
    painted = f"\x1b[1;{_COLOURS.get(result.verdict, '31')}m{label}\x1b[0m" if colour else label
    yield f"{painted}{_gap(label, progress)}{progress}"
    if result.verdict == "AC":
        scope = f", stage {result.scope} only" if result.scope else ""
        yield f"{result.unit}{scope}: {_costs(result)}"
        return
    yield _cut(_printable(place), WIDTH)
    yield "─" * WIDTH
    yield from failure_lines(result)


def failure_lines(result: Result) -> Iterator[str]:
    """Yields the lines of the first failure alone."""
    failure = result.failure
    if result.case:
        yield from _field("case", case_title(result.case), 2)
    if failure is None:
        return
    yield from _field("call", failure.call, 4)
    yield from _field("expected", failure.expected, 3)
    yield from _field("got", failure.got, 4)
    answered = bool(failure.expected or failure.got)
    yield from _field("error", failure.message, 2 if answered else 8)
    if failure.where:
        where = failure.where
        yield from _field("where", f"{where.file}:{where.line} in {where.function}", 1)
    yield from _field("why", failure.why, 2)
    shown = 2 if failure.call and failure.message else 4
    output = failure.output.rstrip().splitlines()
    yield from _field("output", "\n".join(output[-shown:]), shown)


def _costs(result: Result) -> str:
    mb = result.peak_kb / 1024
    return f"{result.ms:.0f} ms, {result.cpu_ms:.0f} ms of processor time, {mb:.1f} MB"


def _field(name: str, text: str, most: int) -> Iterator[str]:
    """Yields a named field, wrapped and cut to `most` lines."""
    if not text.strip():
        return
    room = WIDTH - _LABEL
    lines = [part for line in text.splitlines() for part in _wrapped(line, room)]
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], room - 2) + " …"]
    for number, line in enumerate(lines):
        yield f"{name if number == 0 else '':<{_LABEL}}{line}".rstrip()


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


def _gap(left: str, right: str) -> str:
    return " " * max(2, WIDTH - len(left) - len(right))
