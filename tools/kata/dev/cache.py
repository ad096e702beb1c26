"""Remembers which units passed their checks, by the content of all that the checks read."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tools.kata.state.files import replace_file
from tools.kata.validate.lint import has_ruff
from tools.kata.validate.outcomes import Outcome

VERSION = 1

# What a unit's checks read outside of its folder and of the units it builds on.
_SHARED = ("tools/kata", "challenges/shared", "challenges/catalogue.toml", "ruff.toml")
_LEARNERS = {"attempt.py", "attempt", "attempt_tests.py"}
_LIBRARIES = ("requirements.txt", "native")
_MADE = {"__pycache__", "target"}


class Contents:
    """Hashes of what checks read, each folder read once."""

    def __init__(self, root: Path, units: Iterable[Path]) -> None:
        self._root = root
        names = "\n".join(unit.relative_to(root).as_posix() for unit in units)
        shared = [_hash(root / name) for name in (*_SHARED, *_LIBRARIES)]
        self._shared = "\n".join([sys.version, str(has_ruff()), names, *shared])
        self._folders: dict[Path, str] = {}

    def of(self, unit: Path, others: Iterable[Path] = ()) -> str:
        """Returns the hash of a unit, of the units it builds on, and of what all share."""
        parts = [self._folder(folder) for folder in (unit, *others)]
        return hashlib.sha256("\n".join([self._shared, *parts]).encode()).hexdigest()

    def _folder(self, folder: Path) -> str:
        if folder not in self._folders:
            self._folders[folder] = _hash(folder)
        return self._folders[folder]


class Cache:
    """Outcomes without a problem, by a unit's slug and the hash of its content.

    What has a problem is judged again each time.
    """

    def __init__(self, file: Path, say: Callable[[str], None]) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._entries: dict[str, Any] = {}
        try:
            data = json.loads(file.read_bytes())
            if data["v"] == VERSION:
                for one in data["units"].values():
                    _parsed(one)
                self._entries = data["units"]
        except FileNotFoundError:
            return
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            say(f"{file} cannot be read ({error}); everything is checked again")

    def find(self, name: str, content: str) -> tuple[Outcome, ...] | None:
        """Returns the outcomes of a unit whose content is the same, or None."""
        entry = self._entries.get(name)
        return _parsed(entry) if entry and entry["content"] == content else None

    def keep(self, name: str, content: str, found: Sequence[Outcome]) -> None:
        """Remembers outcomes, if they are without a problem, and writes the file."""
        with self._lock:
            if any(outcome.problems for outcome in found):
                self._entries.pop(name, None)
            else:
                outcomes = [outcome.as_json() for outcome in found]
                self._entries[name] = {"content": content, "outcomes": outcomes}
            text = json.dumps({"v": VERSION, "units": self._entries}, ensure_ascii=False)
            replace_file(self._file, text.encode())


def _parsed(entry: dict[str, Any]) -> tuple[Outcome, ...]:
    return tuple(Outcome.parse(one) for one in entry["outcomes"])


def _hash(path: Path) -> str:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        parts = file.relative_to(path).parts
        skipped = not _MADE.isdisjoint(parts) or (parts and parts[0] in _LEARNERS)
        if file.is_file() and not skipped:
            content = file.read_bytes()
            digest.update(f"{'/'.join(parts)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
