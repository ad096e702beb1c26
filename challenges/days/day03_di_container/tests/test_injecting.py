"""Stage 4: `inject`, `call`, overrides, Lazy and Provider."""

import asyncio
import contextlib
import inspect
import threading
from collections.abc import AsyncIterator, Iterator
from types import ModuleType
from typing import Annotated, Any, Optional

import pytest

from challenges.shared.testing import check, live, run_virtual


class Database:
    """Needs nothing."""


class Fake(Database):
    """Stands for a database in tests."""


class Service:
    """Needs a database."""

    def __init__(self, database: Database) -> None:
        self.database = database


def registry_of(subject: ModuleType) -> Any:
    """Returns a registry of a Database for the application, a Service for a request."""
    registry = subject.Registry()
    registry.provides()(Database)
    registry.provides(scope=subject.Scope.REQUEST)(Service)
    return registry


# inject


def test_marked_parameters_are_filled(subject: ModuleType) -> None:
    """They come from the innermost scope that is entered, and are not in the signature."""

    @subject.inject
    def handler(
        path: str, service: subject.Inject[Service], *rest: int, times: int = 2
    ) -> tuple[Any, ...]:
        """Handles."""
        return path, service, rest, times

    assert list(inspect.signature(handler).parameters) == ["path", "rest", "times"]
    assert (handler.__name__, handler.__doc__) == ("handler", "Handles.")
    container = registry_of(subject).build()
    with container:
        check(handler, "/").raises(subject.ScopeNotOpen)
        with container.enter(subject.Scope.REQUEST) as request:
            service = request.get(Service)
            assert handler("/", times=3) == ("/", service, (), 3)
            own = Service(Fake())
            assert handler("/", service=own)[1] is own, "who gives one has precedence"
    check(handler, "/").raises(subject.ScopeNotOpen)


def test_visible_parameters_keep_their_places(subject: ModuleType) -> None:
    """Arguments by position are for the signature that is seen, wherever the marked one stands."""

    @subject.inject
    def handler(service: subject.Inject[Service], a: int, b: int = 2) -> tuple[Any, ...]:
        return service, a, b

    container = registry_of(subject).build()
    with container.enter(subject.Scope.REQUEST) as request:
        assert handler(1) == (request.get(Service), 1, 2)
        assert handler(1, b=3) == (request.get(Service), 1, 3)
        check(handler, 1, 2, 3).raises(TypeError)


def test_methods_generators_and_coroutines(subject: ModuleType) -> None:
    """What is filled stays what it was: method, generator, coroutine, asynchronous generator."""
    Mark = subject.Inject[Service]
    inject = subject.inject
    seen: list[Any] = []

    class View:
        @inject
        def get(self, service: Mark) -> Any:
            return self, service

        @staticmethod
        @inject
        def static(service: Mark) -> Any:
            return service

    @inject
    def generator(service: Mark) -> Iterator[Any]:
        try:
            seen.append((yield service))
        except ValueError as error:
            yield error

    @inject
    async def coroutine(service: Mark) -> Any:
        return service

    @inject
    async def async_generator(service: Mark) -> AsyncIterator[Any]:
        try:
            seen.append((yield service))
        except ValueError as error:
            yield error
        finally:
            seen.append("closed")

    assert inspect.isgeneratorfunction(generator)
    assert inspect.iscoroutinefunction(coroutine)
    assert inspect.isasyncgenfunction(async_generator)

    async def main() -> None:
        container = registry_of(subject).build()
        async with container.enter(subject.Scope.REQUEST) as request:
            service = request.get(Service)
            view = View()
            assert view.get() == (view, service)
            assert View.static() is service
            started = generator()
            assert next(started) is service
            error = ValueError()
            assert started.throw(error) is error
            assert await coroutine() is service
            items: Any = async_generator()
            async with contextlib.aclosing(items):
                assert await anext(items) is service
                assert await items.athrow(error) is error
            assert seen == ["closed"]

    run_virtual(main())


def test_a_source_can_be_given(subject: ModuleType) -> None:
    """A container, or a function that returns one, takes the place of the entered scope."""
    container = registry_of(subject).build()

    @subject.inject(source=container)
    def one(database: subject.Inject[Database]) -> Any:
        return database

    @subject.inject(source=lambda: container)
    def other(database: subject.Inject[Database]) -> Any:
        return database

    assert one() is other() is container.get(Database)


def test_scopes_nest(subject: ModuleType) -> None:
    """After an inner scope has been left, the outer one is filled from again."""

    @subject.inject
    def current(database: subject.Inject[Database]) -> Any:
        return database

    one, other = registry_of(subject).build(), registry_of(subject).build()
    with one:
        with other:
            assert current() is other.get(Database)
        assert current() is one.get(Database)


def test_no_scope_is_found_by_others(subject: ModuleType) -> None:
    """What one task or thread has entered, no other one is filled from."""

    @subject.inject
    def current(database: subject.Inject[Database]) -> Any:
        return database

    async def own(container: Any, met: asyncio.Event) -> bool:
        async with container:
            met.set()
            await asyncio.sleep(1)
            return current() is container.get(Database)

    async def other(met: asyncio.Event) -> None:
        await met.wait()
        check(current).raises(subject.ScopeNotOpen)

    async def main() -> None:
        met = asyncio.Event()
        containers = [registry_of(subject).build() for _ in range(3)]
        found = await asyncio.gather(other(met), *(own(one, met) for one in containers))
        assert found == [None, True, True, True]

    run_virtual(main())
    errors: list[Any] = []

    def in_thread() -> None:
        errors.append(check(current).raises(subject.ScopeNotOpen))

    with registry_of(subject).build():
        thread = threading.Thread(target=in_thread)
        thread.start()
        thread.join()
    assert len(errors) == 1


def test_names_and_options(subject: ModuleType) -> None:
    """`Named` marks, too; what is optional may be missing; nothing marked is an error."""
    registry = subject.Registry()
    registry.provides(name="main")(Database)

    @subject.inject
    def handler(
        main: Annotated[Database, subject.Named("main")],
        none: subject.Inject[Optional[Service]],  # noqa: UP045
        default: subject.Inject[int] = 7,
    ) -> Any:
        return main, none, default

    with registry.build() as container:
        assert handler() == (container.get(Database, "main"), None, 7)

    def unmarked(x: Database) -> None: ...

    def placed(x: subject.Inject[Database], /) -> None: ...

    check(subject.inject, live(unmarked)).raises(subject.RegistrationError)
    check(subject.inject, live(placed)).raises(subject.RegistrationError)


# call


def test_call_fills_all_parameters(subject: ModuleType) -> None:
    """Every parameter that somebody provides is filled; others are given by name, or default."""

    def job(database: Database, /, size: int, *, service: Service, more: str = "x") -> Any:
        return database, size, service, more

    container = registry_of(subject).build()
    with container.enter(subject.Scope.REQUEST) as request:
        expected = (request.get(Database), 3, request.get(Service), "x")
        assert request.call(job, size=3) == expected
        error = check(request.call, live(job)).raises(subject.MissingDependency)
        assert "int" in str(error)
        check(request.call, live(job), size=3, sise=4).raises(subject.RegistrationError)


def test_call_of_a_coroutine_function(subject: ModuleType) -> None:
    """It returns a coroutine, which fetches what it needs."""

    async def job(database: Database, size: int = 1) -> Any:
        return database, size

    async def main() -> None:
        container = registry_of(subject).build()
        assert await container.call(job, size=2) == (container.get(Database), 2)

    run_virtual(main())


# override


def test_an_override_takes_the_place(subject: ModuleType) -> None:
    """Within it all get the other object, afterwards the old one: also what depends on it."""
    registry = subject.Registry()
    registry.provides()(Database)
    registry.provides()(Service)
    container = registry.build()
    real = container.get(Service)
    fake = Fake()
    with container.override({Database: fake}):
        assert container.get(Database) is fake
        assert container.get(Service).database is fake
        assert container.get(Service) is container.get(Service)
    assert container.get(Service) is real
    assert container.get(Database) is real.database


def test_what_is_made_under_an_override_stays_there(subject: ModuleType) -> None:
    """A service that is first wanted under an override is made anew after it."""
    registry = subject.Registry()
    registry.provides()(Database)
    registry.provides()(Service)
    container = registry.build()
    with container.override({Database: Fake()}):
        container.get(Service)
    assert type(container.get(Service).database) is Database


def test_what_does_not_depend_is_shared(subject: ModuleType) -> None:
    """What has nothing to do with the override is made once, within or without."""
    registry = registry_of(subject)
    registry.provides()(list)
    container = registry.build()
    with container.override({Database: Fake()}):
        inside = container.get(list)
    assert container.get(list) is inside


def test_overrides_nest(subject: ModuleType) -> None:
    """The inner one holds for its own types, the outer one for the others."""

    class Handler:
        def __init__(self, service: Service, database: Database) -> None:
            self.service = service
            self.database = database

    registry = registry_of(subject)
    registry.provides(scope=subject.Scope.REQUEST)(Handler)
    container = registry.build()
    outer, service = Fake(), Service(Fake())
    with container.enter(subject.Scope.REQUEST) as request:
        before = request.get(Handler)
        with container.override({Database: outer}):
            assert request.get(Handler).service.database is outer
            with container.override({Service: service}):
                handler = request.get(Handler)
                assert (handler.service, handler.database) == (service, outer)
                with container.enter(subject.Scope.REQUEST) as inner:
                    assert inner.get(Handler) is not handler
                    assert inner.get(Handler).service is service
                    assert inner.get(Handler).database is outer
            assert request.get(Handler).service is not service
        assert request.get(Handler) is before


def test_what_is_opened_under_an_override_is_closed_with_it(subject: ModuleType) -> None:
    """Objects of the application that depend on it end with it, those of requests with these."""
    log: list[str] = []

    def service(database: Database) -> Iterator[Service]:
        log.append("open")
        yield Service(database)
        log.append("close")

    for scope in (subject.Scope.APP, subject.Scope.REQUEST):
        log.clear()
        registry = subject.Registry()
        registry.provides()(Database)
        registry.provides(scope=scope)(service)
        with registry.build() as container:
            with container.override({Database: Fake()}):
                with container.enter(subject.Scope.REQUEST) as request:
                    request.get(Service)
                assert log == ["open", "close"][: 1 + (scope is subject.Scope.REQUEST)]
            assert log == ["open", "close"]
        assert log == ["open", "close"]


def test_an_override_is_of_its_task(subject: ModuleType) -> None:
    """Tasks beside it see nothing of it, those that it starts do."""
    container = registry_of(subject).build()

    async def asked() -> Any:
        return container.get(Database)

    async def overriding(fake: Fake, over: asyncio.Event) -> None:
        with container.override({Database: fake}):
            await asyncio.sleep(1)
            child = asyncio.create_task(asked())
            assert await child is fake
            await asyncio.sleep(1)
            assert container.get(Database) is fake
        over.set()

    async def beside(over: asyncio.Event) -> None:
        while not over.is_set():
            assert type(container.get(Database)) is Database, "an override reached another task"
            await asyncio.sleep(0.1)

    async def main() -> None:
        over = asyncio.Event()
        await asyncio.gather(overriding(Fake(), over), overriding(Fake(), over), beside(over))

    run_virtual(main())


def test_what_nobody_wants_cannot_be_overridden(subject: ModuleType) -> None:
    """A misspelt override is an error; one of what is optional and missing is none."""

    class Job:
        def __init__(self, text: Optional[str]) -> None:  # noqa: UP045
            self.text = text

    registry = registry_of(subject)
    registry.provides()(Job)
    registry.provides(name="main")(Database)
    container = registry.build()
    check(container.override, live({int: 1})).raises(subject.OverrideError)
    with container.override({str: "text"}):
        assert container.get(Job).text == "text"
    assert container.get(Job).text is None
    fake = Fake()
    with container.override({Annotated[Database, subject.Named("main")]: fake}):
        assert container.get(Database, "main") is fake
        assert container.get(Database) is not fake


def test_overrides_end_in_order(subject: ModuleType) -> None:
    """One that ends before one within it is an error."""
    container = registry_of(subject).build()
    outer, inner = container.override({Database: Fake()}), container.override({Database: Fake()})
    outer.__enter__()
    inner.__enter__()
    with pytest.raises(ExceptionGroup) as caught:
        outer.__exit__(None, None, None)
    assert [type(error) for error in caught.value.exceptions] == [subject.OverrideError]
    inner.__exit__(None, None, None)


# Lazy and Provider


def test_lazy_and_provider(subject: ModuleType) -> None:
    """Lazy makes its object at first use and keeps it, Provider asks each time."""
    calls: list[str] = []

    def database() -> Database:
        calls.append("database")
        return Database()

    class Pool:
        def __init__(
            self, lazy: subject.Lazy[Database], provider: subject.Provider[Database]
        ) -> None:
            self.lazy = lazy
            self.provider = provider

    registry = subject.Registry()
    registry.provides(scope=subject.Scope.TRANSIENT)(database)
    registry.provides()(Pool)
    container = registry.build()
    pool = container.get(Pool)
    assert calls == []
    assert pool.lazy.get() is pool.lazy.get()
    assert calls == ["database"]
    assert len({id(pool.lazy.get()), id(pool.provider()), id(pool.provider())}) > 1
    assert calls == ["database"] * 3
    container.close()
    check(pool.provider).raises(subject.ScopeClosed)


def test_lazy_breaks_a_cycle(subject: ModuleType) -> None:
    """Two that need each other work if one is lazy, and are told if it uses it too early."""
    Lazy = subject.Lazy
    early: list[bool] = []

    class Parent:
        def __init__(self, child: "Child") -> None:
            self.child = child

    class Child:
        def __init__(self, parent: Any) -> None:
            self.parent = parent
            if early:
                parent.get()

    Parent.__init__.__annotations__["child"] = Child
    Child.__init__.__annotations__["parent"] = Lazy[Parent]
    for scope in (subject.Scope.APP, subject.Scope.REQUEST):
        registry = subject.Registry()
        registry.provides(scope=scope)(Parent)
        registry.provides(scope=scope)(Child)
        container = registry.build()
        early.clear()
        with container.enter(subject.Scope.REQUEST) as request:
            assert request.get(Child).parent.get().child is request.get(Child)
        early.append(True)
        other = registry_again(subject, scope, Parent, Child)
        with other.enter(subject.Scope.REQUEST) as request:
            error = check(request.get, live(Child)).raises(subject.CircularDependency)
        assert "Child" in str(error)


def registry_again(subject: ModuleType, scope: Any, *classes: type) -> Any:
    """Returns a container of some classes of one scope."""
    registry = subject.Registry()
    for kind in classes:
        registry.provides(scope=scope)(kind)
    return registry.build()
