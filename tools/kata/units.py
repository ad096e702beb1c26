"""A unit of the course as its unit.toml describes it.

The file is the single source of truth: plugin, judge, validator, command line and Bazel macros read
the same fields. Everything here is standard library, so that any of them starts fast.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.kata.catalogue import (
    LEVELS,
    Entry,
    find_units,
    highest_number,
    load_catalogue,
    unit_folder,
)
from tools.kata.mutants import VERDICTS, Mutant, load_mutants
from tools.kata.perf import Perf, read_perf
from tools.kata.problems import Problem, UnitError
from tools.kata.toml_table import TomlTable

__all__ = [
    "LEVELS",
    "VERDICTS",
    "Entry",
    "Limits",
    "Mutant",
    "Perf",
    "Problem",
    "Stage",
    "Unit",
    "UnitError",
    "find_units",
    "load_catalogue",
    "load_mutants",
    "load_unit",
    "load_units",
]

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"\w+")
_STAGE_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one judged run may use.

    Attributes:
        cpu_s: Seconds of processor time, of the attempt and all processes it starts.
        memory_mb: Mebibytes of resident memory.
        output_kb: Kibibytes of output that are kept; what goes beyond is dropped and counted.
    """

    cpu_s: float = 2.0
    memory_mb: int = 512
    output_kb: int = 40

    @property
    def wall_s(self) -> float:
        """Seconds a run may last while it sleeps or gets the processor time it asks for."""
        return 5 * self.cpu_s


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a unit.

    Attributes:
        index: Counts from 1.
        tests: Its test files: test_<id>.py, and after it test_<id>__<part>.py in order.
        api: Functions, classes and methods that come with this stage; no earlier one uses them.
    """

    id: str
    title: str
    index: int
    tests: tuple[Path, ...]
    api: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One challenge or day.

    Attributes:
        folder: Its folder; the last part of the path is `slug`.
        functions: Signatures of the API's functions, as written in unit.toml.
        classes: Signatures of the API's classes.
        stages: In teaching order.
    """

    folder: Path
    uuid: str
    number: int
    slug: str
    title: str
    level: str
    topic: str
    difficulty: int
    minutes: int
    requires: tuple[str, ...]
    builds_on: tuple[str, ...]
    services: tuple[str, ...]
    functions: tuple[str, ...]
    classes: tuple[str, ...]
    limits: Limits
    stages: tuple[Stage, ...]
    perf: tuple[Perf, ...]

    @property
    def is_day(self) -> bool:
        """Whether the unit is a package (a day) and not a single file."""
        return self.level == "day"

    @property
    def is_whole(self) -> bool:
        """Whether its cases may share a server or a folder, so that they cannot run in parts."""
        return self.is_day or bool(self.services)

    @property
    def solution(self) -> Path:
        """The reference: solution.py, or the day's own folder, which is the package."""
        return self.folder if self.is_day else self.folder / "solution.py"

    @property
    def template(self) -> Path:
        """What an attempt starts from: template.py or the package template/."""
        return self.folder / ("template" if self.is_day else "template.py")

    @property
    def attempt(self) -> Path:
        """The learner's own work: attempt.py or the package attempt/; may not exist."""
        return self.folder / ("attempt" if self.is_day else "attempt.py")

    @property
    def alternatives(self) -> tuple[Path, ...]:
        """Right solutions of a challenge in another style, which the tests must let pass too."""
        return () if self.is_day else tuple(sorted((self.folder / "alternatives").glob("*.py")))

    def stage(self, name: str) -> Stage | None:
        """Returns the stage of an id or of a number counted from 1."""
        return next((s for s in self.stages if name in (s.id, str(s.index))), None)


def load_unit(folder: Path) -> Unit:
    """Reads the unit.toml of a folder.

    Args:
        folder: The unit's folder.

    Returns:
        The unit, complete and consistent in itself.

    Raises:
        UnitError: With every problem found: file, line, what is wrong, what was allowed.
    """
    folder = folder.absolute()
    problems: list[Problem] = []
    table = TomlTable.parse(folder / "unit.toml", problems)
    table.integer("format", 1, 1)
    level = table.choice("level", LEVELS)
    api = table.table("api")
    functions, classes = api.texts("functions"), api.texts("classes")
    named = functions + classes
    unit = Unit(
        folder=folder,
        uuid=_uuid(table),
        number=table.integer("number", 1, highest_number(level)),
        slug=_slug(table, folder),
        title=table.text("title"),
        level=level,
        topic=_topic(table, folder, level),
        difficulty=table.integer("difficulty", 1, 5),
        minutes=table.integer("minutes", 1, 10_000),
        requires=_names(table, "requires"),
        builds_on=_names(table, "builds_on"),
        services=_names(table, "services"),
        functions=functions,
        classes=classes,
        limits=_limits(table.table("limits")),
        stages=_stages(table, folder, named),
        perf=tuple(read_perf(entry, folder, named) for entry in table.tables("perf")),
    )
    if table.has("api") and not unit.functions and not unit.classes:
        api.wrong("", "[api] names nothing", "functions, classes or both")
    api.finish()
    table.finish()
    if problems:
        raise UnitError(problems)
    return unit


def load_units(folders: Iterable[Path]) -> tuple[Unit, ...]:
    """Reads several units and holds them against each other.

    Raises:
        UnitError: A unit is wrong, or two share a slug, a uuid or a number.
    """
    problems: list[Problem] = []
    units: list[Unit] = []
    for folder in folders:
        try:
            units.append(load_unit(folder))
        except UnitError as error:
            problems += error.problems
    seen: dict[tuple[str, object], Unit] = {}
    for unit in units:
        kind = "day" if unit.is_day else "challenge"
        for key in (("slug", unit.slug), ("uuid", unit.uuid), (f"{kind} number", unit.number)):
            if other := seen.get(key):
                wrong = f"{key[0]} {key[1]} is taken"
                allowed = f"one that is not used by {other.folder / 'unit.toml'}"
                problems.append(Problem(unit.folder / "unit.toml", 1, wrong, allowed))
            seen.setdefault(key, unit)
    if problems:
        raise UnitError(problems)
    return tuple(units)


def _uuid(table: TomlTable) -> str:
    text = table.text("uuid")
    if not text:
        return text
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        parsed = None
    if parsed is None or str(parsed) != text or parsed.version != 4:
        table.wrong("uuid", f"uuid is {text!r}", f"a random one such as {uuid.uuid4()}")
    return text


def _slug(table: TomlTable, folder: Path) -> str:
    slug = table.text("slug")
    if slug and not _SLUG.fullmatch(slug):
        table.wrong("slug", f"slug is {slug!r}", "small letters, digits and _")
    elif slug and slug != folder.name:
        wrong = f"slug is {slug!r}, the folder {folder.name!r}"
        table.wrong("slug", wrong, "the name of the folder")
    return slug


def _topic(table: TomlTable, folder: Path, level: str) -> str:
    topic = table.text("topic")
    placed = unit_folder(level, topic, folder.name)
    if topic and level in LEVELS and not folder.as_posix().endswith("/" + placed):
        table.wrong("topic", f"level {level!r} and topic {topic!r} belong to {placed}", str(folder))
    return topic


def _names(table: TomlTable, key: str) -> tuple[str, ...]:
    names = table.texts(key)
    for name in names:
        if not _SLUG.fullmatch(name):
            table.wrong(key, f"{key} has {name!r}", "small letters, digits and _")
    if len(set(names)) != len(names):
        table.wrong(key, f"{key} is {list(names)}", "each name once")
    return names


def _limits(table: TomlTable) -> Limits:
    limits = Limits(
        cpu_s=table.number("cpu_s", 0.1, 600),
        memory_mb=table.integer("memory_mb", 16, 16_384),
        output_kb=table.integer("output_kb", 1, 10_240),
    )
    table.finish()
    return limits


def _stages(table: TomlTable, folder: Path, named: Sequence[str]) -> tuple[Stage, ...]:
    words = set(_WORD.findall(" ".join(named)))
    stages: list[Stage] = []
    for entry in table.tables("stage"):
        name, title = entry.text("id"), entry.text("title")
        tests = folder / "tests" / f"test_{name}.py"
        if name and not _STAGE_ID.fullmatch(name):
            entry.wrong("id", f"stage id is {name!r}", "small letters, digits and _")
        elif any(stage.id == name for stage in stages):
            entry.wrong("id", f"stage id {name!r} is there twice", "each id once")
        # Where units are held against each other, there is no more of each than its unit.toml.
        elif name and tests.parent.is_dir() and not tests.is_file():
            entry.wrong("id", f"stage {name!r} has no tests", f"a file tests/test_{name}.py")
        api = entry.texts("api")
        for unknown in (word for word in api if word not in words):
            entry.wrong("api", f"api has {unknown!r}", "names that [api] has")
        parts = tuple(sorted(tests.parent.glob(f"test_{name}__*.py"))) if name else ()
        stages.append(Stage(name, title, len(stages) + 1, (tests, *parts), api))
        entry.finish()
    if not stages and table.has("format"):
        table.wrong("stage", "there is no stage", "at least one [[stage]]")
    return tuple(stages)
