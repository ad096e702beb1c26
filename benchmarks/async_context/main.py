"""What resources, stacks and pools cost, as times of contextlib and of a pool made of a queue."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.async_context.contests import Contest, Log, contests, fairness
from benchmarks.harness import machine
from benchmarks.harness.bars import Panel, bars, slowest_first
from benchmarks.harness.errors import DisagreementError
from benchmarks.harness.measure import measure
from tools.kata.state.files import replace_file

VERSION = 1
MOST_UNEQUAL = 1.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 1 where engines disagree."""
    parser = argparse.ArgumentParser(prog="async_context", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="samples of each; default 15")
    parser.add_argument("--output", help="write PATH.json and PATH.svg")
    options = parser.parse_args(arguments)
    with asyncio.Runner() as runner:
        tables = []
        for contest in contests(runner.get_loop()):
            try:
                agree(contest)
            except DisagreementError as error:
                print(f"async_context: {error}", file=sys.stderr)
                return 1
            tables.append(_table(contest, options.rounds))
        unequal = runner.run(fairness())
    _goal("the most served of 200 borrowers, of the least served", unequal, unequal <= MOST_UNEQUAL)
    if options.output:
        output = Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), options.output)
        found = {
            "version": VERSION,
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine.facts() | {"load": machine.load_average()},
            "rounds": options.rounds,
            "fairness": unequal,
            "tables": tables,
        }
        replace_file(output.with_suffix(".json"), (json.dumps(found, indent=1) + "\n").encode())
        panels = [
            Panel(
                f"{table['title']}, times of {table['base']}",
                slowest_first(table["engines"]),
                table["goals"],
            )
            for table in tables
        ]
        replace_file(output.with_suffix(".svg"), bars(panels))
    return 0


def agree(contest: Contest) -> None:
    """Let each engine do its work once, and compare what it has done.

    Raises:
        DisagreementError: two have done different things.
    """
    seen: dict[str, Log] = {}
    for name, run in contest.engines.items():
        seen[name] = []
        run(seen[name])
        if not seen[name] or seen[name] != seen[contest.base]:
            raise DisagreementError(f"{contest.title}: {name} does not do as {contest.base}")


def _table(contest: Contest, rounds: int) -> dict[str, Any]:
    calls = {name: partial(run, None) for name, run in contest.engines.items()}
    timings = measure(calls, contest.base, rounds)
    print(f"\n{contest.title}; times as fast as {contest.base}: median, smallest to largest")
    for name, timing in timings.items():
        spread = f"{1 / timing.high:.2f} to {1 / timing.low:.2f}"
        print(f"  {name:26}{timing.seconds * 1e6:10,.0f} µs {1 / timing.ratio:8.2f}   {spread}")
    for name, goal in contest.goals.items():
        reached = 1 / timings[name].ratio
        _goal(f"{name}, at least {goal:g}", reached, reached >= goal)
    rows = {name: asdict(timing) for name, timing in timings.items()}
    return {
        "title": contest.title,
        "base": contest.base,
        "engines": rows,
        "goals": contest.goals,
    }


def _goal(what: str, reached: float, met: bool) -> None:
    print(f"  goal {'met' if met else 'NOT MET'}: {what}: {reached:.2f}")
