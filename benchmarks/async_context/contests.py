"""What is measured: each contest has the same work for each engine, and shows what it has done."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from challenges.days.day05_async_context import (
    AsyncResourceStack,
    Pool,
    PoolTimeout,
    ResourceStack,
    resource,
)

BATCH = 200
"""Uses in a call that is timed, so that starting the loop does not count."""

Call = Callable[[], object]
Log = list[object]


@dataclass(frozen=True, slots=True)
class Contest:
    """The same work by several engines.

    Attributes:
        title: What it is.
        base: The engine that the goal is about.
        goals: By engine, how many times as fast as the base it shall be.
        engines: What does the work a first time with a log, and then without.
    """

    title: str
    base: str
    goals: dict[str, float]
    engines: Mapping[str, Callable[[Log | None], object]]


def contests(loop: asyncio.AbstractEventLoop) -> list[Contest]:
    """Return all contests; what is async runs in the loop."""
    return [_sync(), _async(loop), _sync_stack(), _async_stack(loop), _pool(loop)]


def _note(log: Log | None, what: object) -> None:
    if log is not None:
        log.append(what)


def _sync() -> Contest:
    def of(decorate: Callable[..., Any]) -> Callable[[Log | None], None]:
        @decorate
        def entered(log: Log | None) -> Iterator[int]:
            if log is not None:
                log.append("enter")
            yield 1
            if log is not None:
                log.append("leave")

        def run(log: Log | None) -> None:
            for _ in range(BATCH):
                with entered(log):
                    pass

        return run

    engines = {"contextmanager": of(contextlib.contextmanager), "resource": of(resource)}
    return Contest("enter and leave", "contextmanager", {"resource": 1.0}, engines)


def _async(loop: asyncio.AbstractEventLoop) -> Contest:
    def of(decorate: Callable[..., Any]) -> Callable[[Log | None], None]:
        @decorate
        async def entered(log: Log | None) -> AsyncIterator[int]:
            if log is not None:
                log.append("enter")
            yield 1
            if log is not None:
                log.append("leave")

        async def run(log: Log | None) -> None:
            for _ in range(BATCH):
                async with entered(log):
                    pass

        return lambda log: loop.run_until_complete(run(log))

    engines = {
        "asynccontextmanager": of(contextlib.asynccontextmanager),
        "resource": of(resource),
        "resource, not task-bound": of(resource(task_bound=False)),
    }
    goals = {"resource": 1.0, "resource, not task-bound": 1.0}
    return Contest("enter and leave, async", "asynccontextmanager", goals, engines)


class _Manager:
    """A manager that does nothing, of both kinds."""

    def __init__(self, log: Log | None, number: int) -> None:
        self._log = log
        self._number = number

    def __enter__(self) -> int:
        return self._number

    def __exit__(self, *_: object) -> None:
        _note(self._log, self._number)

    async def __aenter__(self) -> int:
        return self._number

    async def __aexit__(self, *_: object) -> None:
        _note(self._log, self._number)


def _sync_stack() -> Contest:
    def ours(log: Log | None) -> None:
        for _ in range(BATCH // 10):
            with ResourceStack() as stack:
                for number in range(10):
                    stack.enter(_Manager(log, number))

    def theirs(log: Log | None) -> None:
        for _ in range(BATCH // 10):
            with contextlib.ExitStack() as stack:
                for number in range(10):
                    stack.enter_context(_Manager(log, number))

    engines = {"ExitStack": theirs, "ResourceStack": ours}
    return Contest("a stack of 10", "ExitStack", {"ResourceStack": 0.9}, engines)


def _async_stack(loop: asyncio.AbstractEventLoop) -> Contest:
    async def ours(log: Log | None) -> None:
        for _ in range(BATCH // 10):
            async with AsyncResourceStack() as stack:
                for number in range(10):
                    await stack.enter(_Manager(log, number))

    async def theirs(log: Log | None) -> None:
        for _ in range(BATCH // 10):
            async with contextlib.AsyncExitStack() as stack:
                for number in range(10):
                    await stack.enter_async_context(_Manager(log, number))

    engines = {
        "AsyncExitStack": partial(_in_loop, loop, theirs),
        "AsyncResourceStack": partial(_in_loop, loop, ours),
    }
    return Contest("an async stack of 10", "AsyncExitStack", {"AsyncResourceStack": 0.9}, engines)


def _in_loop(
    loop: asyncio.AbstractEventLoop, run: Callable[[Log | None], Awaitable[None]], log: Log | None
) -> None:
    loop.run_until_complete(run(log))


class QueuePool:
    """A pool as it is often written: a queue of connections, a limit of age, and a time-out."""

    def __init__(self, size: int, max_lifetime: float, acquire_timeout: float) -> None:
        """Fill the queue with connections, which are numbers here."""
        self._queue: asyncio.Queue[tuple[int, float]] = asyncio.Queue(size)
        self._max_lifetime = max_lifetime
        self._acquire_timeout = acquire_timeout
        self._lent: set[int] = set()
        self._made = 0
        for _ in range(size):
            self._queue.put_nowait(self._new())

    def _new(self) -> tuple[int, float]:
        self._made += 1
        return self._made, asyncio.get_running_loop().time()

    @contextlib.asynccontextmanager
    async def acquire(self) -> AsyncIterator[int]:
        """Lend a connection."""
        try:
            async with asyncio.timeout(self._acquire_timeout):
                connection, made = await self._queue.get()
        except TimeoutError:
            raise PoolTimeout("no connection became free in time") from None
        if asyncio.get_running_loop().time() - made >= self._max_lifetime:
            connection, made = self._new()
        self._lent.add(connection)
        try:
            yield connection
        finally:
            self._lent.discard(connection)
            self._queue.put_nowait((connection, made))


def _pool(loop: asyncio.AbstractEventLoop) -> Contest:
    async def queue_pool() -> Any:
        return QueuePool(4, 3600, 30)

    numbers = iter(range(1, 1000))

    @resource
    async def connection() -> AsyncIterator[int]:
        yield next(numbers)

    async def our_pool() -> Any:
        pool = Pool(connection, min=4, max=4, max_lifetime=3600, acquire_timeout=30)
        await pool.__aenter__()
        while pool.stats().idle < 4:
            await asyncio.sleep(0)
        return pool

    async def run(pool: Any, log: Log | None) -> None:
        for _ in range(BATCH):
            async with pool.acquire() as lent:
                _note(log, lent in range(1, 5))

    engines = {
        "asyncio.Queue": partial(
            _in_loop, loop, partial(run, loop.run_until_complete(queue_pool()))
        ),
        "Pool": partial(_in_loop, loop, partial(run, loop.run_until_complete(our_pool()))),
    }
    return Contest("borrow without waiting", "asyncio.Queue", {"Pool": 3.0}, engines)


async def fairness(waiters: int = 200, loans: int = 20_000) -> float:
    """Return how many times as often the most served of equal borrowers was served as the least."""

    @resource
    async def connection() -> AsyncIterator[None]:
        yield

    turns: Counter[int] = Counter()

    async def borrow(pool: Pool[None], name: int) -> None:
        while turns.total() < loans:
            async with pool.acquire():
                turns[name] += 1
                await asyncio.sleep(0)

    async with Pool(connection, max=4) as pool:
        await asyncio.gather(*(borrow(pool, name) for name in range(waiters)))
    return max(turns.values()) / min(turns.values())
