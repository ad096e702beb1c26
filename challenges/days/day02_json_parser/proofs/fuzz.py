"""Fuzzes the backends of the JSON library with random and damaged documents.

Each document is given to each backend. Value (types and bits) or error (class, code, byte, column,
pointer) must be equal, and must be what json of the standard library says; every fourth document is
also read in pieces, in lines and by pointer. What is written of the value must be equal as well.
"""

from __future__ import annotations

import argparse
import faulthandler
import mmap
import os
import random
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from challenges.days.day02_json_parser.proofs.documents import Case, Source
from challenges.days.day02_json_parser.proofs.judge import Finding, Judge
from challenges.days.day02_json_parser.proofs.material import material
from challenges.days.day02_json_parser.proofs.minimise import minimised
from challenges.days.day02_json_parser.proofs.present import opened, present

BATCH = 500  # documents between two looks at the clock
HANGS = 300  # seconds for a batch, after which a document counts as one that never ends


@dataclass(frozen=True, slots=True)
class Report:
    """What came of fuzzing.

    Attributes:
        seed: Of the documents.
        count: How many there were.
        seconds: How long it took.
        told: How often each outcome of reading came.
        found: What is wrong, with the number of its document; None if nothing is.
    """

    seed: int
    count: int
    seconds: float
    told: dict[str, int]
    found: tuple[int, Case, Finding] | None


class Recorder:
    """Keeps the document at hand in a file, where it is still found when the process dies of it.

    Args:
        path: The file. It is there until `close`.
    """

    _SIZE = 4096

    def __init__(self, path: Path) -> None:
        self._path = path
        path.write_bytes(bytes(self._SIZE))
        with path.open("r+b") as file:
            self._mapped = mmap.mmap(file.fileno(), self._SIZE)

    def note(self, index: int, data: bytes) -> None:
        """Writes the number of a document, its size and its bytes."""
        head = f"{index} {len(data)}\n".encode()
        self._mapped[: len(head) + len(data)] = head + data

    def close(self) -> None:
        """Says that nothing died."""
        self._mapped.close()
        self._path.unlink()


def fuzz(
    backends: tuple[str, ...],
    seed: int,
    count: int,
    seconds: float = float("inf"),
    *,
    first: int = 0,
    folder: Path | None = None,
    bar: Progress | None = None,
) -> Report:
    """Judges documents until something is wrong.

    Args:
        backends: Names of those that take part.
        seed: Of the documents.
        count: How many, at most.
        seconds: How long, at most; a batch is always finished.
        first: Number of the first one.
        folder: Where the document at hand is kept.
        bar: What shows how far it is.
    """
    source, judge = Source(material(), seed), Judge(backends)
    recorder = Recorder(folder / f"running-{seed}") if folder else None
    task = bar.add_task("documents", total=count) if bar else None
    started = time.monotonic()
    done, found = 0, None
    while done < count and not found and time.monotonic() - started < seconds:
        with suppress(ValueError, OSError):  # standard error may be no file
            faulthandler.dump_traceback_later(HANGS, exit=True)
        for index in range(first + done, first + min(done + BATCH, count)):
            case = source.case(index)
            if recorder:
                recorder.note(index, case.data)
            done += 1
            if finding := judge.finding(case):
                found = index, _smallest(judge, case, finding), finding
                break
        faulthandler.cancel_dump_traceback_later()
        if bar and task is not None:
            bar.update(task, completed=done)
        elif folder and done % max(count // 10 // BATCH * BATCH, BATCH) == 0:
            print(f"{done:,} documents", file=sys.stderr, flush=True)
    if recorder:
        recorder.close()
    return Report(seed, done, time.monotonic() - started, judge.told, found)


def _smallest(judge: Judge, case: Case, finding: Finding) -> Case:
    """Returns a case with a smaller document of which the same backend is wrong."""

    def cut(data: bytes) -> Case:
        cuts = case.cuts and tuple(min(at, len(data)) for at in case.cuts)
        return replace(case, data=data, cuts=cuts)

    def shows(data: bytes) -> bool:
        other = judge.finding(cut(data))
        return other is not None and other.backend == finding.backend

    return cut(minimised(case.data, shows))


def save(folder: Path, report: Report) -> Path:
    """Writes the document of a finding, and beside it what is wrong; returns its path."""
    assert report.found
    index, case, _ = report.found
    path = folder / f"finding-{report.seed}-{index}.json"
    path.write_bytes(case.data)
    path.with_suffix(".txt").write_text(described(report), encoding="utf-8", errors="replace")
    return path


def described(report: Report) -> str:
    """Returns what is wrong, in lines for people."""
    assert report.found
    index, case, finding = report.found
    lines = [f"{finding.check} of {finding.backend}: document {index} of seed {report.seed}"]
    lines += [f"  expected {finding.expected!r}", f"  got      {finding.got!r}"]
    lines += ["a smaller case of which the backend is wrong:", f"  {case!r}"]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns 0, or 1 when something is wrong."""
    options = _parse(arguments)
    backends = tuple(options.backends.split(",")) if options.backends else present()
    opened(backends)
    folder = Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), options.save)
    folder.mkdir(parents=True, exist_ok=True)
    console = Console(stderr=True)
    seed = random.SystemRandom().getrandbits(32) if options.seed is None else options.seed
    print(f"seed {seed}, backends {', '.join(backends)}", flush=True)
    limits = (backends, seed, options.count, options.seconds)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        report = fuzz(
            *limits,
            first=options.first,
            folder=folder,
            bar=bar if console.is_terminal else None,
        )
    told = sorted(report.told.items(), key=lambda item: -item[1])
    print(f"{report.count:,} documents in {report.seconds:,.0f} s, seed {seed}")
    print("  " + ", ".join(f"{name} {count:,}" for name, count in told))
    if not report.found:
        print("nothing is wrong")
        return 0
    print(described(report), end="")
    print(f"saved as {save(folder, report)}")
    return 1


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--count", type=int, default=100_000, help="documents, at most; default 100000")
    add("--seconds", type=float, default=float("inf"), help="how long, at most")
    add("--seed", type=int, help="of the documents; left out: another one each time")
    add("--first", type=int, default=0, help="number of the first document, to see one again")
    add("--backends", help="which, by commas; left out: all that are here")
    add("--save", type=Path, default=Path("fuzz-findings"), help="folder for what is found")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
