"""Scenarios and engines, declared in two TOML files of a benchmark family.

A scenario is a set of questions about one input. An engine is a program that answers some of them
in some scenarios. What an engine leaves out is part of its declaration, not of the code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.harness.errors import DeclarationError


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is asked.

    Attributes:
        name: What `--scenario` takes.
        title: One line for tables and charts.
        questions: Keys of a complete answer.
        input: Which form of the input it reads; what forms there are is the family's business.
        shown: Keys of an answer that are printed and recorded, as far as engines give them.
        reported: Keys of an answer that are not compared but measured, in seconds: what engines
            measure themselves, the most important last. Empty where the time of the whole run is
            what counts.
    """

    name: str
    title: str
    questions: tuple[str, ...]
    input: str = ""
    shown: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()

    @property
    def measure(self) -> str:
        """The measure that counts."""
        return self.reported[-1] if self.reported else "wall"


@dataclass(frozen=True, slots=True)
class Task:
    """How an engine does one scenario.

    Attributes:
        command: Program and arguments, with placeholders in braces.
        parser: Name of the parser that turns its output into an answer; "none" for an engine that
            gives no answer and is there as a floor.
        questions: What it answers; its answer is compared in these only.
        compared_on: Name of the input on which its answer is compared.
        check: Arguments added to the command where answers are compared, not timed.
        note: What a reader of the ratio must know.
    """

    command: tuple[str, ...]
    parser: str
    questions: tuple[str, ...]
    compared_on: str
    check: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that is measured.

    Attributes:
        name: What `--engines` takes.
        label: What tables and charts call it.
        is_ours: Whether it lives in this repository.
        module: Python module it needs, or "".
        program: Program on PATH it needs, or "".
        version: Distribution whose version is recorded, or command that prints it.
        get: How to get it where it is missing.
        tasks: By name of the scenario.
    """

    name: str
    label: str
    is_ours: bool
    module: str
    program: str
    version: str | tuple[str, ...]
    get: str
    tasks: Mapping[str, Task]


@dataclass(frozen=True, slots=True)
class Declarations:
    """All that a benchmark family declares.

    Attributes:
        ratio_to: Engines that ratios refer to: the first of them that takes part.
    """

    scenarios: tuple[Scenario, ...]
    engines: tuple[Engine, ...]
    ratio_to: tuple[str, ...]


def load(folder: Path) -> Declarations:
    """Reads `scenarios.toml` and `engines.toml`.

    Raises:
        DeclarationError: An entry is missing, unknown, or of the wrong type.
    """
    path = folder / "scenarios.toml"
    table = _Table(path, "top level", tomllib.loads(path.read_text()))
    scenarios = tuple(_scenario(entry) for entry in table.entries("scenario"))
    ratio_to = table.texts("ratio_to")
    table.end()
    path = folder / "engines.toml"
    table = _Table(path, "top level", tomllib.loads(path.read_text()))
    engines = tuple(_engine(entry, scenarios) for entry in table.entries("engine"))
    table.end()
    return Declarations(scenarios, engines, ratio_to)


def _engine(entry: _Table, scenarios: tuple[Scenario, ...]) -> Engine:
    command = entry.texts("command", ())
    check = entry.texts("check", ())
    compared_on = entry.text("compared_on", "timed")
    parser = entry.text("parser", "json")
    note = entry.text("note", "")
    tasks: dict[str, Task] = {}
    for name, task in entry.tables("scenario"):
        scenario = next((s for s in scenarios if s.name == name), None)
        if scenario is None:
            raise DeclarationError(f"{task.place}: there is no scenario {name!r}")
        tasks[name] = Task(
            command=task.texts("command", command),
            parser=task.text("parser", parser),
            questions=task.texts("questions", scenario.questions),
            compared_on=task.text("compared_on", compared_on),
            check=task.texts("check", check),
            note=task.text("note", note),
        )
        if not tasks[name].command:
            raise DeclarationError(f"{task.place}: no command, here or for the engine")
        unknown = set(tasks[name].questions) - set(scenario.questions)
        if unknown:
            raise DeclarationError(f"{task.place}: {sorted(unknown)} are no questions of {name}")
        task.end()
    version = entry.take("version")
    engine = Engine(
        name=entry.text("name"),
        label=entry.text("label"),
        is_ours=bool(entry.take("is_ours", False)),
        module=entry.text("module", ""),
        program=entry.text("program", ""),
        version=version if isinstance(version, str) else tuple(map(str, version)),
        get=entry.text("get"),
        tasks=tasks,
    )
    entry.end()
    return engine


def _scenario(entry: _Table) -> Scenario:
    scenario = Scenario(
        name=entry.text("name"),
        title=entry.text("title"),
        questions=entry.texts("questions"),
        input=entry.text("input", ""),
        shown=entry.texts("shown", ()),
        reported=entry.texts("reported", ()),
    )
    entry.end()
    return scenario


class _Table:
    """A table of a TOML file that is read entry by entry; what is left over is a mistake."""

    def __init__(self, path: Path, name: str, values: dict[str, Any]) -> None:
        self.place = f"{path.name}: {name}"
        self._path = path
        self._values = dict(values)

    def take(self, key: str, default: object = None) -> Any:
        value = self._values.pop(key, default)
        if value is None:
            raise DeclarationError(f"{self.place}: {key} is missing")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self.take(key, default)
        if not isinstance(value, str):
            raise DeclarationError(f"{self.place}: {key} is {value!r}, must be text")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self.take(key, default)
        if isinstance(value, str) or not all(isinstance(item, str) for item in value):
            raise DeclarationError(f"{self.place}: {key} is {value!r}, must be a list of texts")
        return tuple(value)

    def entries(self, key: str) -> list[_Table]:
        return [
            _Table(self._path, f"{key} {entry.get('name', number)}", entry)
            for number, entry in enumerate(self.take(key), 1)
        ]

    def tables(self, key: str) -> list[tuple[str, _Table]]:
        return [
            (name, _Table(self._path, f"{self.place.partition(': ')[2]}, {key} {name}", values))
            for name, values in self.take(key).items()
        ]

    def end(self) -> None:
        if self._values:
            raise DeclarationError(f"{self.place}: unknown entries {sorted(self._values)}")
