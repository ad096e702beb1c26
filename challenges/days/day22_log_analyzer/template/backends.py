"""The three implementations of a tally, and the choice between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

BACKENDS = ("rust", "cython", "python")  # best first
VARIABLE = "CHALLENGES_BACKEND"


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
    raise NotImplementedError("backend_info")


def find_backend(name: str = "auto") -> tuple[str, MakeTally]:
    """Returns the name and the tally of a backend.

    Args:
        name: One of BACKENDS, or "auto" for what `backend_info` says.

    Raises:
        BackendUnavailableError: It cannot be used here, or there is no such.
    """
    raise NotImplementedError("find_backend")
