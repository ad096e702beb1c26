"""What is open right now: who watches sees each resource from its entry to its exit.

Nobody watches by default, and then an entry costs one look at a variable.
"""

from __future__ import annotations

from dataclasses import dataclass


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

    @property
    def site(self) -> str:
        """Where it was entered, as `file:line in function`."""
        raise NotImplementedError("Opened.site")

    @property
    def traceback(self) -> list[str]:
        """Where it was entered, as lines of a traceback, outermost first."""
        raise NotImplementedError("Opened.traceback")

    @property
    def age(self) -> float:
        """Seconds since it was entered."""
        raise NotImplementedError("Opened.age")

    def closed(self) -> None:
        """Note that it is open no more."""
        raise NotImplementedError("Opened.closed")
