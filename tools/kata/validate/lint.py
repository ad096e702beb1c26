"""Checks format and lint of a unit's Python files, as its Bazel target :lint does."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.units import Unit

_FOUND = re.compile(r"(?P<file>.+?):(?P<line>\d+):\d+: (?P<wrong>.+)")
_UNFORMATTED = re.compile(r"^--- (.+)$", re.MULTILINE)


def has_ruff() -> bool:
    """Whether ruff is installed; the command line of learners does not need it."""
    return importlib.util.find_spec("ruff") is not None


def check_lint(unit: Unit, root: Path) -> Iterator[Problem]:
    """Runs ruff on everything in the unit but the learner's files."""
    files = [path for path in sorted(unit.folder.rglob("*.py")) if not _is_learners(unit, path)]
    said = _ruff(root, "check", "--output-format=concise", files=files)
    for match in _FOUND.finditer(said):
        yield Problem(root / match["file"], int(match["line"]), match["wrong"], "see ruff.toml")
    for match in _UNFORMATTED.finditer(_ruff(root, "format", "--diff", files=files)):
        yield Problem(root / match[1], 0, "is not formatted", "what `ruff format` writes")


def _is_learners(unit: Unit, path: Path) -> bool:
    return path.relative_to(unit.folder).parts[0] in ("attempt.py", "attempt", "attempt_tests.py")


def _ruff(root: Path, *arguments: str, files: list[Path]) -> str:
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache"]
    if (config := root / "ruff.toml").is_file():
        command += ["--config", str(config)]
    return subprocess.run(
        [*command, *map(str, files)], cwd=root, capture_output=True, text=True, check=False
    ).stdout
