"""The benchmark of LRU caches: engines take turns, and answers are compared before any is timed."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.harness import machine
from benchmarks.harness.bars import Panel, bars, slowest_first
from benchmarks.harness.errors import BenchmarkError, DisagreementError
from benchmarks.lru_cache.scenarios import OURS, Scenario, Work, in_memory, with_redis, zipf
from challenges.shared.testing.servers import ServerError, redis_server
from tools.kata.state.files import replace_file

VERSION = 1
_PACKAGES = ("cachebox", "cachetools", "hiredis", "ormsgpack", "redis")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns 0, 1 where engines disagree, 130 after Ctrl-C."""
    options = _parse(arguments)
    try:
        tables = [_measured(scenario, options.rounds) for scenario in _memory(options)]
        for fsync in ("everysec", "always"):
            with tempfile.TemporaryDirectory() as folder, _redis(Path(folder), fsync) as url:
                for scenario in with_redis(
                    url, Path(folder), fsync, options.writes, options.entries
                ):
                    # Loading does not write: once is enough.
                    if _wanted(scenario, options) and scenario.name != "warm_start_always":
                        tables.append(_measured(scenario, options.rounds))
    except (BenchmarkError, ServerError) as error:
        print(f"lru_cache: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("lru_cache: stopped, nothing was recorded", file=sys.stderr)
        return 130
    if options.output:
        found = {
            "version": VERSION,
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine.facts() | {"load": machine.load_average()},
            "packages": {name: version(name) for name in _PACKAGES},
            "rounds": options.rounds,
            "tables": tables,
        }
        output = Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), options.output)
        replace_file(output.with_suffix(".json"), (json.dumps(found, indent=1) + "\n").encode())
        panels = [
            Panel(f"{table['does']}: times of {OURS}", slowest_first(table["engines"]), [OURS])
            for table in tables
        ]
        replace_file(output.with_suffix(".svg"), bars(panels))
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="lru_cache", description=__doc__)
    add = parser.add_argument
    add("--rounds", type=int, default=7, help="samples of each engine after a first one; 7")
    add("--lookups", type=int, default=300_000, help="in memory; 300000")
    add("--size", type=int, default=10_000, help="entries there is room for; 10000")
    add("--writes", type=int, default=5_000, help="to Redis; 5000")
    add("--entries", type=int, default=100_000, help="read from Redis; 100000")
    add("--only", default="", help="scenarios whose name holds this")
    add("--output", help="write PATH.json and PATH.svg")
    return parser.parse_args(arguments)


def _memory(options: argparse.Namespace) -> Iterator[Scenario]:
    keys = zipf(10 * options.size, options.lookups)
    return (one for one in in_memory(options.size, keys) if _wanted(one, options))


def _wanted(scenario: Scenario, options: argparse.Namespace) -> bool:
    return options.only in scenario.name


@contextmanager
def _redis(folder: Path, fsync: str) -> Iterator[str]:
    with redis_server(folder, "--appendonly", "yes", "--appendfsync", fsync) as url:
        yield url


def _measured(scenario: Scenario, rounds: int) -> dict[str, Any]:
    clock = time.process_time if scenario.processor else time.perf_counter
    answers = {name: _timed(make(), clock)[0] for name, make in scenario.engines.items()}
    for name, answer in answers.items():
        if answer != answers[OURS]:
            raise DisagreementError(f"{scenario.name}: {name} has another answer than {OURS}")
    times: dict[str, list[float]] = {name: [] for name in scenario.engines}
    for _ in range(rounds):
        for name, make in scenario.engines.items():
            times[name].append(_timed(make(), clock)[1])
    print(f"\n{scenario.name}: {scenario.does}; how many times as long as {OURS}")
    rows = {}
    for name, seconds in times.items():
        ratios = [one / ours for one, ours in zip(seconds, times[OURS], strict=True)]
        rows[name] = {
            "seconds": median(seconds),
            "ratio": median(ratios),
            "low": min(ratios),
            "high": max(ratios),
        }
        row = rows[name]
        spread = f"{row['low']:.2f} to {row['high']:.2f}"
        print(f"  {name:20}{row['seconds'] * 1e3:10.1f} ms {row['ratio']:8.2f}   {spread}")
    reached = rows[scenario.peer]["ratio"]
    met = reached >= scenario.goal
    said = "met" if met else "NOT met"
    print(f"  goal: {scenario.peer} {scenario.goal} times as long; {said} with {reached:.2f}")
    return {
        "scenario": scenario.name,
        "does": scenario.does,
        "clock": "processor" if scenario.processor else "wall",
        "engines": rows,
        "peer": scenario.peer,
        "goal": scenario.goal,
        "met": met,
    }


def _timed(work: Work, clock: Callable[[], float]) -> tuple[Any, float]:
    gc.collect()
    start = clock()
    answer = work()
    return answer, clock() - start
