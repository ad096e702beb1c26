"""The scenarios: what is measured with which documents, in which order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.harness.errors import BenchmarkError
from benchmarks.harness.measure import measure
from benchmarks.json_parser import peak, streams
from benchmarks.json_parser.documents import generated_documents, known_documents
from benchmarks.json_parser.engines import FLOOR, Engine, floor
from benchmarks.json_parser.tables import Peaks, Table, Times

BASE = "stdlib C"
KEPT = 20  # documents that are read in a row and kept, so that a collector that rests must pay
KEPT_MOST = 1 << 20  # bytes of a document up to which that is done
PROCESSES = 3  # for each engine and document, of which the median peak counts
ELEMENTS = {"rows": (), "twitter": ("statuses",)}
KEYS = {
    "twitter": ("search_metadata", "count"),
    "citm_catalog": ("venueNames", "PLEYEL_PLEYEL"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all scenarios share.

    Attributes:
        documents: By name.
        engines: That are here.
        missing: Names of the peers that are not, and why; scenarios add to it.
        rounds: Samples of each call.
    """

    documents: Mapping[str, bytes]
    engines: list[Engine]
    missing: dict[str, str]
    rounds: int


Run = Callable[[Setting], Iterator[Table]]


def documents(places: list[str]) -> dict[str, bytes]:
    """Returns all documents; `places` are folders with those of others."""
    return known_documents(places) | generated_documents()


def scenarios(names: list[str]) -> dict[str, Run]:
    """Returns the scenarios by name: one a document, and those of streams and of memory."""
    each: dict[str, Run] = {name: lambda setting, n=name: _document(setting, n) for name in names}  # type: ignore[misc]
    return each | {
        "lines": _lines,
        "iterparse": _iterparse,
        "one key": _one_key,
        "events": _events,
        "memory": _memory,
    }


def _document(setting: Setting, name: str) -> Iterator[Table]:
    """Reads and writes a document."""
    data = setting.documents[name]
    value = json.loads(data)
    able = [engine for engine in setting.engines if can_do(name, engine, data, value)]
    readers = {engine.name: _call(engine.loads, data) for engine in able}
    readers[FLOOR] = _call(floor(value), data)
    writers = {engine.name: _call(engine.dumpb, value) for engine in able if engine.dumpb}
    yield _times(f"{name}: read", data, readers, BASE, setting)
    yield _times(f"{name}: read, collector off", data, readers, BASE, setting, collect=False)
    if len(data) <= KEPT_MOST:
        kept = {key: _kept(call) for key, call in readers.items()}
        rounds = max(setting.rounds // 2, 1)  # each of them is a mean of many documents already
        timings = measure(kept, BASE, rounds)
        yield Times(f"{name}: read {KEPT} and keep them", len(data), BASE, timings)
    yield _times(f"{name}: write", data, writers, BASE, setting)


def _call(function: Callable[[Any], Any], argument: Any) -> Callable[[], Any]:
    return lambda: function(argument)


def _kept(call: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: [call() for _ in range(KEPT)]


def _times(
    title: str,
    data: bytes,
    calls: Mapping[str, Callable[[], object]],
    base: str,
    setting: Setting,
    collect: bool = True,
) -> Times:
    return Times(title, len(data), base, measure(calls, base, setting.rounds, collect))


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
    except (TypeError, ValueError, OverflowError, RecursionError, RuntimeError) as error:
        print(f"left out: {engine.name} cannot do {name}: {type(error).__name__}: {error}")
        return False
    if not (read and written) and not engine.note:
        raise BenchmarkError(f"{engine.name} has another value of {name} than {BASE}")
    return True


def _alike(title: str, calls: streams.Calls, expected: Any) -> None:
    if wrong := streams.disagreements(calls, expected):
        raise BenchmarkError(f"{title}: another value than {BASE} has {', '.join(wrong)}")


def _lines(setting: Setting) -> Iterator[Table]:
    """Reads NDJSON."""
    rows = json.loads(setting.documents["rows"])
    data = b"".join(json.dumps(row, separators=(",", ":")).encode() + b"\n" for row in rows)
    calls = streams.lines(data, setting.engines, setting.missing)
    _alike("lines", calls, rows)
    yield _times("lines", data, calls, "stdlib C, a line each", setting)


def _iterparse(setting: Setting) -> Iterator[Table]:
    """Reads the elements of an array as they arrive."""
    for name, place in ELEMENTS.items():
        data = setting.documents[name]
        expected = json.loads(data)
        for step in place:
            expected = expected[step]
        calls = streams.values(data, place, setting.engines, setting.missing)
        _alike(f"iterparse: {name}", calls, expected)
        yield _times(f"iterparse: {name}", data, calls, "python", setting)


def _one_key(setting: Setting) -> Iterator[Table]:
    """Reads one value of a document."""
    for name, place in KEYS.items():
        data = setting.documents[name]
        expected = json.loads(data)
        for step in place:
            expected = expected[step]
        calls = streams.one_key(data, place, setting.engines, setting.missing)
        _alike(f"one key: {name}", calls, expected)
        yield _times(f"one key: {name}", data, calls, "stdlib C, all read", setting)


def _events(setting: Setting) -> Iterator[Table]:
    """Takes all events of a document in pieces."""
    for name in ("twitter", "github", "canada", "citm_catalog"):
        data = setting.documents[name]
        calls = streams.events(data, setting.engines, setting.missing)
        yield _times(f"{name}: events", data, calls, "python, loads", setting)


def _memory(setting: Setting) -> Iterator[Table]:
    """Reads a document in a process of its own, and asks what that took beyond the tree."""
    for name in ("twitter", "github", "canada", "citm_catalog"):
        data = setting.documents[name]
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            peaks = {
                engine.name: median(_peak(engine.name, file.name) for _ in range(PROCESSES))
                for engine in setting.engines
            }
        yield Peaks(f"{name}: memory", len(data), {key: int(one) for key, one in peaks.items()})


def _peak(engine: str, file: str) -> int:
    command = [sys.executable, "-S", "-m", peak.__name__, engine, file]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchmarkError(f"memory of {engine}: {done.stderr.strip()[-500:]}")
    return int(done.stdout.split()[0])
