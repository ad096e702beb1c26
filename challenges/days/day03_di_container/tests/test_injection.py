"""Stage 1: objects from typed constructors."""

import functools
import pickle
import typing
from collections.abc import Callable
from dataclasses import InitVar, dataclass
from types import ModuleType
from typing import Annotated, Any, NamedTuple, NewType, Optional, Protocol

import pytest

from challenges.days.day03_di_container.tests import annotated
from challenges.shared.testing import check, live


class Settings:
    """Needs nothing."""


class Database:
    """Needs settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings


class Service:
    """Needs both."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.settings = settings


class Store(Protocol):
    """What stores."""

    def save(self, key: str) -> None: ...


class MemoryStore:
    """A store, without saying so."""

    def save(self, key: str) -> None: ...


def built(subject: ModuleType, *factories: Callable[..., Any], **options: Any) -> Any:
    """Returns a container of some factories, all with the same options."""
    registry = subject.Registry()
    for factory in factories:
        registry.provides(**options)(factory)
    return registry.build()


def test_constructors_get_what_they_ask_for(subject: ModuleType) -> None:
    """An object is made with objects for all its parameters, and is one for the whole container."""
    container = built(subject, Service, Database, Settings)
    service = container.get(Service)
    assert type(service) is Service
    assert type(service.database) is Database
    assert service.settings is service.database.settings is container.get(Settings)
    assert container.get(Service) is service


def test_the_decorator_gives_back_the_class(subject: ModuleType) -> None:
    """What is registered stays what it is."""
    registry = subject.Registry()
    assert registry.provides()(Settings) is Settings


def test_nothing_is_made_before_it_is_wanted(subject: ModuleType) -> None:
    """Neither registering nor building calls a factory; one that is wanted twice is called once."""
    calls: list[str] = []

    def settings() -> Settings:
        calls.append("settings")
        return Settings()

    container = built(subject, settings, Database)
    assert calls == []
    container.get(Database)
    container.get(Settings)
    assert calls == ["settings"]


def test_transient_objects_are_made_anew(subject: ModuleType) -> None:
    """Each who wants a TRANSIENT object gets one of its own; what that needs may be shared."""
    registry = subject.Registry()
    registry.provides()(Settings)
    registry.provides(scope=subject.Scope.TRANSIENT)(Database)
    registry.provides()(Service)
    container = registry.build()
    first, second = container.get(Database), container.get(Database)
    assert first is not second
    assert first.settings is second.settings
    assert container.get(Service).database not in (first, second)


def test_functions_provide_what_they_return(subject: ModuleType) -> None:
    """A function provides the type of its result; `as_` says another one, or several."""

    def make(settings: Settings) -> Database:
        return Database(settings)

    container = built(subject, Settings, make)
    assert type(container.get(Database)) is Database

    registry = subject.Registry()
    registry.provides(as_=(Store, MemoryStore))(MemoryStore)
    registry.provides(as_=str)(lambda: "text")
    container = registry.build()
    assert container.get(Store) is container.get(MemoryStore)
    assert container.get(str) == "text"


def test_none_is_an_object(subject: ModuleType) -> None:
    """A factory may return None, and is not asked again."""
    calls: list[int] = []

    def nothing() -> Any:
        calls.append(1)

    registry = subject.Registry()
    registry.provides(as_=Settings)(nothing)
    container = registry.build()
    assert [container.get(Settings), container.get(Settings)] == [None, None]
    assert calls == [1]


def test_values_and_aliases(subject: ModuleType) -> None:
    """A value is what it is, and an alias the very object that it stands for."""
    registry = subject.Registry()
    settings = Settings()
    registry.bind_value(Settings, settings)
    registry.provides()(Database)
    registry.bind_alias(object, Database)
    container = registry.build()
    assert container.get(Settings) is settings
    assert container.get(object) is container.get(Database)


def test_names_tell_apart(subject: ModuleType) -> None:
    """Two bindings of one type have names, and parameters say which one they mean."""

    class Reports:
        def __init__(
            self,
            main: Annotated[Database, subject.Named("main")],
            replica: Annotated[Database, subject.Named("replica")],
        ) -> None:
            self.both = (main, replica)

    registry = subject.Registry()
    registry.provides()(Settings)
    registry.provides(name="main")(Database)
    registry.provides(name="replica")(Database)
    registry.provides()(Reports)
    container = registry.build()
    main, replica = container.get(Database, "main"), container.get(Database, name="replica")
    assert main is not replica
    assert container.get(Reports).both == (main, replica)
    assert container.get(Annotated[Database, subject.Named("main")]) is main
    check(container.get, live(Database)).raises(subject.MissingDependency)


def test_new_types_are_types_of_their_own(subject: ModuleType) -> None:
    """NewType tells apart what is the same class."""
    Url = NewType("Url", str)
    Token = NewType("Token", str)

    class Client:
        def __init__(self, url: Url, token: Token) -> None:
            self.said = (url, token)

    registry = subject.Registry()
    registry.bind_value(Url, Url("http://localhost"))
    registry.bind_value(Token, Token("secret"))
    registry.provides()(Client)
    assert registry.build().get(Client).said == ("http://localhost", "secret")


def test_two_spellings_of_a_type_are_one(subject: ModuleType) -> None:
    """`typing.List[int]` and `list[int]` are the same key; `list[str]` is another one."""
    registry = subject.Registry()
    registry.bind_value(list[int], [1])
    container = registry.build()
    assert container.get(typing.List[int]) == [1]  # noqa: UP006
    check(container.get, live(list[str])).raises(subject.MissingDependency)


def test_optional_dependencies(subject: ModuleType) -> None:
    """`Optional` gets the object where there is one, and None where there is not."""

    class Job:
        def __init__(self, a: Optional[Settings], b: Database | None) -> None:  # noqa: UP045
            self.said = (a, b)

    container = built(subject, Settings, Job)
    assert container.get(Job).said == (container.get(Settings), None)


def test_defaults_are_for_what_nobody_provides(subject: ModuleType) -> None:
    """A default holds only where nothing is bound; parameters without annotation need one."""
    unused = Settings()

    class Job:
        def __init__(
            self,
            settings: Settings = unused,
            port: int = 80,
            *,
            host: str = "here",
            more=None,  # type: ignore[no-untyped-def]
        ) -> None:
            self.said = (settings, port, host, more)

    registry = subject.Registry()
    registry.provides()(Settings)
    registry.bind_value(str, "there")
    registry.provides()(Job)
    container = registry.build()
    settings, *others = container.get(Job).said
    assert settings is container.get(Settings)
    assert settings is not unused
    assert others == [80, "there", None]


def test_parameters_of_all_kinds(subject: ModuleType) -> None:
    """For positions only, for names only, `*args` and `**kwargs`, which get nothing."""

    class Job:
        def __init__(
            self,
            a: Settings,
            size: int = 3,
            /,
            b: Database = None,
            *c: int,
            d: Settings,
            **e: int,  # type: ignore[assignment]
        ) -> None:
            self.said = (a, size, b, c, d, e)

    container = built(subject, Settings, Database, Job)
    settings, database = container.get(Settings), container.get(Database)
    assert container.get(Job).said == (settings, 3, database, (), settings, {})


def test_classes_of_all_kinds(subject: ModuleType) -> None:
    """Data classes, named tuples, slots, subclasses with and without a constructor of their own."""

    @dataclass
    class Base:
        settings: Settings
        ignored: int = 5
        init: InitVar[Settings | None] = None

    @dataclass
    class Derived(Base):
        database: Optional[Database] = None  # noqa: UP045

    class Pair(NamedTuple):
        settings: Settings
        database: Database

    class Slotted:
        __slots__ = ("settings",)

        def __init__(self, settings: Settings) -> None:
            self.settings = settings

    class Silent(Slotted):
        pass

    class Other(Slotted):
        def __init__(self, database: Database) -> None:
            super().__init__(database.settings)
            self.database = database

    container = built(subject, Settings, Database, Base, Derived, Pair, Slotted, Silent, Other)
    settings, database = container.get(Settings), container.get(Database)
    assert container.get(Base) == Base(settings)
    assert container.get(Derived) == Derived(settings, 5, None, database)
    assert container.get(Pair) == (settings, database)
    assert container.get(Silent).settings is settings
    assert container.get(Other).database is database


def test_callables_of_all_kinds(subject: ModuleType) -> None:
    """Partials keep what was given to them; objects that can be called are factories, too."""

    def connect(settings: Settings, port: int, retries: int) -> Database:
        database = Database(settings)
        database.said = (port, retries)  # type: ignore[attr-defined]
        return database

    class Factory:
        def __call__(self, database: Database) -> Service:
            return Service(database, database.settings)

    container = built(
        subject, Settings, functools.partial(connect, port=5432, retries=2), Factory()
    )
    assert container.get(Database).said == (5432, 2)
    assert container.get(Service).database is container.get(Database)


def test_annotations_that_are_texts(subject: ModuleType) -> None:
    """Texts are evaluated where they were written, and may name what is defined later."""

    @dataclass
    class Car(annotated.Vehicle):
        settings: Settings

    container = built(subject, Car, annotated.Engine, annotated.Fuel, Settings)
    car = container.get(Car)
    assert car.engine.fuel is container.get(annotated.Fuel)


def test_names_that_only_type_checkers_see(subject: ModuleType) -> None:
    """The error names parameter, annotation and reason."""
    registry = subject.Registry()
    registry.provides()(annotated.Fuel)
    registry.provides()(annotated.Bill)
    error = check(registry.build).raises(subject.UnresolvedHint)
    for word in ("total", "Decimal", "TYPE_CHECKING"):
        assert word in str(error), f"{word} is not in {error}"


def test_what_cannot_be_registered(subject: ModuleType) -> None:
    """No result type, no annotation, a class of another type, several types, what has no hash."""

    def silent():  # type: ignore[no-untyped-def]
        return 1

    def unannotated(x) -> Settings:  # type: ignore[no-untyped-def]
        return Settings()

    def several(x: Settings | Database) -> Service:
        return Service(None, None)  # type: ignore[arg-type]

    for factory, as_ in (
        (silent, None),
        (unannotated, None),
        (several, None),
        (MemoryStore, Settings),
        (Settings, [1]),
    ):
        registry = subject.Registry()
        registry.bind_value(Database, None)
        registry.provides(as_=as_)(factory)
        check(registry.build).raises(subject.RegistrationError, f"{factory} as {as_}")
    registry = subject.Registry()
    check(registry.provides(), live(5)).raises(subject.RegistrationError)


def test_a_default_makes_up_for_what_cannot_be_read(subject: ModuleType) -> None:
    """A parameter of several types is left to its default."""

    class Job:
        def __init__(self, size: int | str = "L") -> None:
            self.size = size

    assert built(subject, Job).get(Job).size == "L"


def test_what_is_missing_is_told(subject: ModuleType) -> None:
    """Asking for what nobody provides names it and what is near."""
    registry = subject.Registry()
    registry.provides(as_=Store)(MemoryStore)
    container = registry.build()
    error = check(container.get, live(MemoryStore)).raises(subject.MissingDependency)
    assert "MemoryStore" in str(error)
    check(container.get, live(Settings)).raises(LookupError)


def test_registration_ends_with_building(subject: ModuleType) -> None:
    """A registry is built once, and takes nothing afterwards."""
    registry = subject.Registry()
    register = registry.provides()
    registry.build()
    check(register, live(Settings)).raises(subject.RegistrationError)
    check(registry.bind_value, live(Settings), 1).raises(subject.RegistrationError)
    check(registry.bind_alias, live(Settings), live(Store)).raises(subject.RegistrationError)
    check(registry.build).raises(subject.RegistrationError)


def test_a_factory_that_raises_leaves_nothing(subject: ModuleType) -> None:
    """Its error comes through; it is asked again; what it needs was made once."""
    calls: list[str] = []

    def settings() -> Settings:
        calls.append("settings")
        return Settings()

    def database(settings: Settings) -> Database:
        calls.append("database")
        if len(calls) < 3:
            raise OSError("refused")
        return Database(settings)

    container = built(subject, settings, database)
    check(container.get, live(Database)).raises(OSError, "the factory's own error")
    assert container.get(Database).settings is container.get(Settings)
    assert calls == ["settings", "database", "database"]


def test_containers_share_nothing(subject: ModuleType) -> None:
    """Two containers of the same classes have objects of their own."""
    one, other = (built(subject, Settings) for _ in range(2))
    assert one.get(Settings) is not other.get(Settings)


def test_a_container_cannot_be_pickled(subject: ModuleType) -> None:
    """The error says why."""
    container = built(subject, Settings)
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(container)
