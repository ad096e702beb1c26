"""The resources of an application, by name: what needs nothing of each other starts in parallel."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Lifespan:
    """Named resources with dependencies, and the block in which all of them are there.

    They are left in the reverse order of dependency, also those of a start that fails. The first
    signal cancels the block, and then all is left in order; the second one cancels that.

    Attributes:
        signal: The first signal that has come, None as long as there was none.
    """

    def __init__(
        self,
        *,
        start_timeout: float | None = 30.0,
        stop_timeout: float | None = 10.0,
        signals: Iterable[signal.Signals] = SIGNALS,
    ) -> None:
        """Start without parts.

        Args:
            start_timeout: seconds for each part, unless it says otherwise; None: any.
            stop_timeout: the same for leaving it.
            signals: those that stop the block, where it runs in the main thread.
        """
        raise NotImplementedError("Lifespan.__init__")

    def add(
        self,
        name: str,
        factory: Callable[..., Any],
        needs: Iterable[str] = (),
        *,
        start_timeout: float | None = None,
        stop_timeout: float | None = None,
    ) -> None:
        """Add a part.

        Args:
            name: how it is called.
            factory: makes its manager, of either kind; called with the values that it needs.
            needs: names of the parts that must be ready before, in the order of the arguments. They
                may be added later.
            start_timeout: seconds until it must be ready; None: that of the lifespan.
            stop_timeout: the same for leaving it.

        Raises:
            LifespanError: the name is there already.
            AlreadyEntered: the block has begun.
        """
        raise NotImplementedError("Lifespan.add")

    def part(
        self,
        *needs: str,
        name: str | None = None,
        start_timeout: float | None = None,
        stop_timeout: float | None = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Add the decorated factory as a part, by its own name unless told otherwise."""
        raise NotImplementedError("Lifespan.part")

    def order(self) -> list[list[str]]:
        """Return the names in groups: each group needs only what is in the groups before it.

        Raises:
            LifespanError: something needs what is not there, or itself in the end.
        """
        raise NotImplementedError("Lifespan.order")

    def states(self) -> dict[str, str]:
        """Return what each part is doing: "waiting", "starting", "ready", "stopping" and so on."""
        raise NotImplementedError("Lifespan.states")

    async def __aenter__(self) -> Mapping[str, Any]:
        """Start all parts.

        Returns:
            Their values by name.

        Raises:
            LifespanError: they do not fit together; nothing was started.
            StartInterrupted: a signal came before all were ready; those that were are left.
            BaseException: what a part has raised; those that were ready are left.
            BaseExceptionGroup: several have failed, or leaving failed as well.
        """
        raise NotImplementedError("Lifespan.__aenter__")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Stop all parts.

        Returns:
            True for the cancellation by which a signal has ended the block.

        Raises:
            BaseException: what leaving the only part that failed has raised, after a good block.
            BaseExceptionGroup: the error of the block and those of all parts, in this order.
        """
        raise NotImplementedError("Lifespan.__aexit__")

    def stop(self, why: signal.Signals = signal.SIGTERM) -> None:
        """Do as if a signal had come: end the block; the second time, cancel all that is left."""
        raise NotImplementedError("Lifespan.stop")
