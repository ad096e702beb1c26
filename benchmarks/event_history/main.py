"""Commands as events on a disk: day 4 beside eventsourcing on SQLite, in turns."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.event_history.engines import (
    Engine,
    eventsourcing,
    ours,
    ours_on_sqlite,
    peer_version,
)
from benchmarks.harness import machine
from benchmarks.harness.bars import Panel, bars
from benchmarks.harness.errors import BenchmarkError, DisagreementError
from tools.kata.state.files import replace_file

VERSION = 1
PEER = "eventsourcing"
WRITERS = 64


class Scenario(NamedTuple):
    """One thing that is measured.

    Attributes:
        name: its name.
        events: how many one sample is about.
        run: what is timed.
        clock: wall time where a disk is waited for, processor time otherwise.
        goal: how many times the peer's speed day 4 is to have.
        check: returns what all engines must agree about, after the samples.
    """

    name: str
    events: int
    run: Callable[[Engine], object]
    clock: Callable[[], float]
    goal: float
    check: Callable[[Engine], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns 0, 1 on an error, 130 after Ctrl-C."""
    options = _parse(arguments)
    if options.peers:
        sys.path.append(options.peers)
    try:
        found = _measured(options)
    except BenchmarkError as error:
        print(f"event_history: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("event_history: stopped, nothing was recorded", file=sys.stderr)
        return 130
    if options.output:
        output = Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), options.output)
        replace_file(output.with_suffix(".svg"), bars([*map(_panel, found["scenarios"])]))
        replace_file(output.with_suffix(".json"), (json.dumps(found, indent=1) + "\n").encode())
    return 0


def _panel(scenario: dict[str, Any]) -> Panel:
    engines = list(scenario["engines"].items())[::-1]
    return Panel(
        f"{scenario['name']}, times the speed of {PEER}; the line is the goal",
        {name: row["ratio"] for name, row in engines},
        [name for name, _ in engines if name != PEER],
        line=scenario["goal"],
        logarithmic=False,
    )


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="event_history", description=__doc__)
    add = parser.add_argument
    add("--peers", help="site-packages of an environment that has eventsourcing")
    add("--rounds", type=int, default=7, help="samples of each engine; default 7")
    add("--events", type=int, default=100_000, help="events of the replay; default 100000")
    add("--folder", help="where the files are made, on the disk that is to be measured")
    add("--output", help="write PATH.json and PATH.svg")
    options = parser.parse_args(arguments)
    if options.rounds < 1 or options.events < 1000 or options.events % 1000:
        parser.error("--rounds must be at least 1, --events a multiple of 1000")
    return options


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    if not peer_version():
        raise BenchmarkError("eventsourcing is not installed; --peers names where it is")
    before = machine.load_average()
    scenarios = [_one(scenario, options) for scenario in _scenarios(options.events)]
    return {
        "version": VERSION,
        "machine": machine.facts(),
        "load": [before, machine.load_average()],
        "peer": f"{PEER} {peer_version()}",
        "rounds": options.rounds,
        "scenarios": scenarios,
    }


def _scenarios(events: int) -> list[Scenario]:
    def total(engine: Engine) -> int:
        return engine.total()

    def replay(engine: Engine) -> int:
        return engine.replay()

    wall, cpu = time.perf_counter, time.process_time
    group = WRITERS * 10
    return [
        Scenario("durable_single", 200, lambda engine: engine.single(200), wall, 2.0, total),
        Scenario("durable_group", group, lambda e: e.group(WRITERS, 10), wall, 10.0, total),
        Scenario("replay", events, replay, cpu, 5.0, replay),
        Scenario("replay_snapshot", 1, replay, cpu, 1.0, replay),
    ]


def _one(scenario: Scenario, options: argparse.Namespace) -> dict[str, Any]:
    makers: Mapping[str, Callable[[Path], Engine]] = {
        PEER: eventsourcing,
        "day 4": ours("group" if scenario.name == "durable_group" else "always"),
        "day 4 on SQLite": ours_on_sqlite,
    }
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        engines: dict[str, Engine] = {}
        for name, make in makers.items():
            place = Path(folder, name.replace(" ", "_"))
            place.mkdir()
            engines[name] = make(place)
        try:
            if scenario.name.startswith("replay"):
                for engine in engines.values():
                    engine.fill(options.events)
                    if scenario.name.endswith("snapshot"):
                        engine.snapshot()
            samples = _samples(scenario, engines, options.rounds)
            answers = {name: scenario.check(engine) for name, engine in engines.items()}
        finally:
            for engine in engines.values():
                engine.close()
    if len({*answers.values()}) > 1:
        raise DisagreementError(f"{scenario.name}: the sums are {answers}")
    return _shown(scenario, samples)


def _samples(
    scenario: Scenario, engines: Mapping[str, Engine], rounds: int
) -> dict[str, list[float]]:
    """Return seconds of each engine, which take turns; the first turn warms up and is dropped.

    Raises:
        DisagreementError: after the first turn, before anything counts, if the sums differ.
    """
    samples: dict[str, list[float]] = {name: [] for name in engines}
    for turn in range(rounds + 1):
        for name, engine in engines.items():
            start = scenario.clock()
            scenario.run(engine)
            samples[name].append(scenario.clock() - start)
        if turn == 0:
            answers = {name: scenario.check(engine) for name, engine in engines.items()}
            if len({*answers.values()}) > 1:
                raise DisagreementError(f"{scenario.name}: the sums are {answers}")
    return {name: seconds[1:] for name, seconds in samples.items()}


def _shown(scenario: Scenario, samples: Mapping[str, list[float]]) -> dict[str, Any]:
    """Print a scenario, and return it for the record."""
    rows: dict[str, dict[str, float]] = {}
    print(f"{scenario.name}: {scenario.events} events")
    for name, seconds in samples.items():
        ratios = [peer / own for peer, own in zip(samples[PEER], seconds, strict=True)]
        rows[name] = {
            "events_per_second": scenario.events / median(seconds),
            "ratio": median(ratios),
            "low": min(ratios),
            "high": max(ratios),
        }
        row = rows[name]
        print(
            f"  {name:16} {row['events_per_second']:12,.0f} /s   {row['ratio']:6.2f} times the "
            f"peer's speed ({row['low']:.2f} to {row['high']:.2f})"
        )
    met = rows["day 4"]["ratio"] >= scenario.goal
    print(f"  goal: {scenario.goal:g} times, {'met' if met else 'not met'}")
    return {
        "name": scenario.name,
        "events": scenario.events,
        "goal": scenario.goal,
        "met": met,
        "engines": rows,
    }
