"""How long after a line is written `follow` yields the report that counts it.

A process of its own appends the first lines of a log to a new file, LINES_PER_SECOND of them. The
lag of a line lasts from just before its write to the moment when the totals of a report that counts
it are there; the clock is one for all processes.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from challenges.days.day22_log_analyzer import follow

LINES_PER_SECOND = 50_000
MOST_LINES = 4 * LINES_PER_SECOND
BATCH_LINES = 500
INTERVAL = 0.5  # seconds between two looks

Moments = list[tuple[int, float]]  # lines so far, and when


def main() -> int:
    """Prints the lines counted, and median and 99th percentile of the lag in seconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("backend", choices=("python", "cython", "rust"))
    parser.add_argument("input")
    arguments = parser.parse_args()
    with Path(arguments.input).open("rb") as log:
        lines = list(islice(log, MOST_LINES))
    with tempfile.TemporaryDirectory(prefix="follow-lag-") as folder:
        path = Path(folder, "access.log")
        path.touch()
        spawn = get_context("spawn")
        ours, theirs = spawn.Pipe()
        writer = spawn.Process(target=_write, args=(path, lines, theirs), daemon=True)
        writer.start()
        ours.recv()
        counted: Moments = []
        for report in follow(path, INTERVAL, format="combined", backend=arguments.backend):
            counted.append((report.totals.lines, time.monotonic()))
            if counted[-1][0] == len(lines):
                break
        written: Moments = ours.recv()
        writer.join()
    ascending = sorted(lags(written, counted))
    writing = written[-1][1] - written[0][1]
    answer = {"lines": counted[-1][0], "writing": writing, "lag_p50": rank(ascending, 50)}
    json.dump({**answer, "lag_p99": rank(ascending, 99)}, sys.stdout)
    return 0


def _write(path: Path, lines: Sequence[bytes], connection: Connection) -> None:
    """Appends lines at an even pace, and sends when each batch was."""
    connection.send("ready")
    moments: Moments = []
    start = time.monotonic()
    with path.open("ab", buffering=0) as file:
        for first in range(0, len(lines), BATCH_LINES):
            time.sleep(max(0.0, start + first / LINES_PER_SECOND - time.monotonic()))
            batch = lines[first : first + BATCH_LINES]
            moments.append((first + len(batch), time.monotonic()))
            file.write(b"".join(batch))
    connection.send(moments)


def lags(written: Moments, counted: Moments) -> Iterator[float]:
    """Yields the lag of each line."""
    reports = iter(counted)
    known, then = next(reports)
    line = 0
    for upto, moment in written:
        while line < upto:
            while known <= line:
                known, then = next(reports)
            yield then - moment
            line += 1


def rank(ascending: Sequence[float], percent: int) -> float:
    """Returns a percentile by nearest rank."""
    return ascending[math.ceil(len(ascending) * percent / 100) - 1]


if __name__ == "__main__":
    sys.exit(main())
