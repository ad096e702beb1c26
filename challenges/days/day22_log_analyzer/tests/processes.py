"""Processes that tests start, and those that the module under test starts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]


def environment() -> dict[str, str]:
    """Returns an environment in which a child process finds what this process imports."""
    paths = [entry or str(Path.cwd()) for entry in sys.path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def workers(parent: int | None = None) -> list[psutil.Process]:
    """Returns the children of a process; not the one by which Python tracks its resources.

    Args:
        parent: Its id; None means this process.
    """
    children = psutil.Process(parent).children()
    return [child for child in children if not _tracks_resources(child)]


def _tracks_resources(process: psutil.Process) -> bool:
    try:
        return any("resource_tracker" in word for word in process.cmdline())
    except psutil.Error:
        return True  # it has ended meanwhile
