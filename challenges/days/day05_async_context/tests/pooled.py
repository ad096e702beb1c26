"""Connections for the tests of the pool: they tell when they were opened and closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from types import ModuleType
from typing import Any


class Connection:
    """A connection that does nothing.

    Attributes:
        alive: Whether the check of the pool shall find it fit.
        users: How many have it at the moment.
    """

    def __init__(self, number: int) -> None:
        """Number it."""
        self.number = number
        self.alive = True
        self.users = 0


class Server:
    """Makes connections.

    Attributes:
        opened: All that were ever opened, in order.
        closed: Numbers of those that were closed, in order.
        delay: Seconds that opening takes.
        refuses: The error of the next attempts, None as long as they succeed.
    """

    def __init__(self, delay: float = 0.0) -> None:
        """Start with none."""
        self.opened: list[Connection] = []
        self.closed: list[int] = []
        self.delay = delay
        self.refuses: BaseException | None = None

    @property
    def open(self) -> int:
        """How many are open."""
        return len(self.opened) - len(self.closed)

    def factory(self, subject: ModuleType) -> Callable[[], Any]:
        """Return what a pool takes."""

        @subject.resource
        async def connection() -> AsyncIterator[Connection]:
            await asyncio.sleep(self.delay)
            if self.refuses is not None:
                raise self.refuses
            made = Connection(len(self.opened))
            self.opened.append(made)
            try:
                yield made
            finally:
                self.closed.append(made.number)

        return connection  # type: ignore[no-any-return]


async def is_alive(connection: Connection) -> bool:
    """Check a connection as a ping does: it takes a while."""
    await asyncio.sleep(0.01)
    return connection.alive
