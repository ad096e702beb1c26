"""What is open right now: who watches sees each resource from its entry to its exit.

Nobody watches by default, and then an entry costs one look at a variable.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field

from challenges.shared.clock import SYSTEM, Clock

from .origins import WHOLE, Origin, described, origin, site


@dataclass(eq=False, slots=True)
class Opened:
    """A resource that is open.

    Attributes:
        name: What it is.
        since: When it was entered, in seconds of the watch's clock.
        parent: What was the innermost open one of the same task or thread.
        entered: Where it was entered.
        watch: Who keeps it.
    """

    name: str
    since: float
    parent: Opened | None
    entered: Origin = field(repr=False)
    watch: Watch = field(repr=False)

    @property
    def site(self) -> str:
        """Where it was entered, as `file:line in function`."""
        return site(self.entered)

    @property
    def traceback(self) -> list[str]:
        """Where it was entered, as lines of a traceback, outermost first."""
        return described(self.entered)

    @property
    def age(self) -> float:
        """Seconds since it was entered."""
        return self.watch.now() - self.since

    def closed(self) -> None:
        """Note that it is open no more."""
        self.watch.close(self)


class Watch:
    """Keeps what is open, in the order of entry. Threads and tasks that start later join in."""

    def __init__(self, clock: Clock = SYSTEM) -> None:
        """Start with nothing open."""
        self._clock = clock
        self._open: dict[Opened, None] = {}

    def open(self, name: str, skip: int) -> Opened:
        """Note an entry; `skip` are the frames between the block and this function."""
        found = Opened(name, self.now(), _innermost.get(), origin(skip + 1, WHOLE), self)
        self._open[found] = None
        _innermost.set(found)
        return found

    def close(self, opened: Opened) -> None:
        """Note an exit."""
        self._open.pop(opened, None)
        if _innermost.get() is opened:
            _innermost.set(opened.parent)

    def now(self) -> float:
        """Return the time of the clock, in seconds."""
        return self._clock.monotonic()

    def opened(self) -> list[Opened]:
        """Return what is open, in the order of entry."""
        return list(self._open)


watching: ContextVar[Watch | None] = ContextVar("watching", default=None)
_innermost: ContextVar[Opened | None] = ContextVar("_innermost", default=None)
