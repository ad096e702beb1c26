"""Entering again what could not be entered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from typing import TypeVar

from challenges.shared.clock import SYSTEM, Clock

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Retry:
    """How often and when.

    Attributes:
        attempts: At most, the first one included.
        wait: Seconds before the second attempt.
        factor: By which each wait is longer than the one before.
        most: Seconds of a wait, at most.
        errors: What is worth another attempt.
    """

    attempts: int = 5
    wait: float = 0.1
    factor: float = 2.0
    most: float = 10.0
    errors: tuple[type[Exception], ...] = (OSError,)

    def __post_init__(self) -> None:
        """Check the numbers.

        Raises:
            ValueError: fewer than one attempt, or a negative wait.
        """
        raise NotImplementedError("Retry.__post_init__")

    def waits(self) -> Iterator[float]:
        """Yield the seconds to wait after each failure but the last."""
        raise NotImplementedError("Retry.waits")


async def retry_enter(
    factory: Callable[[], AbstractAsyncContextManager[T] | AbstractContextManager[T]],
    policy: Retry | None = None,
    clock: Clock = SYSTEM,
) -> AsyncIterator[T]:
    """Enter a resource, and if that fails, wait and enter a fresh one.

    Only the entry is tried again, never the block.

    Args:
        factory: makes the manager of one attempt, of either kind.
        policy: how often, and after which errors; None: as `Retry()` says.
        clock: what waits.

    Yields:
        What the resource hands out.

    Raises:
        Exception: that of the last attempt, with a note that tells how many there were.
    """
    raise NotImplementedError("retry_enter")
