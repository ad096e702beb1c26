"""The command line of the benchmark of JSON packages."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.harness import machine
from benchmarks.harness.errors import BenchmarkError
from benchmarks.json_parser.chart import draw
from benchmarks.json_parser.documents import generated_documents, known_documents
from benchmarks.json_parser.engines import Engine, engines, floor
from benchmarks.json_parser.measure import Timing, measure
from tools.kata.state.files import replace_file

VERSION = 1
BASE = "stdlib C"
KEPT = 20  # documents that are read in a row and kept, so that a collector that rests must pay


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns 0, 1 where engines disagree, 130 after Ctrl-C."""
    options = _parse(arguments)
    if options.peers:
        sys.path.append(options.peers)
    try:
        documents = known_documents([*options.data, *sys.path]) | generated_documents()
        found = _run(documents, options)
    except BenchmarkError as error:
        print(f"json_parser: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("json_parser: stopped, nothing was recorded", file=sys.stderr)
        return 130
    if options.output:
        output = Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), options.output)
        replace_file(output.with_suffix(".json"), (json.dumps(found, indent=1) + "\n").encode())
        draw(output.with_suffix(".svg"), found["tables"], BASE)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="json_parser", description=__doc__)
    add = parser.add_argument
    add("--data", action="append", default=[], help="an unpacked source distribution")
    add("--peers", help="site-packages of an environment that has the peers")
    add("--rounds", type=int, default=11, help="samples of each engine; default 11")
    add("--only", help="documents whose name holds this")
    add("--output", help="write PATH.json and PATH.svg")
    return parser.parse_args(arguments)


def _run(documents: dict[str, bytes], options: argparse.Namespace) -> dict[str, Any]:
    present, missing = engines()
    tables: list[dict[str, Any]] = []
    for name, data in documents.items():
        if options.only and options.only not in name:
            continue
        value = json.loads(data)
        able = [engine for engine in present if can_do(name, engine, data, value)]
        readers = {engine.name: _call(engine.loads, data) for engine in able}
        readers["marshal, the floor"] = _call(floor(value), data)
        writers = {e.name: _call(e.dumpb, value) for e in able if e.dumpb}
        kept = {key: _kept(call) for key, call in readers.items()}
        for title, calls, collect in (
            ("read", readers, True),
            ("read, collector off", readers, False),
            (f"read {KEPT} and keep them", kept, True),
            ("write", writers, True),
        ):
            if title.startswith("read ") and len(data) > 1 << 20:
                continue
            timings = measure(calls, BASE, options.rounds, collect)
            tables.append(_table(f"{name}: {title}", len(data), timings))
    notes = {engine.name: engine.note for engine in present if engine.note}
    for name, why in missing.items():
        print(f"missing: {name}: {why}")
    for name, note in notes.items():
        print(f"note: {name}: {note}")
    facts = machine.facts() | {"load": machine.load_average()}
    when = datetime.now(UTC).isoformat(timespec="seconds")
    common = {"version": VERSION, "date": when, "machine": facts, "rounds": options.rounds}
    return common | {"missing": missing, "notes": notes, "tables": tables}


def _call(function: Callable[[Any], Any], argument: Any) -> Callable[[], Any]:
    return lambda: function(argument)


def _kept(call: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: [call() for _ in range(KEPT)]


def can_do(name: str, engine: Engine, data: bytes, value: Any) -> bool:
    """Holds what an engine reads and writes against the standard library, before anything is timed.

    Returns:
        Whether it can; one that cannot is named, and left out for this document.

    Raises:
        BenchmarkError: It claims to be exact, and has another value.
    """
    try:
        read = repr(engine.loads(data)) == repr(value)
        written = engine.dumpb is None or repr(json.loads(engine.dumpb(value))) == repr(value)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        print(f"left out: {engine.name} cannot do {name}: {type(error).__name__}: {error}")
        return False
    if not (read and written) and not engine.note:
        raise BenchmarkError(f"{engine.name} has another value of {name} than {BASE}")
    return True


def _table(title: str, size: int, timings: dict[str, Timing]) -> dict[str, Any]:
    print(f"\n{title} ({size:,} bytes); times of {BASE}: median of rounds, smallest to largest")
    for name, timing in sorted(timings.items(), key=lambda item: item[1].ratio):
        spread = f"{timing.low:.2f} to {timing.high:.2f}"
        print(f"  {name:20}{timing.seconds * 1e6:12,.1f} µs {timing.ratio:8.2f}   {spread}")
    assert all(math.isfinite(timing.ratio) for timing in timings.values())
    rows = {name: asdict(timing) for name, timing in timings.items()}
    return {"title": title, "bytes": size, "engines": rows}
