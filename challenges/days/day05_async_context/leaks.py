"""Showing what is open, and failing where something still is that should not be."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from challenges.shared.clock import SYSTEM, Clock

from .errors import ResourceLeak
from .tracking import Opened, Watch, watching


class track_open:
    """A block in which each resource that is open is known; tasks and threads inherit it.

    An entry costs some microseconds more in it, for the traceback.
    """

    def __init__(self, clock: Clock = SYSTEM) -> None:
        """Prepare a watch; `clock` tells the ages."""
        self._watch = Watch(clock)

    def opened(self) -> list[Opened]:
        """Return what is open, in the order of entry."""
        return self._watch.opened()

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._outer = watching.get()
        watching.set(self._watch)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Watch no more."""
        watching.set(self._outer)


class no_leaks(track_open):
    """A block, for a test, after which nothing may be open that was opened in it."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Watch no more.

        Raises:
            ResourceLeak: something is open; it says what, and where it was opened. The error of
                the block is more important, and is left alone.
        """
        super().__exit__(kind, error, trace)
        left = self.opened()
        if left and error is None:
            places = "".join(
                f"\n{one.name}, opened at\n{''.join(one.traceback)}".rstrip("\n") for one in left
            )
            raise ResourceLeak(f"{len(left)} still open:{places}")


def explain_open() -> str:
    """Return what is open as a tree, a line each, with its age and where it was opened.

    Raises:
        RuntimeError: nobody watches; `track_open` and `no_leaks` do.
    """
    watch = watching.get()
    if watch is None:
        raise RuntimeError("nobody watches here: explain_open() belongs into `with track_open()`")
    opened = watch.opened()
    known = set(opened)
    below: dict[Opened | None, list[Opened]] = {}
    for one in opened:
        parent = one.parent
        while parent is not None and parent not in known:
            parent = parent.parent
        below.setdefault(parent, []).append(one)
    lines: list[str] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        lines.append(f"{'  ' * depth}{one.name}, open for {one.age:.1f} s, at {one.site}")
        waiting += [(inner, depth + 1) for inner in reversed(below.get(one, []))]
    return "\n".join(lines) or "nothing is open"
