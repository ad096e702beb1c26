"""Finds what `kata dev new` has left for the author to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.validate.outcomes import Numbered

ALLOWED = "written, and the mark taken out"

_TODO = re.compile(r"\bTODO: (.*)")
# The check that will judge a file once it is written; for all other files it is check 2.
_CHECKS = {
    "unit.toml": 1,
    "mutants.toml": 5,
    "README.md": 8,
    "notes.md": 8,
    "hints": 9,
    "tests": 11,
}
_LEARNERS = {"attempt.py", "attempt", "attempt_tests.py"}


def find_todos(folder: Path) -> Iterator[Numbered]:
    """Yields each mark in a unit's files, with the check whose file it stands in."""
    for file in sorted(folder.rglob("*")):
        part = file.relative_to(folder).parts[0]
        if file.suffix not in (".py", ".toml", ".md") or part in _LEARNERS or not file.is_file():
            continue
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, start=1):
            if match := _TODO.search(line):
                # Without the end of the comment, text or docstring that it stands in.
                wanted = match[1].rstrip(' .")')
                yield _CHECKS.get(part, 2), Problem(file, number, f"TODO: {wanted}", ALLOWED)
