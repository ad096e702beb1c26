"""Which engines are on this machine, in which version, and how to get the others."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.harness.declarations import Engine


@dataclass(frozen=True, slots=True)
class Missing:
    """An engine that cannot take part.

    Attributes:
        why: What was looked for.
        get: How to get it.
    """

    name: str
    why: str
    get: str


def find(engine: Engine) -> str | Missing:
    """Returns the version of an engine, or why it is missing."""
    if engine.module and importlib.util.find_spec(engine.module) is None:
        return Missing(engine.name, f"no Python module {engine.module}", engine.get)
    if engine.program and shutil.which(engine.program) is None:
        return Missing(engine.name, f"no program {engine.program} on PATH", engine.get)
    if isinstance(engine.version, str):
        return _distribution_version(engine.version)
    return _printed_version(engine.version)


def _distribution_version(name: str) -> str:
    if name == "python":
        return "Python " + sys.version.split()[0]
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return f"{name} (of this checkout)"


def _printed_version(command: tuple[str, ...]) -> str:
    """Returns the first line that a command prints."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True
    )
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0].strip() if lines else f"{command[0]} (does not tell its version)"
