"""How long objects live."""

from __future__ import annotations

from enum import IntEnum


class Scope(IntEnum):
    """The lifetime of an object, from the longest to the shortest.

    An object of a scope is made once for each scope that is opened, when it is first wanted, and
    closed with it. A TRANSIENT object is made anew each time, and closed with the scope in which
    it was made.
    """

    APP = 0
    SESSION = 1
    REQUEST = 2
    TRANSIENT = 3

    def __str__(self) -> str:
        """Return the bare name."""
        return self.name
