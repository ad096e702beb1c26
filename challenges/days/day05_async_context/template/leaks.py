"""Showing what is open, and failing where something still is that should not be."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from challenges.shared.clock import SYSTEM, Clock

from .tracking import Opened


class track_open:
    """A block in which each resource that is open is known; tasks and threads inherit it.

    An entry costs some microseconds more in it, for the traceback.
    """

    def __init__(self, clock: Clock = SYSTEM) -> None:
        """Prepare a watch; `clock` tells the ages."""
        raise NotImplementedError("track_open.__init__")

    def opened(self) -> list[Opened]:
        """Return what is open, in the order of entry."""
        raise NotImplementedError("track_open.opened")

    def __enter__(self) -> Self:
        """Begin to watch."""
        raise NotImplementedError("track_open.__enter__")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Watch no more."""
        raise NotImplementedError("track_open.__exit__")


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
        raise NotImplementedError("no_leaks.__exit__")


def explain_open() -> str:
    """Return what is open as a tree, a line each, with its age and where it was opened.

    Raises:
        RuntimeError: nobody watches; `track_open` and `no_leaks` do.
    """
    raise NotImplementedError("explain_open")
