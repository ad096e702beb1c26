"""Stage 5, faults: borrowers cancelled at random, a model of the pool, and a Redis that dies."""

# Blocks within blocks are what is tested here.
# ruff: noqa: PT012

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from challenges.days.day05_async_context.tests.pooled import Server, is_alive
from challenges.shared.testing import run_virtual
from challenges.shared.testing.faults import fault_seeds
from challenges.shared.testing.servers import redis_server


async def borrow(pool: Any, seconds: float, seen: list[int]) -> None:
    """Have a connection for a while, alone."""
    async with pool.acquire() as connection:
        connection.users += 1
        assert connection.users == 1, "two have the same connection"
        seen.append(connection.number)
        try:
            await asyncio.sleep(seconds)
        finally:
            connection.users -= 1


async def storm(subject: ModuleType, seed: int) -> None:
    """Two hundred borrowers, most of them cancelled, some in the moment they are served."""
    chance = random.Random(seed)
    server = Server(delay=chance.choice([0, 0.5]))
    limit = chance.randint(1, 5)
    checks = {"check": is_alive} if chance.random() < 0.5 else {}
    pool = subject.Pool(server.factory(subject), max=limit, **checks)
    async with pool:
        tasks: list[asyncio.Task[None]] = []
        for _ in range(200):
            tasks.append(asyncio.create_task(borrow(pool, chance.choice([0, 0.5, 1]), [])))
            if chance.random() < 0.5:
                await asyncio.sleep(chance.choice([0, 0, 0.01, 0.5]))
            if chance.random() < 0.8:
                chance.choice(tasks[-8:]).cancel()
            if chance.random() < 0.1 and server.opened:
                chance.choice(server.opened).alive = False
            stats = pool.stats()
            assert stats.lent + stats.idle + stats.connecting <= limit
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            assert result is None or isinstance(result, asyncio.CancelledError), result
        stats = pool.stats()
        assert (stats.lent, stats.waiting) == (0, 0)
        # Nothing is stuck: as many as the limit allows can be had at once.
        await asyncio.gather(*(borrow(pool, 1, []) for _ in range(limit)))
        assert pool.loans() == []
    assert server.open == 0


def test_cancelled_borrowers_leak_nothing(subject: ModuleType) -> None:
    """No connection is lost, no waiter is stuck, and the counts are exact."""
    for seed in fault_seeds(small=10, full=100):
        run_virtual(storm(subject, seed))
    # 200 borrowers a round, so 10,000 cancellations and more in a full run.


@pytest.mark.parametrize("killed", ["between uses", "for good"])
def test_a_redis_that_dies(subject: ModuleType, tmp_path: Path, killed: str) -> None:
    """A dead connection is replaced once; without a server it is the factory's error."""
    made: list[object] = []

    def factory_of(url: str) -> Any:
        @subject.resource
        async def connection() -> AsyncIterator[Any]:
            # Its own retries and pool are off: it is one connection, and tells when it is dead.
            client = redis.asyncio.Redis.from_url(
                url, single_connection_client=True, retry=Retry(NoBackoff(), 0)
            )
            await client.ping()
            made.append(client)
            try:
                yield client
            finally:
                await client.aclose()

        return connection

    async def ping(client: Any) -> bool:
        return bool(await client.ping())

    async def main() -> None:
        with redis_server(tmp_path) as url:
            pool = subject.Pool(factory_of(url), max=2, check=ping, acquire_timeout=30)
            async with pool:
                async with pool.acquire() as client:
                    await client.set("key", "value")
                if killed == "between uses":
                    async with redis.asyncio.Redis.from_url(url) as other:
                        await other.execute_command("CLIENT", "KILL", "TYPE", "normal")
                    async with pool.acquire() as client:
                        assert await client.get("key") == b"value"
                    assert len(made) == 2
                    return
                async with redis.asyncio.Redis.from_url(url) as other:
                    with pytest.raises(redis.exceptions.ConnectionError):
                        await other.execute_command("SHUTDOWN", "NOSAVE")
                        await other.ping()
                with pytest.raises((redis.exceptions.ConnectionError, subject.PoolTimeout)):
                    async with pool.acquire():
                        pass
                assert pool.stats().lent == 0

    asyncio.run(main())
