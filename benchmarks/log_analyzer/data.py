"""The logs that engines read: generated once, and kept in the user's cache folder."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable, Collection
from pathlib import Path
from types import ModuleType

import platformdirs

from benchmarks.harness.contest import TIMED
from benchmarks.harness.data_cache import cached
from benchmarks.log_analyzer import caddy
from challenges.days.day22_log_analyzer import generated_dirt, generated_site, generator

CLEAN = "clean"
DIRT = 0.001
MOST_CLEAN_ROWS = 250_000  # what peers are compared on need not be what they are timed on
LOG, GZIP, JSON = "log", "gzip", "json"  # what a scenario's `input` may be
BYTES_PER_ROW = {LOG: 250, GZIP: 60, JSON: 620}  # generous; 238, 46 and 585 measured
BLOCK = 1 << 20

Progress = Callable[[str, int], None]


def cache_folder() -> Path:
    """Returns where inputs are kept."""
    return Path(platformdirs.user_cache_dir("python-challenges")) / "benchmarks" / "log_analyzer"


def rows_to_write(rows: int, forms: Collection[str], *, with_clean: bool) -> int:
    """Returns how many rows `make_inputs` reports when nothing is there yet."""
    return (rows + with_clean * min(rows, MOST_CLEAN_ROWS)) * len({LOG, *forms})


def make_inputs(
    rows: int, seed: int, forms: Collection[str], *, with_clean: bool, progress: Progress
) -> dict[str, dict[str, Path]]:
    """Returns the files to time, and those without dirty lines where some engine needs them.

    Args:
        forms: Of LOG, GZIP and JSON; the log is made anyway, the others are made of it.
        progress: Called with a file name and the rows done since the last call.

    Returns:
        By form, the files by name: TIMED and CLEAN.

    Raises:
        NoSpaceError: There is no room for them.
    """
    kinds = {TIMED: (rows, DIRT)}
    if with_clean:
        kinds[CLEAN] = (min(rows, MOST_CLEAN_ROWS), 0)
    inputs: dict[str, dict[str, Path]] = {form: {} for form in (LOG, *forms)}
    for kind, (count, dirt) in kinds.items():
        log = inputs[LOG][kind] = _log(count, seed, dirt, progress)
        if GZIP in forms:
            inputs[GZIP][kind] = _made_of(log, f"{log.name}.gz", GZIP, count, pack, progress)
        if JSON in forms:
            name = f"{log.stem}.json"
            inputs[JSON][kind] = _made_of(log, name, JSON, count, caddy.convert, progress)
    return inputs


def _log(rows: int, seed: int, dirt: float, progress: Progress) -> Path:
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

    return cached(cache_folder() / _version(), name, rows * BYTES_PER_ROW[LOG], make)


def _made_of(
    log: Path,
    name: str,
    form: str,
    rows: int,
    convert: Callable[[Path, Path, Callable[[int], None]], None],
    progress: Progress,
) -> Path:
    def make(path: Path) -> None:
        convert(log, path, lambda done: progress(name, done))

    folder = cache_folder() / (_version(caddy) if form == JSON else _version())
    return cached(folder, name, rows * BYTES_PER_ROW[form], make)


def pack(source: Path, target: Path, progress: Callable[[int], None]) -> None:
    """Compresses a file as `gzip -6 -n` does, so that it always becomes the same one."""
    with (
        source.open("rb") as plain,
        target.open("wb") as out,
        gzip.GzipFile("", "wb", 6, out, mtime=0) as packed,
    ):
        while block := plain.read(BLOCK):
            packed.write(block)
            progress(block.count(b"\n"))


def _version(*more: ModuleType) -> str:
    """Returns a short hash of the source that makes files: an edit makes new ones."""
    modules = (generator, generated_site, generated_dirt, *more)
    joined = b"".join(Path(str(module.__file__)).read_bytes() for module in modules)
    return hashlib.sha256(joined).hexdigest()[:8]
