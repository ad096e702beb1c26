"""Reads a TOML file field by field and notes every field that is wrong, with its line."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.toml_lines import TomlLines


class TomlTable:
    """One table of a TOML file.

    Each reading method returns a value of the wanted type in every case: a missing or wrong field
    is noted in `problems` and a harmless value stands in for it, so that one pass finds all.

    Attributes:
        file: Where the table stands.
        problems: Shared by all tables of the file.
    """

    def __init__(
        self,
        file: Path,
        data: dict[str, object],
        lines: TomlLines,
        problems: list[Problem],
        place: tuple[str | int, ...] = (),
        *,
        absent: bool = False,
    ) -> None:
        self.file = file
        self.problems = problems
        self._data = data
        self._lines = lines
        self._place = place
        self._read: set[str] = set()
        # Of a table that is not there, or cannot be parsed, missing keys are no news.
        self._absent = absent

    @classmethod
    def parse(cls, file: Path, problems: list[Problem]) -> TomlTable:
        """Reads a whole file; text that is not TOML gives one problem and an empty table."""
        try:
            text = file.read_text(encoding="utf-8")
            return cls(file, tomllib.loads(text), TomlLines(text), problems)
        except OSError as error:
            problems.append(Problem(file, 0, f"cannot be read ({error.strerror})", "a TOML file"))
        except UnicodeDecodeError as error:
            wrong = f"byte {error.start} is not UTF-8"
            problems.append(Problem(file, 0, wrong, "a TOML file in UTF-8"))
        except tomllib.TOMLDecodeError as error:
            line = str(error).rpartition("(at line ")[2].partition(",")[0]
            number = int(line) if line.isdigit() else len(text.splitlines())
            problems.append(Problem(file, number, f"not TOML: {error}", "see https://toml.io"))
        return cls(file, {}, TomlLines(""), problems, absent=True)

    def has(self, key: str) -> bool:
        """Tells whether a key is given, without reading it."""
        return key in self._data

    def line(self, key: str = "") -> int:
        """Returns the line of a key, or of the table itself."""
        return self._lines.of(*self._place, *([key] if key else []))

    def wrong(self, key: str, wrong: str, allowed: str) -> None:
        """Notes a problem at a key."""
        self.problems.append(Problem(self.file, self.line(key), wrong, allowed))

    def text(self, key: str, default: str | None = None) -> str:
        """Reads a text; without a default the key must be there.

        A blank text is a problem, except where the default is blank, too.
        """
        value = self._take(key, "a text", required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self._wrong_type(key, value, "a text")
            return default or ""
        if not value.strip() and default != "":
            self.wrong(key, f"{key} is empty", "a text")
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """Reads one of the given texts."""
        value = self.text(key)
        if value and value not in allowed:
            self.wrong(key, f"{key} is {value!r}", f"one of {', '.join(allowed)}")
        return value

    def integer(self, key: str, low: int, high: int) -> int:
        """Reads a whole number within bounds, both included."""
        wanted = f"a whole number from {low} to {high}"
        value = self._take(key, wanted, required=True)
        if value is None:
            return low
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong_type(key, value, wanted)
            return low
        if not low <= value <= high:
            self.wrong(key, f"{key} is {value}", wanted)
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """Reads a number within bounds, both included."""
        wanted = f"a number from {low:g} to {high:g}"
        value = self._take(key, wanted, required=True)
        if value is None:
            return low
        if not isinstance(value, int | float) or isinstance(value, bool):
            self._wrong_type(key, value, wanted)
            return low
        if not low <= value <= high:
            self.wrong(key, f"{key} is {value}", wanted)
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Reads a list of texts; a missing key is an empty list."""
        value = self._take(key, "a list of texts", required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong_type(key, value, "a list of texts")
            return ()
        return tuple(value)

    def table(self, key: str) -> TomlTable:
        """Reads a table that must be there."""
        value = self._take(key, f"a table [{key}]", required=True)
        if value is not None and not isinstance(value, dict):
            self._wrong_type(key, value, f"a table [{key}]")
        absent = not isinstance(value, dict)
        data = value if isinstance(value, dict) else {}
        place = (*self._place, key)
        return TomlTable(self.file, data, self._lines, self.problems, place, absent=absent)

    def tables(self, key: str) -> Iterator[TomlTable]:
        """Reads an array of tables; a missing key is an empty array."""
        value = self._take(key, f"tables [[{key}]]", required=False)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wrong_type(key, value, f"tables [[{key}]]")
            return
        for index, data in enumerate(value):
            place = (*self._place, key, index)
            yield TomlTable(self.file, data, self._lines, self.problems, place)

    def finish(self) -> None:
        """Notes every key that nobody has read."""
        known = sorted(self._read)
        for key in self._data:
            if key not in self._read:
                close = difflib.get_close_matches(key, known, n=1)
                meant = f" (did you mean {close[0]!r}?)" if close else ""
                self.wrong(key, f"unknown key {key!r}{meant}", f"one of {', '.join(known)}")

    def _take(self, key: str, wanted: str, *, required: bool) -> object:
        self._read.add(key)
        value = self._data.get(key)
        if value is None and required and not self._absent:
            self.wrong("", f"{key} is missing", wanted)
        return value

    def _wrong_type(self, key: str, value: object, wanted: str) -> None:
        self.wrong(key, f"{key} is {value!r}", wanted)
