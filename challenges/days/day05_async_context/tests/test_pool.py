"""Stage 5: connections that are made once and lent many times."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day05_async_context.tests.pooled import Connection, Server, is_alive
from challenges.shared.testing import check, run_virtual

Log = list[object]


def now() -> float:
    """Return the time of the event loop."""
    return asyncio.get_running_loop().time()


async def settle() -> None:
    """Let everything happen that can happen without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_connection_is_made_once_and_lent_again(subject: ModuleType) -> None:
    """What comes back is lent to the next; the end of the block closes it."""
    server = Server()

    async def main() -> None:
        async with subject.Pool(server.factory(subject)) as pool:
            for _ in range(3):
                async with pool.acquire() as connection:
                    assert connection.number == 0
                    assert pool.stats().lent == 1
            assert pool.stats().idle == 1
        assert server.closed == [0]
        assert pool.stats() == subject.PoolStats(0, 0, 0, 0, made=1, discarded=1, timeouts=0)

    run_virtual(main())


def test_no_more_than_max_at_once(subject: ModuleType) -> None:
    """Twenty borrowers share three connections, and nobody has one that another one has."""
    server = Server(delay=1)
    most = 0

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=3) as pool:

            async def borrow() -> None:
                nonlocal most
                async with pool.acquire() as connection:
                    connection.users += 1
                    assert connection.users == 1
                    most = max(most, pool.stats().lent)
                    await asyncio.sleep(1)
                    connection.users -= 1

            await asyncio.gather(*(borrow() for _ in range(20)))

    run_virtual(main())
    assert len(server.opened) == most == 3


def test_who_has_waited_longest_is_next(subject: ModuleType) -> None:
    """First come, first served, also before one who gives back and asks again at once."""
    order: Log = []

    async def main() -> None:
        async with subject.Pool(Server().factory(subject), max=1) as pool:

            async def borrow(name: int) -> None:
                for _ in range(3):
                    async with pool.acquire():
                        order.append(name)
                        await asyncio.sleep(1)

            await asyncio.gather(*(borrow(name) for name in range(5)))

    run_virtual(main())
    assert order == [0, 1, 2, 3, 4] * 3


def test_two_hundred_waiters_are_served_alike(subject: ModuleType) -> None:
    """After a while the one served most has had at most 1.5 times as many turns as the least."""
    turns: Counter[int] = Counter()

    async def main() -> None:
        async with subject.Pool(Server().factory(subject), max=4) as pool:

            async def borrow(name: int) -> None:
                while now() < 500:
                    async with pool.acquire():
                        turns[name] += 1
                        await asyncio.sleep(0.5 + name % 7 / 7)

            await asyncio.gather(*(borrow(name) for name in range(200)))

    run_virtual(main())
    assert len(turns) == 200
    assert max(turns.values()) / min(turns.values()) <= 1.5


def test_waiting_has_an_end(subject: ModuleType) -> None:
    """PoolTimeout at the limit of the pool or of the call; the next one is not disturbed."""

    async def main() -> None:
        pool = subject.Pool(Server().factory(subject), max=1, acquire_timeout=5)
        async with pool:
            async with pool.acquire():
                with pytest.raises(subject.PoolTimeout) as caught:
                    async with pool.acquire():
                        pass
                assert now() == 5
                assert isinstance(caught.value, TimeoutError)
                with pytest.raises(subject.PoolTimeout):
                    async with pool.acquire(timeout=1):
                        pass
                assert now() == 6
            async with pool.acquire():
                pass
            assert pool.stats().timeouts == 2

    run_virtual(main())


def test_a_cancelled_waiter_takes_nothing_with_it(subject: ModuleType) -> None:
    """Cancelled while it waits, or in the moment when it was served: the next one is."""
    server = Server()

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=1) as pool:

            async def borrow() -> str:
                async with pool.acquire():
                    return "served"

            holder = pool.acquire()
            await holder.__aenter__()
            early, late, last = (asyncio.create_task(borrow()) for _ in range(3))
            await settle()
            early.cancel()
            await settle()
            await holder.__aexit__(None, None, None)
            # It was handed over to `late`, which has not run since.
            late.cancel()
            assert await last == "served"
            assert late.cancelled()
            assert pool.stats().idle == 1

    run_virtual(main())
    assert server.closed == [0]


def test_a_borrower_cancelled_while_connecting_leaves_a_connection(subject: ModuleType) -> None:
    """What was being made is finished and kept for the next."""
    server = Server(delay=5)

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=1) as pool:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(1), pool.acquire():
                    pass
            assert pool.stats().connecting == 1
            async with pool.acquire() as connection:
                assert (now(), connection.number) == (5, 0)

    run_virtual(main())


def test_the_error_of_the_factory_reaches_the_borrower(subject: ModuleType) -> None:
    """Each attempt that fails is told to one waiter, and the next one is tried."""
    server = Server(delay=1)
    server.refuses = OSError("refused")

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=1) as pool:

            async def borrow() -> int:
                async with pool.acquire() as connection:
                    return connection.number  # type: ignore[no-any-return]

            tasks = [asyncio.create_task(borrow()) for _ in range(2)]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            server.refuses = None
            first, second = await asyncio.gather(*tasks, return_exceptions=True)
            assert repr(first) == "OSError('refused')"
            assert second == 0

    run_virtual(main())


def test_a_dead_connection_is_replaced(subject: ModuleType) -> None:
    """The check finds it before it is lent again; the borrower gets a new one, and others wait."""
    server = Server()

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=2, check=is_alive) as pool:
            async with pool.acquire(), pool.acquire():
                pass
            server.opened[0].alive = server.opened[1].alive = False
            async with pool.acquire() as connection:
                assert connection.number == 2
            assert sorted(server.closed) == [0, 1]
            assert pool.stats().discarded == 2

    run_virtual(main())


def test_a_check_that_fails_or_hangs_means_dead(subject: ModuleType) -> None:
    """Its error is not the borrower's; if it does not end in time, that is a PoolTimeout."""
    server = Server()
    behaviour: list[str] = ["raise"]

    async def checks(connection: Connection) -> bool:
        if behaviour[0] == "raise":
            raise ConnectionError("gone")
        await asyncio.sleep(1000)
        return True

    async def main() -> None:
        pool = subject.Pool(server.factory(subject), max=1, check=checks, acquire_timeout=5)
        async with pool:
            for number in (0, 1):
                async with pool.acquire() as connection:
                    assert connection.number == number
            behaviour[0] = "hang"
            with pytest.raises(subject.PoolTimeout):
                async with pool.acquire():
                    pass
            assert now() == 5
            assert pool.stats().lent == 0
            async with pool.acquire() as connection:
                assert connection.number == 2
        assert server.open == 0

    run_virtual(main())


def test_who_is_cancelled_in_the_check_loses_no_place(subject: ModuleType) -> None:
    """The connection is in the middle of something and is closed; another may be made."""
    server = Server()

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=1, check=is_alive) as pool:
            async with pool.acquire():
                pass
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.005), pool.acquire():
                    pass
            await settle()
            assert server.closed == [0]
            async with pool.acquire(timeout=1) as connection:
                assert connection.number == 1

    run_virtual(main())


def test_connections_grow_old(subject: ModuleType) -> None:
    """Older than `max_lifetime` it is lent no more, however busy it was."""
    server = Server()

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=1, max_lifetime=10) as pool:
            numbers = []
            for _ in range(5):
                async with pool.acquire() as connection:
                    numbers.append(connection.number)
                await asyncio.sleep(4)
            assert numbers == [0, 0, 0, 1, 1]

    run_virtual(main())


def test_connections_that_nobody_wants_are_closed(subject: ModuleType) -> None:
    """After `max_idle` seconds, without anybody asking; `min` of them are made anew."""
    server = Server()

    async def main() -> None:
        pool = subject.Pool(server.factory(subject), min=1, max=3, max_idle=10)
        async with pool:
            async with pool.acquire(), pool.acquire(), pool.acquire():
                assert server.open == 3
            await asyncio.sleep(10)
            await settle()
            assert (server.open, pool.stats().idle) == (1, 1)

    run_virtual(main())
    assert server.open == 0


def test_min_is_made_in_advance(subject: ModuleType) -> None:
    """When the block begins; the block does not wait for it."""
    server = Server(delay=3)

    async def main() -> None:
        async with subject.Pool(server.factory(subject), min=2) as pool:
            assert (now(), pool.stats().connecting) == (0, 2)
            await asyncio.sleep(3)
            await settle()
            assert pool.stats().idle == 2

    run_virtual(main())


def test_resize_takes_effect_at_once_and_when_given_back(subject: ModuleType) -> None:
    """More are made for those that wait; too many are closed when they come back."""
    server = Server()

    async def main() -> None:
        async with subject.Pool(server.factory(subject), max=1) as pool:
            first = pool.acquire()
            await first.__aenter__()
            second = pool.acquire()
            waiting = asyncio.create_task(second.__aenter__())
            await settle()
            assert not waiting.done()
            pool.resize(min=0, max=2)
            await waiting
            pool.resize(min=0, max=1)
            await first.__aexit__(None, None, None)
            await settle()
            assert server.closed == [0]
            await second.__aexit__(None, None, None)
            assert pool.stats().idle == 1
            check(pool.resize, min=2, max=1).raises(ValueError)

    run_virtual(main())


def test_draining_waits_for_what_is_lent(subject: ModuleType) -> None:
    """Waiters and later borrowers get PoolClosed; the last one to come back ends it."""
    server = Server()

    async def main() -> None:
        pool = subject.Pool(server.factory(subject), max=1)

        async def borrow() -> None:
            async with pool.acquire():
                await asyncio.sleep(5)

        borrower, waiter = asyncio.create_task(borrow()), asyncio.create_task(borrow())
        await settle()
        assert await pool.drain(timeout=60) == []
        assert now() == 5
        assert server.open == 0
        with pytest.raises(subject.PoolClosed):
            await waiter
        await borrower
        with pytest.raises(subject.PoolClosed):
            async with pool.acquire():
                pass

    run_virtual(main())


def test_what_is_not_given_back_is_reported(
    subject: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    """`loans` and `drain` tell how long and where it was borrowed; a warning is logged."""
    server = Server()

    async def forgetful(pool: Any) -> None:
        await pool.acquire().__aenter__()

    async def main() -> None:
        pool = subject.Pool(server.factory(subject))
        await forgetful(pool)
        await asyncio.sleep(7)
        (loan,) = pool.loans()
        assert loan.seconds == 7
        assert any("forgetful" in line for line in loan.traceback)
        with caplog.at_level(logging.WARNING):
            (left,) = await pool.drain(timeout=3)
        assert left.seconds == 10
        assert "forgetful" in caplog.text

    with pytest.raises(Exception, match="task left behind"):
        run_virtual(main())
    assert server.open == 0, "the connection goes when its task is cancelled"


def test_a_loan_serves_one_block(subject: ModuleType) -> None:
    """Entered again while it has a connection, it is AlreadyEntered."""

    async def main() -> None:
        async with subject.Pool(Server().factory(subject)) as pool:
            loan = pool.acquire()
            async with loan:
                with pytest.raises(subject.AlreadyEntered):
                    await loan.__aenter__()

    run_virtual(main())


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (2, 1), (0, 0)])
def test_limits_must_make_sense(subject: ModuleType, low: int, high: int) -> None:
    """0 <= min <= max, and max is at least 1."""
    check(lambda: subject.Pool(Server().factory(subject), min=low, max=high)).raises(ValueError)


def test_a_waiter_costs_the_same_however_many_wait(subject: ModuleType) -> None:
    """Twenty thousand, cancelled in the worst order, end soon: to leave the queue is O(1)."""

    async def main() -> int:
        async with subject.Pool(Server().factory(subject), max=1) as pool, pool.acquire():

            async def borrow() -> None:
                async with pool.acquire():
                    pass

            tasks = [asyncio.create_task(borrow()) for _ in range(20_000)]
            await settle()
            for task in reversed(tasks):
                task.cancel()
            await asyncio.wait(tasks)
            return pool.stats().waiting  # type: ignore[no-any-return]

    assert run_virtual(main()) == 0
