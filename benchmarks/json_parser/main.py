"""The command line of the benchmark of JSON packages."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.harness import machine, progress
from benchmarks.harness.bars import Panel, bars, slowest_first
from benchmarks.harness.errors import BenchmarkError
from benchmarks.json_parser import goals
from benchmarks.json_parser.documents import generated_documents, known_names
from benchmarks.json_parser.engines import engines, versions
from benchmarks.json_parser.scenarios import Setting, documents, scenarios
from benchmarks.json_parser.tables import Table
from tools.kata.state.files import replace_file

VERSION = 2
OURS = ("rust", "cython", "python")
UNDRAWN = ("collector off", "keep them")  # tables that stand in the record only
NAMES = list(scenarios([*known_names(), *generated_documents()]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns 0, 1 where engines disagree, 130 after Ctrl-C."""
    options = _parse(arguments)
    signal.signal(signal.SIGTERM, _stop)
    if options.peers:
        sys.path.append(options.peers)
    try:
        found = _run(options, arguments)
    except BenchmarkError as error:
        print(f"json_parser: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("json_parser: stopped, nothing was recorded", file=sys.stderr)
        return 130
    folder = _output_folder(options)
    if folder:
        chart = bars(_panels(found["tables"]))
        path = folder / found["date"][:10]
        replace_file(path.with_suffix(".svg"), chart)
        replace_file(path.with_suffix(".json"), (json.dumps(found, indent=1) + "\n").encode())
        print(f"\nRecorded in {path}.json, drawn in {path}.svg")
    return 0


def _panels(tables: list[dict[str, Any]]) -> list[Panel]:
    return [
        Panel(
            f"{table['title']}, times of {table['base']}",
            slowest_first(table["engines"]),
            [name for name in table["engines"] if name.split(",")[0] in OURS],
        )
        for table in tables
        if not any(word in table["title"] for word in UNDRAWN)
    ]


def _stop(number: int, frame: object) -> None:  # noqa: ARG001  a handler's arguments
    raise KeyboardInterrupt


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="json_parser",
        description="Time the backends of the JSON library and their peers. What each reads and "
        "writes is held against the standard library first; when two differ, nothing is timed.",
        epilog=f"Scenarios: {', '.join(NAMES)}.",
    )
    add = parser.add_argument
    add(
        "--scenario",
        action="append",
        choices=NAMES,
        metavar="NAME",
        help="one of the scenarios below; may be given several times (default: all)",
    )
    add("--rounds", type=int, default=11, help="samples of each engine (default %(default)s)")
    add("--data", action="append", default=[], help="an unpacked source distribution of documents")
    add("--peers", help="site-packages of an environment that has other peers")
    add(
        "--output",
        type=Path,
        help="folder for the results (default: benchmarks/results/json_parser of the checkout; "
        "with --scenario: none)",
    )
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, arguments: Sequence[str] | None) -> dict[str, Any]:
    present, missing = engines()
    setting = Setting(documents([*options.data, *sys.path]), present, missing, options.rounds)
    asked = options.scenario or NAMES
    runs = scenarios(list(setting.documents))
    load_before = machine.load_average()
    tables: dict[str, Table] = {}
    with progress.bar("json_parser", len(asked)) as report:
        done = 0
        for name in asked:
            report(name, done)
            done = 1
            tables |= {table.title: table for table in runs[name](setting)}
        report("", done)
    judged = goals.judged(tables)
    _show(tables, setting, judged)
    root = Path(os.environ.get("BUILD_WORKSPACE_DIRECTORY", Path(__file__).parents[2]))
    return {
        "version": VERSION,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join(sys.argv[1:] if arguments is None else arguments),
        "commit": machine.git_commit(root),
        "machine": machine.facts(),
        "load_average": [load_before, machine.load_average()],
        "rounds": options.rounds,
        "peers": versions(),
        "missing": missing,
        "notes": {engine.name: engine.note for engine in present if engine.note},
        "goals": judged,
        "tables": [table.record() for table in tables.values()],
    }


def _show(tables: dict[str, Table], setting: Setting, judged: list[dict[str, Any]]) -> None:
    for table in tables.values():
        print("", *table.lines(), sep="\n")
    print("", *goals.lines(judged), sep="\n")
    print(f"\npeers: {', '.join(f'{name} {what}' for name, what in versions().items())}")
    for name, why in setting.missing.items():
        print(f"missing: {name}: {why}")
    for engine in setting.engines:
        if engine.note:
            print(f"note: {engine.name}: {engine.note}")


def _output_folder(options: argparse.Namespace) -> Path | None:
    """Returns where to write: what was asked for; by default only a full run is recorded."""
    if options.output:
        return Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), options.output)
    if options.scenario:
        return None
    checkout = os.environ.get("BUILD_WORKSPACE_DIRECTORY", Path(__file__).parents[2])
    return Path(checkout, "benchmarks", "results", "json_parser")
