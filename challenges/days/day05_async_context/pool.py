"""Connections that are made once and lent many times, in the order in which they were asked for."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from .errors import AlreadyEntered, PoolClosed, PoolTimeout
from .origins import Origin, described, origin
from .pool_members import Member
from .tracking import watching
from .waiting_line import WaitingLine

T = TypeVar("T")
_log = logging.getLogger(__package__)

_FRAMES = 3
"""Frames that are kept of each borrower; more would cost more than the loan."""


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
        self._limit(min, max)
        self._factory = factory
        self._max_idle = max_idle
        self._max_lifetime = max_lifetime
        self._check = check
        self._acquire_timeout = acquire_timeout
        self._drain_timeout = drain_timeout
        self._idle: deque[Member[T]] = deque()
        self._members: set[Member[T]] = set()
        self._leaving: set[Member[T]] = set()
        self._lent: dict[Member[T], Origin] = {}
        self._queue: WaitingLine[Member[T]] = WaitingLine()
        self._changed: asyncio.Future[None] | None = None
        self._made = self._discarded = self._timeouts = 0
        self._reaper: asyncio.TimerHandle | None = None
        self._closed = False

    def _limit(self, low: int, high: int) -> None:
        if not 0 <= low <= high or high == 0:
            raise ValueError(
                f"min is {low} and max is {high}, must be 0 <= min <= max, and max > 0"
            )
        self._min, self._max = low, high

    def acquire(self, *, timeout: float | None = None) -> Acquired[T]:
        """Return a block that has a connection: `async with pool.acquire() as connection`.

        Args:
            timeout: seconds to wait instead of `acquire_timeout`.

        Raises:
            PoolTimeout: on entry; none was free in time.
            PoolClosed: on entry; the pool is drained.
            BaseException: on entry; what the factory has raised.
        """
        return Acquired(self, self._acquire_timeout if timeout is None else timeout)

    def resize(self, *, min: int, max: int) -> None:
        """Change the limits: what is too much is left when it is given back.

        Raises:
            ValueError: not 0 <= min <= max, or max is 0.
        """
        self._limit(min, max)
        while self._idle and len(self._members) > max:
            self._discard(self._idle.popleft())
        self._fill()

    def stats(self) -> PoolStats:
        """Return what the pool holds and has done."""
        return PoolStats(
            idle=len(self._idle),
            lent=len(self._lent),
            connecting=self._connecting(),
            waiting=len(self._queue),
            made=self._made,
            discarded=self._discarded,
            timeouts=self._timeouts,
        )

    def loans(self) -> list[Loan]:
        """Return who has connections now, the longest loan first: that may be a leak."""
        now = asyncio.get_running_loop().time()
        found = [Loan(now - one.since, described(where)) for one, where in self._lent.items()]
        return sorted(found, key=lambda loan: -loan.seconds)

    async def drain(self, timeout: float | None = None) -> list[Loan]:
        """Lend nothing any more, wait for what is lent, and leave every connection.

        Args:
            timeout: seconds to wait for borrowers and for connections being left.

        Returns:
            What was not given back in time; it is left when it is. A warning is logged for each.
        """
        self._closed = True
        self._queue.close()
        self._idle.clear()
        for member in self._members - self._lent.keys():
            self._discard(member)
        loop = asyncio.get_running_loop()
        end = None if timeout is None else loop.time() + timeout
        while self._members or self._leaving:
            self._changed = loop.create_future()
            left_over = None if end is None else end - loop.time()
            if not (await asyncio.wait({self._changed}, timeout=left_over))[0]:
                break
        left = self.loans()
        for loan in left:
            _log.warning(
                "a connection was not given back for %.1f s:\n%s",
                loan.seconds,
                "".join(loan.traceback),
            )
        return left

    async def __aenter__(self) -> Self:
        """Begin to make `min` connections, without waiting for them."""
        self._fill()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drain the pool."""
        await self.drain(self._drain_timeout)

    # Lending, for Acquired.

    def _take_at_once(self) -> Member[T] | None:
        """Return a connection for which nobody has to wait, not even for its check."""
        if not self._idle or self._queue.places or self._closed:
            return None
        member = self._idle[-1]
        if (self._check is not None and member.used) or self._is_old(member):
            return None
        return self._idle.pop()

    async def _take(self, timeout: float | None) -> Member[T]:
        loop = asyncio.get_running_loop()
        end = None if timeout is None else loop.time() + timeout
        again = False
        while True:
            if self._closed:
                raise PoolClosed("the pool is drained, and lends nothing any more")
            if self._idle and (again or not self._queue.places):
                member = self._idle.pop()
            else:
                member = await self._wait(end, first=again)
            if await self._is_fit(member, end):
                return member
            # Who got a dead one keeps the place in the queue.
            again = True

    async def _wait(self, end: float | None, *, first: bool) -> Member[T]:
        place = self._queue.join(first=first)
        self._grow()
        try:
            return await self._queue.wait(place, end)
        except PoolTimeout:
            self._timeouts += 1
            raise
        except asyncio.CancelledError:
            if (member := self._queue.won(place)) is not None:
                # Cancelled after a connection was handed over: it goes to the next in the queue.
                self._hand_on(member)
            raise

    async def _is_fit(self, member: Member[T], end: float | None) -> bool:
        if self._is_old(member):
            self._discard(member)
            return False
        if self._check is None or not member.used:
            return True
        fit = False
        try:
            async with asyncio.timeout_at(end):
                fit = await self._check(member.value)
        except TimeoutError:
            self._timeouts += 1
            raise PoolTimeout("the check of a connection did not end in time") from None
        except Exception as error:
            _log.info("a connection is dead: %r", error)
        finally:
            # Whoever is cancelled here has left it in the middle of the check.
            if not fit:
                self._discard(member)
        return fit

    def _is_old(self, member: Member[T]) -> bool:
        if self._max_lifetime is None and self._max_idle is None:
            return False
        now = member.loop.time()
        return (self._max_lifetime is not None and now - member.made >= self._max_lifetime) or (
            self._max_idle is not None and now - member.since >= self._max_idle
        )

    def _lend(self, member: Member[T], where: Origin) -> None:
        member.used = True
        member.since = member.loop.time()
        self._lent[member] = where

    def _give_back(self, member: Member[T]) -> None:
        del self._lent[member]
        member.since = member.loop.time()
        self._hand_on(member)

    # What becomes of a connection.

    def _hand_on(self, member: Member[T]) -> None:
        """Give a connection to who has waited longest, or keep it, or leave it."""
        if self._closed or member.leaving or len(self._members) > self._max:
            self._discard(member)
        elif not self._queue.hand_over(member):
            self._idle.append(member)
            self._set_reaper()

    def _connecting(self) -> int:
        return sum(not member.there for member in self._members)

    def _grow(self) -> None:
        """Make connections for those that wait, as many as may be."""
        for _ in range(len(self._queue) - self._connecting()):
            if len(self._members) >= self._max:
                return
            self._connect()

    def _fill(self) -> None:
        while not self._closed and len(self._members) < self._min:
            self._connect()
        self._grow()

    def _connect(self) -> None:
        self._members.add(Member(self._factory, self._arrived, self._ended))

    def _arrived(self, member: Member[T]) -> None:
        self._made += 1
        if not member.leaving:
            self._hand_on(member)

    def _discard(self, member: Member[T]) -> None:
        """Have a connection left; from now on it does not count."""
        if member in self._members:
            self._members.remove(member)
            self._leaving.add(member)
            self._discarded += member.there
        member.leave()
        if not self._closed:
            self._grow()

    def _ended(self, member: Member[T], error: BaseException | None) -> None:
        self._leaving.discard(member)
        if member in self._members:
            # It was never there, or its task was cancelled from outside.
            self._members.remove(member)
            if member in self._idle:
                self._idle.remove(member)
            if error is not None and self._queue.fail(error):
                error = None
            if not self._closed:
                self._grow()
        if error is not None:
            _log.warning("a connection could not be made or left", exc_info=error)
        if self._changed is not None and not self._changed.done():
            self._changed.set_result(None)

    def _set_reaper(self) -> None:
        if self._max_idle is not None and self._reaper is None:
            loop = asyncio.get_running_loop()
            self._reaper = loop.call_at(self._idle[0].since + self._max_idle, self._reap)

    def _reap(self) -> None:
        """Leave what nobody has wanted for too long; the oldest are in front."""
        self._reaper = None
        if self._closed:
            return
        while self._idle and self._is_old(self._idle[0]):
            self._discard(self._idle.popleft())
        # The minimum is kept fresh, too: old ones go, new ones come.
        self._fill()
        if self._idle:
            self._set_reaper()


class Acquired(Generic[T]):
    """The block that has a connection; for one `async with`."""

    __slots__ = ("_member", "_opened", "_pool", "_timeout")

    def __init__(self, pool: Pool[T], timeout: float | None) -> None:
        """Take nothing yet."""
        self._pool = pool
        self._timeout = timeout
        self._member: Member[T] | None = None

    async def __aenter__(self) -> T:
        """Wait for a connection.

        Raises:
            AlreadyEntered: it has one.
        """
        if self._member is not None:
            raise AlreadyEntered("this loan was entered before, and serves one block only")
        pool = self._pool
        member = pool._take_at_once()
        if member is None:
            member = await pool._take(self._timeout)
        self._member = member
        pool._lend(member, origin(1, _FRAMES))
        watch = watching.get()
        self._opened = None if watch is None else watch.open("connection", 1)
        return member.value

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        member = self._member
        assert member is not None
        if self._opened is not None:
            self._opened.closed()
        self._pool._give_back(member)
