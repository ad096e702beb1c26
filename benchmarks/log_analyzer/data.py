"""The logs that engines read: generated once, and kept in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from benchmarks.harness.contest import TIMED
from benchmarks.harness.data_cache import cached
from challenges.days.day22_log_analyzer import generated_dirt, generated_site, generator

CLEAN = "clean"
DIRT = 0.001
BYTES_PER_ROW = 250  # generous; 238 measured
MOST_CLEAN_ROWS = 1_000_000  # what peers are compared on need not be what they are timed on


def cache_folder() -> Path:
    """Returns where inputs are kept."""
    return Path(platformdirs.user_cache_dir("python-challenges")) / "benchmarks" / "log_analyzer"


def make_inputs(
    rows: int, seed: int, *, with_clean: bool, progress: Callable[[str, int], None]
) -> dict[str, Path]:
    """Returns the log to time, and the one without dirty lines where some engine needs it.

    Args:
        progress: Called with a file name and the rows done since the last call.

    Raises:
        NoSpaceError: There is no room for them.
    """
    inputs = {TIMED: _log(rows, seed, DIRT, progress)}
    if with_clean:
        inputs[CLEAN] = _log(min(rows, MOST_CLEAN_ROWS), seed, 0, progress)
    return inputs


def _log(rows: int, seed: int, dirt: float, progress: Callable[[str, int], None]) -> Path:
    # The name is counted too, as the source's: it must not change with the generator's comments.
    name = f"{rows}-rows-seed-{seed}-dirt-{dirt:g}.log"

    def make(path: Path) -> None:
        generator.generate(
            path,
            rows,
            seed=seed,
            threads=len(os.sched_getaffinity(0)),
            dirt=dirt,
            progress=lambda done: progress(name, done),
        )

    return cached(cache_folder() / _generator_version(), name, rows * BYTES_PER_ROW, make)


def _generator_version() -> str:
    """Returns a short hash of the generator's source: an edit makes new files."""
    sources = (generator, generated_site, generated_dirt)
    joined = b"".join(Path(str(module.__file__)).read_bytes() for module in sources)
    return hashlib.sha256(joined).hexdigest()[:8]
