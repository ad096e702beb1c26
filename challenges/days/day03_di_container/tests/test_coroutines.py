"""Stage 5: coroutines, and many who ask at once."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live, run_virtual

DEADLINE_S = 30.0


class Database:
    """Needs nothing."""


class Cache:
    """Needs nothing."""


class Service:
    """Needs a database and a cache."""

    def __init__(self, database: Database, cache: Cache) -> None:
        self.database = database
        self.cache = cache


class Wrong(Exception):
    """What tests raise."""


def container_of(subject: ModuleType, *factories: Callable[..., Any], **options: Any) -> Any:
    """Returns a container of some factories, all with the same options."""
    registry = subject.Registry()
    for factory in factories:
        registry.provides(**options)(factory)
    return registry.build()


def in_threads(number: int, function: Callable[[], Any]) -> list[Any]:
    """Returns what a function returned, or raised, in each of so many threads."""
    results: list[Any] = []
    barrier = threading.Barrier(number)

    def run() -> None:
        barrier.wait(DEADLINE_S)
        try:
            results.append(function())
        except BaseException as error:
            results.append(error)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
        assert not thread.is_alive(), "a thread waits for ever"
    return results


def test_coroutines_provide_objects(subject: ModuleType) -> None:
    """`aget` awaits coroutine functions and asynchronous generators, however deep they stand."""
    log: list[str] = []

    async def database() -> Database:
        await asyncio.sleep(1)
        return Database()

    async def cache(database: Database) -> AsyncIterator[Cache]:
        log.append("open")
        yield Cache()
        await asyncio.sleep(1)
        log.append("close")

    async def main() -> None:
        scope = subject.Scope
        registry = subject.Registry()
        registry.provides()(database)
        registry.provides(scope=scope.REQUEST)(cache)
        registry.provides(scope=scope.REQUEST)(Service)
        async with registry.build() as container:
            async with container.enter(scope.REQUEST) as request:
                service = await request.aget(Service)
                assert service.database is await container.aget(Database)
                assert service.cache is await request.aget(Cache)
                assert request.get(Service) is service, "what is there needs no coroutine"
                assert log == ["open"]
            assert log == ["open", "close"]

    run_virtual(main())


def test_aget_of_what_needs_no_coroutine(subject: ModuleType) -> None:
    """Whatever `get` can make, `aget` can, too, with values, names, TRANSIENT objects."""

    async def main() -> None:
        scope = subject.Scope
        registry = subject.Registry()
        registry.bind_value(int, 5)
        registry.provides(name="main")(Database)
        registry.provides()(Database)
        registry.provides(scope=scope.TRANSIENT)(Cache)
        registry.provides(scope=scope.REQUEST)(Service)
        async with registry.build() as container, container.enter(scope.REQUEST) as request:
            assert await request.aget(int) == 5
            assert await request.aget(Database, "main") is container.get(Database, "main")
            assert await request.aget(Service) is request.get(Service)
            assert await request.aget(Cache) is not await request.aget(Cache)
            with pytest.raises(subject.ScopeNotOpen):
                await container.aget(Service)
        with pytest.raises(subject.ScopeClosed):
            await request.aget(Cache)
        with pytest.raises(subject.ScopeClosed):
            await request.aget(int)

    run_virtual(main())


def test_get_cannot_wait(subject: ModuleType) -> None:
    """`get` of what only a coroutine makes is an error that names it; `with` cannot close one."""

    async def database() -> Database:
        return Database()

    async def cache() -> AsyncIterator[Cache]:
        yield Cache()

    container = container_of(subject, database, cache, Service)
    for wanted in (Database, Cache, Service):
        error = check(container.get, live(wanted)).raises(subject.AsyncRequired)
        assert "aget" in str(error)

    async def main() -> None:
        container = container_of(subject, database, cache, Service)
        with container:
            await container.aget(Database)
            with pytest.raises(subject.AsyncRequired):
                await container.aget(Cache)
        container = container_of(subject, database, cache, Service)
        await container.aget(Service)
        check(container.close).raises(subject.AsyncRequired, "it stays open")
        assert isinstance(container.get(Service), Service)
        await container.aclose()
        check(container.get, live(Service)).raises(subject.ScopeClosed)

    run_virtual(main())


def test_generators_of_both_kinds_close_in_reverse(subject: ModuleType) -> None:
    """Order and exception are those of synchronous scopes."""
    log: list[Any] = []

    def database() -> Iterator[Database]:
        try:
            yield Database()
        except Wrong as error:
            log.append(("database", error))

    async def cache() -> AsyncIterator[Cache]:
        try:
            yield Cache()
        except Wrong as error:
            await asyncio.sleep(1)
            log.append(("cache", error))
            raise

    wrong = Wrong()

    async def main() -> None:
        container = container_of(subject, database, cache, Service)
        with pytest.raises(Wrong) as caught:  # noqa: PT012
            async with container:
                await container.aget(Service)
                raise wrong
        assert caught.value is wrong

    run_virtual(main())
    assert log == [("cache", wrong), ("database", wrong)]


def test_errors_of_asynchronous_clean_up(subject: ModuleType) -> None:
    """They come as one group with what ended the scope; one that yields twice is among them."""

    async def database() -> AsyncIterator[Database]:
        yield Database()
        raise Wrong("database")

    async def cache(database: Database) -> AsyncIterator[Cache]:
        yield Cache()
        yield Cache()

    async def never() -> AsyncIterator[int]:
        if False:
            yield 1

    async def main() -> None:
        container = container_of(subject, database, cache, never)
        await container.aget(Cache)
        with pytest.raises(subject.FactoryError):
            await container.aget(int)
        with pytest.raises(ExceptionGroup) as caught:
            await container.aclose()
        kinds = [type(error) for error in caught.value.exceptions]
        assert kinds == [subject.FactoryError, Wrong]

    run_virtual(main())


def test_eager_coroutines(subject: ModuleType) -> None:
    """`async with` awaits what is eager; `with` cannot, and leaves nothing open."""
    log: list[str] = []

    async def database() -> AsyncIterator[Database]:
        log.append("open")
        yield Database()
        log.append("close")

    async def main() -> None:
        async with container_of(subject, database, eager=True) as container:
            assert log == ["open"]
            container.get(Database)
        assert log == ["open", "close"]
        with pytest.raises(subject.AsyncRequired), container_of(subject, database, eager=True):
            pass
        assert log == ["open", "close"]

    run_virtual(main())


# Many at once


def test_many_tasks_get_one_object(subject: ModuleType) -> None:
    """A thousand tasks ask for one cold object: it is made once, and all get it."""
    calls: list[int] = []

    async def database() -> Database:
        calls.append(1)
        await asyncio.sleep(5)
        return Database()

    async def main() -> None:
        container = container_of(subject, database, Cache, Service)
        found = await asyncio.gather(*(container.aget(Service) for _ in range(1000)))
        assert len({id(service) for service in found}) == 1
        assert type(found[0]) is Service

    run_virtual(main())
    assert calls == [1]


def test_many_threads_get_one_object(subject: ModuleType) -> None:
    """64 threads ask for one cold object: it is made once, and nobody gets None."""
    for scope in (subject.Scope.APP, subject.Scope.REQUEST):
        calls: list[int] = []
        slow = threading.Event()

        def database(calls: list[int] = calls, slow: threading.Event = slow) -> Database:
            calls.append(1)
            slow.wait(0.05)
            return Database()

        container = container_of(subject, database, Cache, Service, scope=scope)
        with container.enter(subject.Scope.REQUEST) as request:
            found = in_threads(64, lambda request=request: request.get(Service))
        assert [type(one) for one in found] == [Service] * 64, found
        assert len({id(service) for service in found}) == 1
        assert calls == [1]


def test_threads_with_loops_of_their_own(subject: ModuleType) -> None:
    """Tasks of different event loops wait for each other's construction, too."""
    calls: list[int] = []

    async def database() -> Database:
        calls.append(1)
        await asyncio.sleep(0.05)
        return Database()

    container = container_of(subject, database)

    async def ask() -> Any:
        return await asyncio.wait_for(container.aget(Database), DEADLINE_S)

    found = in_threads(8, lambda: asyncio.run(ask()))
    assert [type(one) for one in found] == [Database] * 8, found
    assert len({id(one) for one in found}) == 1
    assert calls == [1]


def test_waiting_tasks_do_not_block_their_loop(subject: ModuleType) -> None:
    """While a thread makes an object, tasks that want it wait, and others go on."""
    begun, go_on = threading.Event(), threading.Event()

    def database() -> Database:
        begun.set()
        assert go_on.wait(DEADLINE_S)
        return Database()

    container = container_of(subject, database)

    async def main() -> None:
        waiting = [asyncio.create_task(container.aget(Database)) for _ in range(10)]
        for _ in range(5):
            await asyncio.sleep(0.001)
        assert not any(task.done() for task in waiting)
        go_on.set()  # only a loop that goes on gets here
        found = await asyncio.wait_for(asyncio.gather(*waiting), DEADLINE_S)
        assert {id(one) for one in found} == {id(container.get(Database))}

    thread = threading.Thread(target=lambda: container.get(Database), daemon=True)
    thread.start()
    assert begun.wait(DEADLINE_S)
    guard = threading.Timer(5, go_on.set)  # so that a loop that is blocked fails soon
    guard.start()
    asyncio.run(main())
    guard.cancel()
    thread.join(DEADLINE_S)


def test_one_who_waits_takes_over(subject: ModuleType) -> None:
    """If the task that makes an object is cancelled, another one begins anew."""
    calls: list[str] = []

    async def database() -> Database:
        calls.append("begun")
        await asyncio.sleep(5)
        calls.append("made")
        return Database()

    async def main() -> None:
        container = container_of(subject, database)
        tasks = [asyncio.create_task(container.aget(Database)) for _ in range(5)]
        await asyncio.sleep(1)
        tasks[0].cancel()
        tasks[3].cancel()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(one) for one in found] == [
            asyncio.CancelledError,
            Database,
            Database,
            asyncio.CancelledError,
            Database,
        ]
        assert len({id(one) for one in found if isinstance(one, Database)}) == 1

    run_virtual(main())
    assert calls == ["begun", "begun", "made"]


def test_all_who_wait_get_the_error(subject: ModuleType) -> None:
    """A construction that fails fails for all who wait for it; who asks later tries anew."""
    calls: list[int] = []

    async def database() -> Database:
        calls.append(1)
        await asyncio.sleep(1)
        if len(calls) == 1:
            raise Wrong
        return Database()

    async def main() -> None:
        container = container_of(subject, database)
        found = await asyncio.gather(
            *(container.aget(Database) for _ in range(5)), return_exceptions=True
        )
        assert [type(one) for one in found] == [Wrong] * 5
        assert type(await container.aget(Database)) is Database

    run_virtual(main())
    assert calls == [1, 1]


def test_a_cycle_at_run_time_is_told(subject: ModuleType) -> None:
    """Two objects whose factories ask for each other raise, in one thread or task, or in two."""
    containers: list[Any] = []
    met = threading.Barrier(2)

    def database() -> Database:
        if len(containers) > 1:
            containers.pop()
            met.wait(DEADLINE_S)
        containers[0].get(Cache)
        return Database()

    def cache() -> Cache:
        containers[0].get(Database)
        return Cache()

    containers.append(container_of(subject, database, cache))
    check(containers[0].get, live(Cache)).raises(subject.CircularDependency)
    check(containers[0].get, live(Database)).raises(subject.CircularDependency)

    kinds = iter([Database, Cache])
    errors = in_threads(2, lambda: containers[0].get(next(kinds)))
    assert [type(error) for error in errors] == [subject.CircularDependency] * 2

    async def later_database() -> Database:
        await asyncio.sleep(1)
        await containers[0].aget(Cache)
        return Database()

    async def later_cache() -> Cache:
        await asyncio.sleep(1)
        await containers[0].aget(Database)
        return Cache()

    containers[0] = container_of(subject, later_database, later_cache)

    async def main() -> None:
        both = (containers[0].aget(Database), containers[0].aget(Cache))
        errors = await asyncio.gather(*both, return_exceptions=True)
        assert [type(error) for error in errors] == [subject.CircularDependency] * 2

    run_virtual(main())


# Cancellation


def test_all_is_closed_though_closing_is_cancelled(subject: ModuleType) -> None:
    """Once begun, clean-up is carried through; then the cancellation goes on."""
    log: list[str] = []

    def closing(name: str, kind: type) -> Callable[..., Any]:
        async def factory() -> AsyncIterator[Any]:
            yield kind()
            await asyncio.sleep(10)
            log.append(name)

        factory.__annotations__ = {"return": AsyncIterator[kind]}  # type: ignore[valid-type]
        return factory

    async def closed(container: Any) -> None:
        async with container:
            await container.aget(Service)

    async def main() -> None:
        factories = (closing("database", Database), closing("cache", Cache), Service)
        task = asyncio.create_task(closed(container_of(subject, *factories)))
        for moment in (5, 1, 6):  # in the middle of the first, again, in the middle of the second
            await asyncio.sleep(moment)
            task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert log == ["cache", "database"]

    run_virtual(main())


def test_clean_up_can_have_limits_of_its_own(subject: ModuleType) -> None:
    """A time limit within a clean-up holds, and its error is told."""

    async def database() -> AsyncIterator[Database]:
        yield Database()
        async with asyncio.timeout(3):
            await asyncio.sleep(1000)

    async def main() -> None:
        container = container_of(subject, database)
        await container.aget(Database)
        with pytest.raises(ExceptionGroup) as caught:
            await container.aclose()
        assert [type(error) for error in caught.value.exceptions] == [TimeoutError]
        assert asyncio.get_running_loop().time() == 3

    run_virtual(main())


def test_what_is_made_too_late_is_closed(subject: ModuleType) -> None:
    """If a scope is closed while a coroutine makes an object, that is closed, too."""
    log: list[str] = []

    async def database() -> AsyncIterator[Database]:
        await asyncio.sleep(5)
        log.append("open")
        try:
            yield Database()
        finally:
            log.append("close")

    async def main() -> None:
        container = container_of(subject, database)
        task = asyncio.create_task(container.aget(Database))
        await asyncio.sleep(1)
        await container.aclose()
        with pytest.raises(subject.ScopeClosed):
            await task
        assert log == ["open", "close"]

    run_virtual(main())


def test_overrides_of_coroutines(subject: ModuleType) -> None:
    """What stands for an asynchronous object needs no coroutine; `async with` closes what does."""
    log: list[str] = []

    async def database() -> AsyncIterator[Database]:
        yield Database()

    async def cache(database: Database) -> AsyncIterator[Cache]:
        log.append("open")
        yield Cache()
        log.append("close")

    async def main() -> None:
        container = container_of(subject, database, cache, Service)
        fake, other = Database(), Cache()
        async with container.override({Database: fake}):
            service = await container.aget(Service)
            assert service.database is fake
            with container.override({Cache: other}):
                assert container.get(Service).cache is other
            assert log == ["open"]
        assert log == ["open", "close"]
        with container.override({Database: fake}), pytest.raises(subject.AsyncRequired):
            await container.aget(Cache)

    run_virtual(main())
