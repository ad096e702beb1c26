"""Access logs for tests and benchmarks: realistic, deterministic, equal in Python and Rust.

Row `i` of a log is a function of (seed, i, rows, dirt) and of nothing else: its random numbers are
draws `8 * i + 1` to `8 * i + 7` of the splitmix64 sequence that the seed starts (Steele, Lea and
Flood, "Fast splittable pseudorandom number generators", 2014). So any thread can write any part.

Run `python -m challenges.days.day22_log_analyzer.generator OUT --rows N --seed S`.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from challenges.days.day22_log_analyzer.generated_dirt import spoil
from challenges.days.day22_log_analyzer.generated_site import (
    FIRST_DAY,
    GOLDEN,
    MASK,
    OUR_SITE,
    OUTSIDE,
    PROTOCOLS,
    STATUS_OF,
    UNIT,
    minute_sums,
    mix,
    query,
    site,
)

__all__ = ["BACKENDS", "generate", "main", "rows_of"]

BACKENDS = ("auto", "rust", "python")
DRAWS_PER_ROW = 8
BATCH_ROWS = 8192


def rows_of(
    rows: int, *, seed: int, dirt: float = 0.001, start: int = 0, stop: int | None = None
) -> Iterator[bytes]:
    """Yields rows `start` to `stop` of the log of `rows` rows, each with its newline.

    Args:
        rows: Rows of the whole log, over which the 14 days are spread.
        seed: Any integer; its low 64 bits count.
        dirt: Share of rows that are damaged or odd, 0 to 1.
        start: First row.
        stop: Row after the last one; None means `rows`.

    Raises:
        ValueError: A number is out of its range.
    """
    dirty_below = _check(rows, dirt)
    world = site()
    path_sums, client_sums, path_total = world.path_sums, world.client_sums, world.path_sums[-1]
    client_total = client_sums[-1]
    minutes = minute_sums()
    minute, second_now, stamp = 0, -1, b""
    state = (mix(seed & MASK) + start * DRAWS_PER_ROW * GOLDEN) & MASK
    for row in range(start, rows if stop is None else stop):
        one = mix((state + GOLDEN) & MASK)
        two = mix((state + 2 * GOLDEN) & MASK)
        three = mix((state + 3 * GOLDEN) & MASK)
        position = row * minutes[-1] // rows
        while minutes[minute + 1] <= position:
            minute += 1
        low = minutes[minute]
        second = (position - low) * 60 // (minutes[minute + 1] - low) + minute * 60
        if second != second_now:
            second_now, stamp = second, _stamp(second)
        head, agent = world.client(bisect_right(client_sums, (one >> 24) * client_total >> UNIT))
        if one & 1023 < 51:
            agent = world.agent(mix((state + 4 * GOLDEN) & MASK))
        path, size, methods = world.path(bisect_right(path_sums, (two >> 24) * path_total >> UNIT))
        method = methods[two & 1023]
        status = STATUS_OF[three >> 54]
        if status in (304, 206) and method != b"GET":
            status = 200
        if status in (200, 206):
            length = b"-" if method == b"HEAD" else b"%d" % (size + (three >> 8 & 2047))
        else:
            length = b"-" if status == 304 else b"%d" % (150 + (three >> 8 & 511))
        if two >> 10 & 15 < 2:
            path += query(mix((state + 5 * GOLDEN) & MASK))
        where = three >> 44 & 1023
        if where < 717:
            referrer = b"-"
        elif where < 920:
            referrer = OUR_SITE + world.path((three >> 20 & 0xFFF) * (where & 7))[0]
        else:
            referrer = world.outside[(three >> 20 & 0xFFFF) % OUTSIDE]
        line = b'%b%b] "%b %b %b" %d %b "%b" "%b"' % (
            head, stamp, method, path, PROTOCOLS[one >> 10 & 1023], status, length, referrer, agent,
        )  # fmt: skip
        if dirty_below and mix((state + 6 * GOLDEN) & MASK) >> 32 < dirty_below:
            line = spoil(line, mix((state + 7 * GOLDEN) & MASK))
        yield line + b"\n"
        state = (state + DRAWS_PER_ROW * GOLDEN) & MASK


def generate(
    path: str | os.PathLike[str],
    rows: int,
    *,
    seed: int,
    threads: int = 1,
    dirt: float = 0.001,
    backend: str = "auto",
    progress: Callable[[int], None] | None = None,
) -> None:
    """Writes a log of `rows` lines in combined format, about 240 bytes a line, and replaces `path`.

    The file is equal for every backend and every number of threads. It appears under its name when
    it is whole.

    Args:
        path: File to write.
        rows: Lines; at least 0.
        seed: Any integer; its low 64 bits count.
        threads: Threads of the Rust backend; pure Python writes with one.
        dirt: Share of lines that are damaged or odd, 0 to 1.
        backend: "rust", "python", or "auto" for Rust where it can be imported.
        progress: Called with the rows written since the last call; an exception from it stops the
            work and leaves `path` as it was.

    Raises:
        ValueError: A number or a name is out of its range.
        ImportError: backend is "rust" and `log_analyzer_rust` cannot be imported.
        OSError: The file cannot be written.
    """
    _check(rows, dirt)
    if threads < 1:
        raise ValueError(f"threads is {threads}, must be at least 1")
    native = _native(backend)
    if native is not None:
        native.generate(
            os.fspath(path), rows, seed=seed & MASK, threads=threads, dirt=dirt, progress=progress
        )
        return
    target = Path(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            os.fchmod(out.fileno(), 0o644)
            lines = rows_of(rows, seed=seed, dirt=dirt)
            for start in range(0, rows, BATCH_ROWS):
                count = min(BATCH_ROWS, rows - start)
                out.writelines(line for _, line in zip(range(count), lines, strict=False))
                if progress is not None:
                    progress(count)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="generator", description="Write a deterministic web server log in combined format."
    )
    parser.add_argument("out", help="file to write")
    parser.add_argument("--rows", type=int, default=1_000_000, help="lines (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="any integer (default %(default)s)")
    parser.add_argument(
        "--dirt", type=float, default=0.001, help="damaged share, 0 to 1 (default %(default)s)"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--backend", choices=BACKENDS, default="auto")
    options = parser.parse_args(arguments)
    try:
        with _bar(options.rows) as progress:
            generate(
                options.out,
                options.rows,
                seed=options.seed,
                threads=options.threads,
                dirt=options.dirt,
                backend=options.backend,
                progress=progress,
            )
    except (ValueError, ImportError, OSError) as error:
        print(f"generator: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


@contextlib.contextmanager
def _bar(rows: int) -> Iterator[Callable[[int], None] | None]:
    """Yields a progress callback that draws a bar, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    done = 0

    def draw(count: int) -> None:
        nonlocal done
        done += count
        filled = 40 * done // rows
        bar = "#" * filled + "." * (40 - filled)
        print(f"\r[{bar}] {done:,} of {rows:,} rows", end="", file=sys.stderr, flush=True)

    try:
        yield draw
    finally:
        print(file=sys.stderr)


def _native(backend: str) -> ModuleType | None:
    """Returns the Rust module, or None when pure Python is to write."""
    if backend not in BACKENDS:
        raise ValueError(f"backend is {backend!r}, must be one of {', '.join(BACKENDS)}")
    if backend == "python":
        return None
    try:
        return importlib.import_module("log_analyzer_rust")
    except ImportError:
        if backend == "rust":
            raise
        return None


def _check(rows: int, dirt: float) -> int:
    """Returns `dirt` as a bound for 32 random bits."""
    if rows < 0:
        raise ValueError(f"rows is {rows}, must be at least 0")
    if not 0 <= dirt <= 1:
        raise ValueError(f"dirt is {dirt}, must be from 0 to 1")
    return int(dirt * (1 << 32))


def _stamp(second: int) -> bytes:
    """Returns the timestamp of a second since the first midnight."""
    day, hour, minute = second // 86400, second // 3600 % 24, second // 60 % 60
    return b"%02d/Mar/2025:%02d:%02d:%02d +0000" % (FIRST_DAY + day, hour, minute, second % 60)


if __name__ == "__main__":
    sys.exit(main())
