"""Connections that are made once and lent many times, in the order in which they were asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PoolStats:
    """What a pool holds and has done.

    Attributes:
        idle: Connections that wait to be lent.
        lent: Connections that somebody has.
        connecting: Connections that are being made.
        waiting: Borrowers that wait.
        made: Connections that were made since the beginning.
        discarded: Those that were given up: dead, too old, too long idle, or too many.
        timeouts: Borrowers that have waited in vain.
    """

    idle: int
    lent: int
    connecting: int
    waiting: int
    made: int
    discarded: int
    timeouts: int


@dataclass(frozen=True, slots=True)
class Loan:
    """A connection that somebody has.

    Attributes:
        seconds: For how long.
        traceback: Where it was borrowed, as lines of a traceback, outermost first.
    """

    seconds: float
    traceback: list[str]


class Pool(Generic[T]):
    """A pool for the tasks of one event loop, as a block: the end of the block drains it.

    All times are those of the event loop, so that waiting and growing old are measured alike.
    """

    def __init__(
        self,
        factory: Callable[[], AbstractAsyncContextManager[T] | AbstractContextManager[T]],
        *,
        min: int = 0,
        max: int = 10,
        max_idle: float | None = None,
        max_lifetime: float | None = None,
        check: Callable[[T], Awaitable[bool]] | None = None,
        acquire_timeout: float | None = None,
        drain_timeout: float = 10.0,
    ) -> None:
        """Make a pool that is empty.

        Args:
            factory: makes the manager of one connection, of either kind.
            min: connections that are kept although nobody wants them.
            max: connections, at most; those being left do not count.
            max_idle: seconds after which one that nobody wants is left; None: never.
            max_lifetime: seconds after which one is lent no more; None: never.
            check: asked before each loan of one that was lent before; False or an error: it is
                dead, and the borrower gets another one.
            acquire_timeout: seconds that a borrower waits, at most; None: as long as it takes.
            drain_timeout: seconds that the end of the block waits for borrowers.

        Raises:
            ValueError: not 0 <= min <= max, or max is 0.
        """
        raise NotImplementedError("Pool.__init__")

    def acquire(self, *, timeout: float | None = None) -> Acquired[T]:
        """Return a block that has a connection: `async with pool.acquire() as connection`.

        Args:
            timeout: seconds to wait instead of `acquire_timeout`.

        Raises:
            PoolTimeout: on entry; none was free in time.
            PoolClosed: on entry; the pool is drained.
            BaseException: on entry; what the factory has raised.
        """
        raise NotImplementedError("Pool.acquire")

    def resize(self, *, min: int, max: int) -> None:
        """Change the limits: what is too much is left when it is given back.

        Raises:
            ValueError: not 0 <= min <= max, or max is 0.
        """
        raise NotImplementedError("Pool.resize")

    def stats(self) -> PoolStats:
        """Return what the pool holds and has done."""
        raise NotImplementedError("Pool.stats")

    def loans(self) -> list[Loan]:
        """Return who has connections now, the longest loan first: that may be a leak."""
        raise NotImplementedError("Pool.loans")

    async def drain(self, timeout: float | None = None) -> list[Loan]:
        """Lend nothing any more, wait for what is lent, and leave every connection.

        Args:
            timeout: seconds to wait for borrowers and for connections being left.

        Returns:
            What was not given back in time; it is left when it is. A warning is logged for each.
        """
        raise NotImplementedError("Pool.drain")

    async def __aenter__(self) -> Self:
        """Begin to make `min` connections, without waiting for them."""
        raise NotImplementedError("Pool.__aenter__")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drain the pool."""
        raise NotImplementedError("Pool.__aexit__")


class Acquired(Generic[T]):
    """The block that has a connection; for one `async with`."""

    def __init__(self, pool: Pool[T], timeout: float | None) -> None:
        """Take nothing yet."""
        raise NotImplementedError("Acquired.__init__")

    async def __aenter__(self) -> T:
        """Wait for a connection.

        Raises:
            AlreadyEntered: it has one.
        """
        raise NotImplementedError("Acquired.__aenter__")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        raise NotImplementedError("Acquired.__aexit__")
