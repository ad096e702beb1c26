"""The resources of an application, by name: what needs nothing of each other starts in parallel."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from types import TracebackType
from typing import Any

from .errors import AlreadyEntered, LifespanError, StartInterrupted
from .parts import Definition, Part
from .scopes import CancelScope, cancel_scope

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
        self.signal: signal.Signals | None = None
        self._start_timeout = start_timeout
        self._stop_timeout = stop_timeout
        self._signals = tuple(signals)
        self._definitions: dict[str, Definition] = {}
        self._begun = False
        self._parts: dict[str, Part] = {}
        self._body: CancelScope = cancel_scope()
        self._starting: asyncio.Task[None] | None = None
        self._handled: list[signal.Signals] = []

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
        if self._begun:
            raise AlreadyEntered(f"the lifespan has begun, {name!r} comes too late")
        if name in self._definitions:
            raise LifespanError(f"there is a part {name!r} already")
        self._definitions[name] = Definition(
            name,
            factory,
            tuple(needs),
            self._start_timeout if start_timeout is None else start_timeout,
            self._stop_timeout if stop_timeout is None else stop_timeout,
        )

    def part(
        self,
        *needs: str,
        name: str | None = None,
        start_timeout: float | None = None,
        stop_timeout: float | None = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Add the decorated factory as a part, by its own name unless told otherwise."""

        def add(factory: Callable[..., Any]) -> Callable[..., Any]:
            self.add(
                factory.__name__ if name is None else name,
                factory,
                needs,
                start_timeout=start_timeout,
                stop_timeout=stop_timeout,
            )
            return factory

        return add

    def order(self) -> list[list[str]]:
        """Return the names in groups: each group needs only what is in the groups before it.

        Raises:
            LifespanError: something needs what is not there, or itself in the end.
        """
        for one in self._definitions.values():
            if missing := [name for name in one.needs if name not in self._definitions]:
                known = ", ".join(self._definitions)
                raise LifespanError(f"{one.name!r} needs {missing[0]!r}, there is only {known}")
        graph = TopologicalSorter({one.name: one.needs for one in self._definitions.values()})
        try:
            graph.prepare()
        except CycleError as error:
            cycle = " needs ".join(reversed(error.args[1]))
            raise LifespanError(f"nothing of this can start first: {cycle}") from None
        groups = []
        while graph.is_active():
            group = graph.get_ready()
            groups.append(sorted(group))
            graph.done(*group)
        return groups

    def states(self) -> dict[str, str]:
        """Return what each part is doing: "waiting", "starting", "ready", "stopping" and so on."""
        return {
            name: self._parts[name].state if name in self._parts else "waiting"
            for name in self._definitions
        }

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
        if self._begun:
            raise AlreadyEntered("a lifespan serves one block only")
        self.order()
        self._begun = True
        self._parts = {name: Part(one) for name, one in self._definitions.items()}
        self._listen()
        self._starting = asyncio.ensure_future(self._start())
        error: BaseException | None = None
        try:
            await asyncio.wait({self._starting})
        except asyncio.CancelledError as cancelled:
            self._starting.cancel()
            await asyncio.wait({self._starting})
            error = cancelled
        if not self._starting.cancelled() and self._starting.exception() is not None:
            error = self._starting.exception()
        elif self.signal is not None:
            error = StartInterrupted(f"{self.signal.name} came before all was ready")
        if error is not None:
            _raise([error, *await self._leave()])
        await self._body.__aenter__()
        return {name: part.value for name, part in self._parts.items()}

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
        swallowed = await self._body.__aexit__(kind, error, trace)
        errors = await self._leave()
        if not errors:
            return swallowed
        _raise(errors if error is None or swallowed else [error, *errors])
        return False

    async def _start(self) -> None:
        if not self._parts:
            return
        starts = [asyncio.ensure_future(part.start(self._parts)) for part in self._parts.values()]
        try:
            await asyncio.wait(starts, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for start in starts:
                start.cancel()
            await asyncio.wait(starts)
        _raise([one.exception() for one in starts if not one.cancelled() and one.exception()])

    async def _leave(self) -> list[BaseException]:
        """Stop everything, also when the task is cancelled meanwhile, and return the errors."""
        stopping = [
            asyncio.ensure_future(part.stop(self._needing(part))) for part in self._parts.values()
        ]
        cancelled: list[BaseException] = []
        while pending := [one for one in stopping if not one.done()]:
            try:
                await asyncio.wait(pending)
            except asyncio.CancelledError as error:
                cancelled = [error]
        self._ignore()
        found = [_error(one) for one in stopping]
        return cancelled + [error for error in found if error is not None]

    def _needing(self, part: Part) -> list[Part]:
        name = part.definition.name
        return [one for one in self._parts.values() if name in one.definition.needs]

    def _listen(self) -> None:
        if threading.current_thread() is threading.main_thread():
            for one in self._signals:
                asyncio.get_running_loop().add_signal_handler(one, self.stop, one)
                self._handled.append(one)

    def _ignore(self) -> None:
        for one in self._handled:
            asyncio.get_running_loop().remove_signal_handler(one)
        self._handled.clear()

    def stop(self, why: signal.Signals = signal.SIGTERM) -> None:
        """Do as if a signal had come: end the block; the second time, cancel all that is left."""
        if self.signal is None:
            self.signal = why
            if self._starting is not None and not self._starting.done():
                self._starting.cancel()
            self._body.cancel()
            return
        for part in self._parts.values():
            part.kill()


def _error(stopped: asyncio.Future[None]) -> BaseException | None:
    return asyncio.CancelledError() if stopped.cancelled() else stopped.exception()


def _raise(errors: list[Any]) -> None:
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise BaseExceptionGroup("errors of an application's parts", errors)
