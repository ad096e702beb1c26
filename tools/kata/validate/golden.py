"""What a learner sees of each mutant, as its author has looked at it and found it good.

`kata dev preview --accept UNIT` writes screens.txt; the unit's :rejects then holds every screen
against it, so that a failure message does not get worse unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tools.kata.judge.result import Failure, Result
from tools.kata.render import failure_lines, verdict_text
from tools.kata.units import Unit

_HEAD = re.compile(r"^=== (.+)\n", re.MULTILINE)
_ADDRESS = re.compile(r"0x[0-9a-f]{4,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FOLDER = re.compile(r"(?<![\w.])/[\w./-]+")
# Lines of other files than the solution are of the interpreter, and differ with its version.
_ELSEWHERE = re.compile(r"\b(?!solution\.py)([a-z_]+\.py):\d+")
# What these have to say are figures of this very run, and where it was when it was ended.
_MEASURED = {"TLE", "MLE", "OLE"}


def golden_file(unit: Unit) -> Path:
    """Returns the file of a unit's accepted screens; it need not be there."""
    return unit.folder / "screens.txt"


def steady_screen(result: Result) -> str:
    """Returns what a screen says without what differs from run to run, or with another case."""
    failure = result.failure or Failure()
    measured = result.verdict in _MEASURED
    texts = {
        name: _steady(text, measured)
        for name, text in failure.as_json().items()
        if isinstance(text, str)
    }
    where = None if measured else failure.where
    shown = replace(result, failure=Failure(**texts, where=where))
    return "\n".join([verdict_text(result), f"stage {result.stage.id}", *failure_lines(shown)])


def _steady(text: str, measured: bool) -> str:
    text = _FOLDER.sub("/…", _ADDRESS.sub("0x…", text))
    text = _ELSEWHERE.sub(r"\1:#", text)
    return _NUMBER.sub("#", text) if measured else text


def read_screens(unit: Unit) -> dict[str, str]:
    """Returns the accepted screens by the names of the mutants; none when there is no file."""
    file = golden_file(unit)
    if not file.is_file():
        return {}
    _, *parts = _HEAD.split(file.read_text(encoding="utf-8"))
    return {name: text.rstrip("\n") for name, text in zip(parts[::2], parts[1::2], strict=True)}


def screens_text(screens: Mapping[str, str]) -> str:
    """Returns the text of a file of accepted screens."""
    return "\n".join(f"=== {name}\n{shown.rstrip()}\n" for name, shown in screens.items())


def screen_differs(unit: Unit, accepted: Mapping[str, str], name: str, result: Result) -> str:
    """Returns what is wrong with the screen of a mutant; empty if it is the accepted one."""
    command = f"`kata dev preview --accept {unit.slug}` writes it once it is good"
    if name not in accepted:
        return f"{golden_file(unit).name} has no screen of {name}; {command}"
    if steady_screen(result).rstrip() == accepted[name]:
        return ""
    return f"the screen is not the accepted one; {command}. That one was\n{accepted[name]}"
