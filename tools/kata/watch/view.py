"""What a session has to say, as lines of text for any width; colour only repeats the words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tools.kata.cli.overview import short_path
from tools.kata.judge.result import Result
from tools.kata.render import WIDTH, failure_lines, verdict_lines, verdict_text
from tools.kata.watch.session import Session

_DIM = "\x1b[2m"
_COLOURS = {"✔": "\x1b[32m", "✗": "\x1b[1;31m", "·": _DIM}
_END = "\x1b[0m"
_GAP = "   "
_TITLE_LINES = 2


def head_lines(session: Session, *, colour: bool, width: int) -> list[str]:
    """Returns the unit, and how far each of its stages is."""
    result, stages = session.result, session.unit.stages
    title = session.name
    if result is not None and result.verdict != "AC":
        place = f"stage {result.stage.index}/{len(stages)} {result.stage.title}"
        gap = width - len(title) - len(place)
        title = f"{title}{' ' * gap}{place}" if gap > 1 else f"{title} · {place}"
    lines = textwrap.wrap(title, width, max_lines=_TITLE_LINES, placeholder=" …")
    row, used = "", 0
    for mark, stage in zip(_marks(session), stages, strict=True):
        name = f"{stage.index} {stage.id.replace('_', ' ')}"
        size = len(_GAP) * bool(row) + 2 + len(name)
        if row and used + size > width:
            lines.append(row)
            row, used, size = "", 0, 2 + len(name)
        painted = f"{_COLOURS[mark]}{mark}{_END}" if colour else mark
        row += f"{_GAP if row else ''}{painted} {name}"
        used += size
    return [*lines, row, "─" * width]


def body_lines(
    session: Session, *, colour: bool, width: int, height: int | None = None
) -> list[str]:
    """Returns the verdict and what it is about; in at most `height` lines if that is given."""
    result = session.result
    state = state_lines(session, width)
    lines = [*state, *_wrap(session.said, width), *_wrap(session.remark, width)]
    if result is None:
        return lines
    if state:
        older = failure_lines(result, width, height and height - len(lines))
        return lines + ([f"{_DIM}{line}{_END}" for line in older] if colour else older)
    lines = verdict_lines(result, colour=colour, width=width) + lines
    if result.verdict == "AC":
        return [*lines, *_growth(session, width), "", *_taught(session, width)]
    if result.verdict == "IE" and session.before not in ("", "IE"):
        lines += _wrap("this save broke it: the attempt before it could be imported", width)
    return lines + failure_lines(result, width, height and height - len(lines))


def state_lines(session: Session, width: int) -> list[str]:
    """Returns what stands in place of a verdict while there is none on the text as it is."""
    if session.running_s is not None:
        state = "judging …"
    elif session.cancelled:
        state = "ended; save to judge again."
    else:
        return []
    if session.result is not None:
        state += f"  before this save: {verdict_text(session.result)}"
    elif session.last:
        state += f"  last time: {session.last}"
    return _wrap(state, width)


def status_lines(session: Session, width: int) -> list[str]:
    """Returns what is going on: the file that is watched, or how long the run has taken."""
    if session.running_s is not None:
        return [f"● judging {session.running_s:.1f} s, Esc ends it"]
    state = "polling" if session.polling else "watching"
    return _wrap(f"● {state}  {short_path(session.unit.attempt)}", width)


def _marks(session: Session) -> Iterator[str]:
    result = session.result
    for stage in session.unit.stages:
        if result is None:
            yield "✔" if stage.index <= session.stages_passed else "·"
            continue
        outcomes = {case.outcome for case in result.cases if case.stage == stage.id}
        yield "✗" if stage.id == _failed_stage(result) else "✔" if outcomes == {"passed"} else "·"


def _failed_stage(result: Result) -> str:
    return "" if result.verdict == "AC" else result.stage.id


def _growth(session: Session, width: int) -> list[str]:
    """Returns how a solved unit's attempt grows, or how to learn it."""
    if session.growth or not session.unit.perf:
        return [part for line in session.growth for part in _wrap(line, width)]
    return _wrap("b measures its growth and its speed beside the reference", width)


def _taught(session: Session, width: int) -> list[str]:
    """Returns what a solved unit was good for: that section of its README."""
    text = (session.unit.folder / "README.md").read_text(encoding="utf-8")
    section = text.partition("## What you practise")[2].partition("\n## ")[0].strip()
    lines = [part for line in section.splitlines() for part in _wrap(line, width)]
    return ["What you have practised", *lines]


def _wrap(text: str, width: int) -> list[str]:
    return [part for line in text.splitlines() for part in textwrap.wrap(line, width) or [""]]


def columns(width: int) -> int:
    """Returns how many columns of a terminal are used: lines that are too long read badly."""
    return min(width, WIDTH)
