"""What mutants.toml says: wrong variants of a unit's solution, and changes that are not wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.kata.problems import Problem, UnitError
from tools.kata.toml_table import TomlTable

if TYPE_CHECKING:
    from tools.kata.units import Unit

VERDICTS = ("AC", "WA", "RTE", "TLE", "MLE", "OLE", "IE", "TODO", "JE")

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong program that the tests must reject.

    Attributes:
        name: Small letters, digits and hyphens.
        file: The module it changes, relative to the solution's folder.
        text: The whole text of the changed module.
        expect: The verdict it must get.
        stage: The stage of its first case that does not pass.
        says: A text that the failure must show; empty when none is asked for.
        line: Where mutants.toml describes it.
    """

    name: str
    file: str
    text: str
    expect: str
    stage: str
    says: str
    line: int


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An automatic mutant that no test needs to reject.

    Attributes:
        file: The module it changes, relative to the solution's folder.
        change: Its name, as `first_order` gives it.
        reason: Why the program is still right.
        line: Where mutants.toml describes it.
    """

    file: str
    change: str
    reason: str
    line: int


def load_mutants(unit: Unit) -> tuple[Mutant, ...]:
    """Reads the wrong variants of a unit's mutants.toml.

    Raises:
        UnitError: A field is wrong, a file is missing, or a pattern does not match exactly once.
    """
    return _load(unit)[0]


def load_equivalents(unit: Unit) -> tuple[Equivalent, ...]:
    """Reads the changes of a unit's mutants.toml that are not wrong.

    Raises:
        UnitError: As `load_mutants`.
    """
    return _load(unit)[1]


def _load(unit: Unit) -> tuple[tuple[Mutant, ...], tuple[Equivalent, ...]]:
    problems: list[Problem] = []
    table = TomlTable.parse(unit.folder / "mutants.toml", problems)
    mutants: list[Mutant] = []
    for entry in table.tables("mutant"):
        mutant = _mutant(entry, unit)
        if any(mutant.name == other.name for other in mutants):
            entry.wrong("name", f"mutant {mutant.name!r} is there twice", "each name once")
        mutants.append(mutant)
    equivalents = tuple(_equivalent(entry, unit) for entry in table.tables("equivalent"))
    table.finish()
    if problems:
        raise UnitError(problems)
    return tuple(mutants), equivalents


def _equivalent(entry: TomlTable, unit: Unit) -> Equivalent:
    file = entry.text("file", None if unit.is_day else "solution.py")
    found = Equivalent(file, entry.text("change"), entry.text("reason"), entry.line())
    entry.finish()
    return found


def _mutant(entry: TomlTable, unit: Unit) -> Mutant:
    name = entry.text("name")
    if name and not _NAME.fullmatch(name):
        entry.wrong("name", f"name is {name!r}", "small letters, digits and hyphens")
    file = entry.text("file", None if unit.is_day else "solution.py")
    if entry.has("source"):
        text = _whole_file(entry, unit)
        for key in ("find", "replace"):
            if entry.has(key):
                entry.wrong(key, f"{key} stands beside source", "source, or find and replace")
    else:
        text = _replaced(entry, unit, file)
    mutant = Mutant(
        name=name,
        file=file,
        text=text,
        expect=entry.choice("expect", VERDICTS[1:-1]),
        stage=entry.choice("stage", tuple(stage.id for stage in unit.stages)),
        says=entry.text("says", ""),
        line=entry.line(),
    )
    entry.finish()
    return mutant


def _whole_file(entry: TomlTable, unit: Unit) -> str:
    source = entry.text("source")
    file = unit.folder / source
    if Path(source).parts[:1] != ("mutants",) or ".." in Path(source).parts:
        entry.wrong("source", f"source is {source!r}", "a file in mutants/")
        return ""
    return _read(entry, "source", file)


def _replaced(entry: TomlTable, unit: Unit, file: str) -> str:
    find, replace = entry.text("find"), entry.text("replace", "")
    if not entry.has("replace"):
        entry.wrong("", "replace is missing", "the text that replaces find, or a source")
    if Path(file).is_absolute() or ".." in Path(file).parts:
        entry.wrong("file", f"file is {file!r}", "a path inside the unit")
        return ""
    text = _read(entry, "file", unit.folder / file)
    if not find or not text:
        return ""
    starts = [match.start() for match in re.finditer(re.escape(find), text)]
    if len(starts) != 1:
        lines = ", ".join(str(text.count("\n", 0, start) + 1) for start in starts)
        where = f" in lines {lines}" if starts else ""
        wrong = f"find {find!r} matches {len(starts)} times in {file}{where}"
        entry.wrong("find", wrong, "a text that matches exactly once")
        return ""
    return text.replace(find, replace)


def _read(entry: TomlTable, key: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        entry.wrong(key, f"{file} cannot be read ({error})", "a Python file of the unit")
        return ""
