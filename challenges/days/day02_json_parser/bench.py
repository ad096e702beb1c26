"""How long the backends take to read and write given documents, next to the standard library."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from .backends import BACKENDS, Backend, find_backend
from .errors import BackendUnavailableError

_LEAST = 0.005  # seconds of a sample: shorter calls are repeated
_STANDARD = "json"


@dataclass
class Engine:
    """One way to read and write, and how long it took.

    Attributes:
        name: Of it.
        loads: Reads bytes.
        dumpb: Writes bytes.
        seconds: Of a call, a sample a round: reading, and writing.
    """

    name: str
    loads: Callable[[bytes], Any]
    dumpb: Callable[[Any], bytes]
    seconds: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))


def compare(name: str, data: bytes, rounds: int) -> Iterator[str]:
    """Yields the lines of a table: medians of processor time, and of the ratios to the standard's.

    Args:
        name: Of the document.
        data: The document.
        rounds: In each, all are measured in turn.

    Raises:
        JSONDecodeError: The document is refused.
    """
    engines = _engines()
    value = engines[0].loads(data)  # one of ours: it says what is wrong
    try:
        same = json.loads(data) == value
    except (ValueError, RecursionError) as error:
        yield f"{name}: {_STANDARD} refuses it: {error}"
        engines.pop()
    else:
        if not same:
            yield f"{name}: {_STANDARD} reads another value"
    for _ in range(rounds):
        for engine in engines:
            engine.seconds[0].append(_sample(engine.loads, data))
            engine.seconds[1].append(_sample(engine.dumpb, value))
    yield f"{name}: {len(data)} bytes, {rounds} rounds; ratios to {engines[-1].name}"
    yield f"{'':<8}{'read ms':>12}{'ratio':>8}{'write ms':>12}{'ratio':>8}"
    for engine in engines:
        yield f"{engine.name:<8}" + "".join(
            f"{median(ours) * 1000:12.3f}{median(map(_ratio, ours, theirs)):8.2f}"
            for ours, theirs in zip(engine.seconds, engines[-1].seconds, strict=True)
        )


def _engines() -> list[Engine]:
    """Returns the backends that are here, and last the standard library."""
    found: list[Engine] = []
    for name in BACKENDS:
        with suppress(BackendUnavailableError):
            found.append(_engine(name, find_backend(name)))
    return [*found, Engine(_STANDARD, json.loads, _standard_dumpb)]


def _engine(name: str, backend: Backend) -> Engine:
    loads, dumpb = backend.loads, backend.dumpb
    return Engine(name, lambda data: loads(data, None), lambda value: dumpb(value, None))


def _standard_dumpb(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _sample(call: Callable[[Any], Any], argument: Any) -> float:
    """Returns the processor time of a call in seconds."""
    gc.collect()
    calls = 0
    begin = now = time.process_time()
    while now - begin < _LEAST:
        call(argument)
        calls += 1
        now = time.process_time()
    return (now - begin) / calls


def _ratio(ours: float, theirs: float) -> float:
    return ours / theirs
