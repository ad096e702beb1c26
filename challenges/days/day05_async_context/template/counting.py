"""What came of a block: how long it took, and which of its errors were expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from challenges.shared.clock import SYSTEM, Clock


@dataclass(slots=True)
class Timing:
    """How long a block took.

    Attributes:
        seconds: None as long as it runs.
        failed: Whether an error has ended it.
    """

    seconds: float | None = None
    failed: bool = False


def timed(clock: Clock = SYSTEM) -> Iterator[Timing]:
    """Measure a block by monotonic time, also one that fails.

    Args:
        clock: where the time comes from.

    Yields:
        What is filled in when the block ends.
    """
    raise NotImplementedError("timed")


class suppress_and_count:
    """Swallow errors of the given classes, and count what was swallowed.

    May be entered again, also inside itself. Of a group the members of these classes are
    swallowed, and the others stay.

    Attributes:
        counts: How often, by class.
    """

    def __init__(self, *errors: type[BaseException]) -> None:
        """Take the classes that are swallowed."""
        raise NotImplementedError("suppress_and_count.__init__")

    def __enter__(self) -> Self:
        """Return itself, so that it can be asked afterwards."""
        raise NotImplementedError("suppress_and_count.__enter__")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Swallow what is to be swallowed."""
        raise NotImplementedError("suppress_and_count.__exit__")
