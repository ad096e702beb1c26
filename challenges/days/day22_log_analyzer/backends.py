"""The three implementations of a tally, and the choice between them."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .errors import BackendUnavailableError

BACKENDS = ("rust", "cython", "python")  # best first
VARIABLE = "CHALLENGES_BACKEND"

_NATIVE = {"rust": "log_analyzer_rust", "cython": "log_analyzer_cython"}


class Tally(Protocol):
    """What a backend counts with. `python_backend.Tally` says what the methods do."""

    def scan(
        self,
        path: str,
        source: bytes,
        start: int,
        end: int,
        workers: int,
        progress: Callable[[int], None] | None,
    ) -> None: ...
    def begin(self, source: bytes, offset: int = 0) -> None: ...
    def feed(self, data: bytes) -> None: ...
    def finish(self) -> None: ...
    def merge(self, partial: bytes) -> None: ...
    def partial(self) -> bytes: ...
    def totals(self) -> dict[str, int | None]: ...
    def status(self) -> dict[int, int]: ...
    def methods(self) -> dict[bytes, int]: ...
    def protocols(self) -> dict[bytes, int]: ...
    def reasons(self) -> dict[str, int]: ...
    def samples(self) -> list[tuple[bytes, int, int, str, bytes]]: ...
    def top(self, column: str, n: int, by: str) -> list[tuple[bytes, int, int, int, int, int]]: ...
    def unique(self, column: str) -> int: ...
    def visitors(self) -> int: ...
    def series(self) -> list[tuple[int, int, int, int, int]]: ...
    def latency(self) -> list[tuple[int, int]]: ...
    def key_latency(self, column: str, key: bytes) -> list[tuple[int, int]]: ...
    def latency_minutes(self) -> list[tuple[int, int, int]]: ...
    def groups(self) -> list[tuple[tuple[bytes, ...], int, int, int, int, int]]: ...
    def columns(self, line: bytes) -> None: ...
    def lost(self, table: str) -> int: ...
    def registers(self, name: str) -> bytes: ...


class MakeTally(Protocol):
    """The constructor of a backend's tally."""

    def __call__(self, options: str, automata: Sequence[bytes] = ()) -> Tally: ...


@dataclass(frozen=True, slots=True)
class BackendInfo:
    """Which backend is used when none is named in a call.

    Attributes:
        name: One of BACKENDS.
        why: What led to it.
        unavailable: For each backend that cannot be used here, why not.
    """

    name: str
    why: str
    unavailable: dict[str, str]


def backend_info() -> BackendInfo:
    """Tells which backend `backend="auto"` means, and why.

    Raises:
        BackendUnavailableError: CHALLENGES_BACKEND names one that is not there.
    """
    found = {name: _load(name) for name in BACKENDS}
    unavailable = {name: made for name, made in found.items() if isinstance(made, str)}
    wanted = os.environ.get(VARIABLE) or "auto"
    if wanted != "auto":
        _check(wanted, f"{VARIABLE} is {wanted!r}")
        return BackendInfo(wanted, f"{VARIABLE} is set to it", unavailable)
    name = next(name for name in BACKENDS if name not in unavailable)
    better = BACKENDS[: BACKENDS.index(name)]
    why = f"the fastest one here; without {' and '.join(better)}" if better else "the fastest one"
    return BackendInfo(name, why, unavailable)


def find_backend(name: str = "auto") -> tuple[str, MakeTally]:
    """Returns the name and the tally of a backend.

    Args:
        name: One of BACKENDS, or "auto" for what `backend_info` says.

    Raises:
        BackendUnavailableError: It cannot be used here, or there is no such.
    """
    if name == "auto":
        name = backend_info().name
    return name, _check(name, f"backend is {name!r}")


def _check(name: str, named: str) -> MakeTally:
    if name not in BACKENDS:
        raise BackendUnavailableError(f"{named}, must be auto, {', '.join(BACKENDS)}")
    made = _load(name)
    if isinstance(made, str):
        usable = [other for other in BACKENDS if not isinstance(_load(other), str)]
        raise BackendUnavailableError(f"{named}, but {made}; here are: {', '.join(usable)}")
    return made


def _load(name: str) -> MakeTally | str:
    """Returns a backend's tally, or why there is none."""
    if name == "python":
        from .python_backend import Tally as PythonTally

        return PythonTally
    module = _NATIVE[name]
    try:
        made: MakeTally = importlib.import_module(module).Tally
    except (ImportError, AttributeError) as error:
        return f"{module} cannot be imported: {error}"
    return made
