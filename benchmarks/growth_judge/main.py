"""The command line of the proof."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.growth_judge.judgement import Judgement, busy_loops, judge, judging_process
from benchmarks.growth_judge.subjects import REFERENCE, Subject, load_subjects
from benchmarks.harness import machine, progress
from benchmarks.harness.errors import BenchmarkError
from tools.kata.bench.run import DEFAULT_SECONDS
from tools.kata.state.files import replace_file

VERSION = 1
CAUGHT_GOAL = 0.99


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Returns:
        0 if no reference fails and enough worse versions do, 1 if not, 130 after Ctrl-C.
    """
    options = _parse(arguments)
    checkout = Path(os.environ.get("BUILD_WORKSPACE_DIRECTORY", Path(__file__).parents[2]))
    # The units are read as data, and their tests import each other from the root.
    sys.path.insert(0, str(checkout))
    os.environ["PYTHONPATH"] = f"{checkout}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    try:
        with tempfile.TemporaryDirectory(prefix="growth-judge-") as folder:
            references, worse = load_subjects(checkout, Path(folder))
            found = _judge_all(references, worse, options)
    except BenchmarkError as error:
        print(f"growth judge: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("growth judge: stopped, nothing was recorded", file=sys.stderr)
        return 130
    record = make_record(found, options, checkout, arguments)
    _show(found, record)
    if options.output is not None:
        file = Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), options.output)
        replace_file(file, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode())
        print(f"recorded in {file}")
    return 0 if is_good(record) else 1


def is_good(record: dict[str, Any]) -> bool:
    """Whether no reference failed, and enough worse versions did."""
    caught: bool = record["caught"] >= CAUGHT_GOAL * record["worse"]
    return record["false_fails"] == 0 and caught


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="growth_judge",
        description="Judge each reference against itself, which must pass, and versions of it that "
        "are a class worse, which must not, while other processes keep the machine busy.",
    )
    counts = {
        "--judgements": (12, "judgements of references, by turns"),
        "--worse": (1, "judgements of each worse version"),
        "--busy": (4, "busy processes beside"),
    }
    for name, (default, what) in counts.items():
        parser.add_argument(name, type=_count, default=default, help=f"{what} (default {default})")
    parser.add_argument(
        "--seconds",
        type=float,
        default=DEFAULT_SECONDS,
        help="processor time of a judgement (default %(default)g)",
    )
    parser.add_argument("--output", type=Path, help="file for the record, as JSON")
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return number


def _judge_all(
    references: list[Subject], worse: list[Subject], options: argparse.Namespace
) -> list[Judgement]:
    jobs = [*islice(cycle(references), options.judgements), *(worse * options.worse)]
    found: list[Judgement] = []
    bar = progress.bar("growth judge", len(jobs))
    with busy_loops(options.busy), judging_process() as pool, bar as report:
        for job in jobs:
            report(f"{job.unit.slug}: {job.name}", 0)
            found += pool.submit(judge, job, options.seconds).result()
            report(f"{job.unit.slug}: {job.name}")
    return found


def make_record(
    found: Sequence[Judgement],
    options: argparse.Namespace,
    checkout: Path,
    arguments: Sequence[str] | None,
) -> dict[str, Any]:
    """Returns all that was found, ready for JSON.

    Args:
        found: All judgements.
        options: The options of the command line.
        checkout: Whose commit is recorded.
        arguments: The words of the command line; None for those of the process.
    """
    right = [one for one in found if one.subject == REFERENCE]
    wrong = [one for one in found if one.subject != REFERENCE]
    shown = shlex.join(sys.argv[1:] if arguments is None else arguments)
    return {
        "version": VERSION,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": f"bazel run //benchmarks:growth_judge -- {shown}".rstrip(" -"),
        "commit": machine.git_commit(checkout),
        "machine": machine.facts(),
        "busy": options.busy,
        "references": len(right),
        "false_fails": sum(not one.passed for one in right),
        "worse": len(wrong),
        "caught": sum(not one.passed for one in wrong),
        "median_wall_s": {
            "references": _median(right, "wall_s"),
            "worse": _median(wrong, "wall_s"),
        },
        "median_cpu_s": {"references": _median(right, "cpu_s"), "worse": _median(wrong, "cpu_s")},
        "judgements": [asdict(one) for one in found],
    }


def _median(found: list[Judgement], field: str) -> float | None:
    return round(median(getattr(one, field) for one in found), 3) if found else None


def _show(found: list[Judgement], record: dict[str, Any]) -> None:
    groups: dict[tuple[str, str], list[Judgement]] = {}
    for one in found:
        groups.setdefault((one.unit, one.subject), []).append(one)
    print(f"{'unit':<18}{'subject':<28}{'passed':>10}{'excess':>16}{'wall':>9}{'cpu':>9}")
    for (unit, subject), judged in groups.items():
        passed = f"{sum(one.passed for one in judged)} of {len(judged)}"
        excess = [one.excess for one in judged if one.excess is not None]
        span = f"{min(excess):.2f} to {max(excess):.2f}" if excess else "none"
        times = f"{_median(judged, 'wall_s'):>7.1f} s{_median(judged, 'cpu_s'):>7.1f} s"
        print(f"{unit:<18}{subject:<28}{passed:>10}{span:>16}{times}")
    print(f"false fails: {record['false_fails']} of {record['references']} references")
    print(f"caught: {record['caught']} of {record['worse']} worse versions")
