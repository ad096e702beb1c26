"""What came of a block: how long it took, and which of its errors were expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from challenges.shared.clock import SYSTEM, Clock

from .resources import resource


@dataclass(slots=True)
class Timing:
    """How long a block took.

    Attributes:
        seconds: None as long as it runs.
        failed: Whether an error has ended it.
    """

    seconds: float | None = None
    failed: bool = False


@resource
def timed(clock: Clock = SYSTEM) -> Iterator[Timing]:
    """Measure a block by monotonic time, also one that fails.

    Args:
        clock: where the time comes from.

    Yields:
        What is filled in when the block ends.
    """
    timing = Timing()
    begin = clock.monotonic()
    try:
        yield timing
    except BaseException:
        timing.failed = True
        raise
    finally:
        timing.seconds = clock.monotonic() - begin


class suppress_and_count:
    """Swallow errors of the given classes, and count what was swallowed.

    May be entered again, also inside itself. Of a group the members of these classes are
    swallowed, and the others stay.

    Attributes:
        counts: How often, by class.
    """

    def __init__(self, *errors: type[BaseException]) -> None:
        """Take the classes that are swallowed."""
        self._classes = errors
        self.counts: Counter[type[BaseException]] = Counter()

    def __enter__(self) -> Self:
        """Return itself, so that it can be asked afterwards."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Swallow what is to be swallowed."""
        if error is None:
            return False
        if isinstance(error, self._classes):
            self.counts[type(error)] += 1
            return True
        if not isinstance(error, BaseExceptionGroup):
            return False
        expected, rest = error.split(self._classes)
        if expected is not None:
            self.counts.update(type(one) for one in _leaves(expected))
        if rest is not None and expected is not None:
            raise rest
        return rest is None


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for one in group.exceptions:
        if isinstance(one, BaseExceptionGroup):
            yield from _leaves(one)
        else:
            yield one
