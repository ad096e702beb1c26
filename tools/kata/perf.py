"""What unit.toml claims about growth: a measured piece of the API, its input, its classes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tools.kata.toml_table import TomlTable

# Class -> the exponent that it has on a log-log plot, where a logarithm cannot be seen.
EXPONENTS = {"1": 0, "log n": 0, "n": 1, "n log n": 1, "n^2": 2, "n^2 log n": 2, "n^3": 3}

LEAST_LARGEST = 256

_PLACE = re.compile(r"(tests/[\w/]+\.py):([A-Za-z]\w*)")
_API_NAME = re.compile(r"[A-Za-z]\w*(\.\w+)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A function at the top of a file in a unit's tests."""

    file: Path
    function: str


@dataclass(frozen=True, slots=True)
class Perf:
    """A claim about growth.

    Attributes:
        function: What is measured: a function of the API, a class, or a method of a class.
        input: Makes the arguments of a size: ``f(n)`` returns a tuple, which no call changes.
        run: Uses the subject with them and answers in plain values: ``f(subject, *arguments)``.
            None: `function` itself is called with them.
        time: Class of the processor time, a key of `EXPONENTS`.
        space: Class of the memory beyond the arguments.
        largest: The largest n that makes sense; 0 if there is no such bound.
    """

    function: str
    input: Place
    run: Place | None
    time: str
    space: str
    largest: int


def read_perf(entry: TomlTable, folder: Path, api: tuple[str, ...]) -> Perf:
    """Reads one [[perf]] table, and notes what is wrong with it.

    Args:
        entry: The table.
        folder: The unit's folder.
        api: Signatures of the unit's functions and classes.
    """
    function = entry.text("function")
    names = [match[0] for signature in api if (match := _API_NAME.match(signature))]
    if function and not {function, function.partition(".")[0]} & set(names):
        entry.wrong("function", f"function is {function!r}", f"a name of [api]: {', '.join(names)}")
    run = _place(entry, "run", folder) if entry.has("run") else None
    if "." in function and run is None:
        entry.wrong("", f"run is missing, and {function} is a method", "a function that calls it")
    perf = Perf(
        function=function,
        input=_place(entry, "input", folder),
        run=run,
        time=entry.choice("time", tuple(EXPONENTS)),
        space=entry.choice("space", tuple(EXPONENTS)),
        largest=entry.integer("largest", LEAST_LARGEST, 1 << 30) if entry.has("largest") else 0,
    )
    entry.finish()
    return perf


def _place(entry: TomlTable, key: str, folder: Path) -> Place:
    text = entry.text(key)
    match = _PLACE.fullmatch(text)
    if match is None:
        if text:
            entry.wrong(key, f"{key} is {text!r}", "such as tests/perf.py:large_input")
        return Place(folder, "")
    file = folder / match[1]
    # Where units are held against each other, there is no more of each than its unit.toml.
    if (folder / "tests").is_dir() and not file.is_file():
        entry.wrong(key, f"{key} is {text!r}, and there is no {match[1]}", "a file in tests/")
    return Place(file, match[2])
