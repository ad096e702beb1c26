"""Stage 6: decorators, collections, generics, conditions."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar

import pytest

from challenges.shared.testing import check, live

T = TypeVar("T")
K = TypeVar("K")


class Mailer(Protocol):
    """Sends."""

    def send(self, text: str) -> str: ...


class Plain:
    """The innermost one."""

    def send(self, text: str) -> str:
        return text


class Bold:
    """Wraps another one."""

    def __init__(self, inner: Mailer) -> None:
        self.inner = inner

    def send(self, text: str) -> str:
        return f"<b>{self.inner.send(text)}</b>"


class Quoted:
    """Wraps another one, and needs more."""

    def __init__(self, quote: str, mailer: Mailer) -> None:
        self.quote = quote
        self.mailer = mailer

    def send(self, text: str) -> str:
        return f"{self.quote}{self.mailer.send(text)}{self.quote}"


class User:
    """An entity."""


class Order:
    """Another one."""


class Repo(Generic[T]):
    """Stores one kind of entities."""

    def __init__(self, model: type[T]) -> None:
        self.model = model


class Audit(Generic[K]):
    """Needs a repository of the same kind."""

    def __init__(self, repo: Repo[K]) -> None:
        self.repo = repo


# Decorators


def test_decorators_wrap(subject: ModuleType) -> None:
    """Who wants the type gets the outermost; a smaller order is nearer to the object."""
    for orders, expected in (((0, 0), "'<b>hi</b>'"), ((2, 1), "<b>'hi'</b>")):
        registry = subject.Registry()
        registry.bind_value(str, "'")
        registry.decorates(Mailer, order=orders[0])(Bold)
        registry.decorates(Mailer, order=orders[1])(Quoted)
        registry.provides(as_=Mailer)(Plain)
        container = registry.build()
        assert container.get(Mailer).send("hi") == expected
        assert container.get(Mailer) is container.get(Mailer)


def test_a_decorator_lives_as_long(subject: ModuleType) -> None:
    """It has the scope of what it wraps, is told when it is a captive, and may be a generator."""
    scope = subject.Scope
    log: list[str] = []

    def bold(inner: Mailer) -> Iterator[Mailer]:
        log.append("open")
        yield Bold(inner)
        log.append("close")

    registry = subject.Registry()
    registry.provides(as_=Mailer, scope=scope.REQUEST)(Plain)
    registry.decorates(Mailer)(bold)
    with registry.build() as container:
        with container.enter(scope.REQUEST) as request:
            assert request.get(Mailer).send("x") == "<b>x</b>"
        assert log == ["open", "close"]
        check(container.get, live(Mailer)).raises(subject.ScopeNotOpen)

    registry = subject.Registry()
    registry.provides(as_=Mailer)(Plain)
    registry.provides(as_=str, scope=scope.REQUEST)(lambda: "'")
    registry.decorates(Mailer)(Quoted)
    check(registry.build).raises(subject.CaptiveDependency)


def test_decorators_of_names_values_and_aliases(subject: ModuleType) -> None:
    """Each of these is wrapped, and nothing else is."""
    registry = subject.Registry()
    registry.provides()(Plain)
    registry.bind_alias(Mailer, Plain)
    registry.provides(as_=Mailer, name="news")(Plain)
    registry.provides(as_=Mailer, name="bare")(Plain)
    registry.bind_value(Mailer, Plain(), name="value")
    registry.decorates(Mailer)(Bold)
    registry.decorates(Mailer, name="news")(Bold)
    registry.decorates(Mailer, name="news")(Bold)
    registry.decorates(Mailer, name="value")(Bold)
    container = registry.build()
    found = {name: container.get(Mailer, name).send("x") for name in ("news", "bare", "value")}
    assert found == {"news": "<b><b>x</b></b>", "bare": "x", "value": "<b>x</b>"}
    assert container.get(Mailer).send("x") == "<b>x</b>"
    assert container.get(Mailer).inner is container.get(Plain)


def test_decorators_that_wrap_nothing(subject: ModuleType) -> None:
    """One without such a parameter, and one of what nobody provides, are refused."""
    registry = subject.Registry()
    registry.provides(as_=Mailer)(Plain)
    registry.decorates(Mailer)(Plain)
    check(registry.build).raises(subject.RegistrationError)
    registry = subject.Registry()
    registry.decorates(Mailer)(Bold)
    check(registry.build).raises(subject.MissingDependency)


# Collections


def test_collections(subject: ModuleType) -> None:
    """`list[T]` has all that provides T, in the order of registration, named or not."""

    class All:
        def __init__(self, mailers: list[Mailer]) -> None:
            self.mailers = mailers

    one, two = Plain(), Plain()
    registry = subject.Registry()
    registry.bind_value(Mailer, one, name="one")
    registry.provides(as_=Mailer)(Plain)
    registry.multibind(Mailer)
    registry.provides(as_=(Plain, Mailer))(Plain)
    registry.bind_value(Mailer, two, name="two")
    registry.provides()(All)
    container = registry.build()
    mailers = container.get(All).mailers
    assert (mailers[0], mailers[3], len(mailers)) == (one, two, 4)
    assert mailers[2] is container.get(Plain)
    assert mailers[1] not in (one, two, mailers[2])
    mailers.clear()
    assert len(container.get(list[Mailer])) == 4, "each gets a list of its own"
    assert container.get(list[Mailer])[1] is container.get(list[Mailer])[1]


def test_one_of_many_is_ambiguous(subject: ModuleType) -> None:
    """Who wants one of several unnamed members is told; one member alone is no problem."""
    registry = subject.Registry()
    registry.multibind(Mailer)
    registry.provides(as_=Mailer)(Plain)
    registry.decorates(Mailer)(Bold)
    container = registry.build()
    assert [mailer.send("x") for mailer in container.get(list[Mailer])] == ["<b>x</b>"]
    assert container.get(Mailer) is container.get(list[Mailer])[0]

    registry = subject.Registry()
    registry.multibind(Mailer)
    registry.provides(as_=Mailer)(Plain)
    registry.provides(as_=Mailer)(Plain)
    registry.decorates(Mailer)(Bold)
    container = registry.build()
    assert [mailer.send("x") for mailer in container.get(list[Mailer])] == ["<b>x</b>"] * 2
    check(container.get, live(Mailer)).raises(subject.AmbiguousBinding)

    registry = subject.Registry()
    registry.multibind(Mailer)
    registry.provides(as_=Mailer)(Plain)
    registry.provides(as_=Mailer)(Plain)
    registry.provides()(Bold)
    check(registry.build).raises(subject.AmbiguousBinding)


def test_empty_collections_and_their_scopes(subject: ModuleType) -> None:
    """Without members the list is empty; it lives no longer than its members."""
    scope = subject.Scope
    registry = subject.Registry()
    registry.multibind(Mailer)
    assert registry.build().get(list[Mailer]) == []

    class All:
        def __init__(self, mailers: list[Mailer]) -> None: ...

    registry = subject.Registry()
    registry.multibind(Mailer)
    registry.provides(as_=Mailer, scope=scope.REQUEST)(Plain)
    registry.provides()(All)
    check(registry.build).raises(subject.CaptiveDependency)


# Generics


def test_closed_generics(subject: ModuleType) -> None:
    """`Repo[User]` and `Repo[Order]` are keys of their own."""

    class Users(Repo[User]):
        def __init__(self) -> None:
            super().__init__(User)

    class Job:
        def __init__(self, users: Repo[User]) -> None:
            self.users = users

    registry = subject.Registry()
    registry.provides(as_=Repo[User])(Users)
    registry.provides()(Job)
    container = registry.build()
    assert type(container.get(Job).users) is Users
    check(container.get, live(Repo[Order])).raises(subject.MissingDependency)


def test_open_generics(subject: ModuleType) -> None:
    """One binding provides `Repo[T]` for every T, each once, with T in its own parameters."""

    class Job:
        def __init__(self, users: Repo[User], audit: Audit[User]) -> None:
            self.users = users
            self.audit = audit

    registry = subject.Registry()
    registry.provides()(Repo)
    registry.provides(as_=Audit[K])(Audit)
    registry.provides()(Job)
    container = registry.build()
    job = container.get(Job)
    assert job.users.model is User
    assert job.audit.repo is job.users
    assert container.get(Repo[Order]).model is Order
    assert container.get(Audit[Order]).repo is container.get(Repo[Order])
    assert container.get(Repo[Order]) is not container.get(Repo[User])


def test_open_generics_of_subclasses(subject: ModuleType) -> None:
    """A generic class as another one: the variable of each is the same type."""

    class Stored(Repo[K]):
        def __init__(self, kind: type[K]) -> None:
            super().__init__(kind)

    registry = subject.Registry()
    registry.provides(as_=Repo)(Stored)
    container = registry.build()
    assert type(container.get(Repo[User])) is Stored
    assert container.get(Repo[User]).model is User


def test_a_closed_one_has_precedence(subject: ModuleType) -> None:
    """Where both are there, the binding of the very type is taken."""
    users = Repo(User)
    registry = subject.Registry()
    registry.provides()(Repo)
    registry.bind_value(Repo[User], users)
    container = registry.build()
    assert container.get(Repo[User]) is users
    assert container.get(Repo[Order]).model is Order


def test_generics_are_validated(subject: ModuleType) -> None:
    """What a specialised binding needs is missed like anything else."""

    class Job:
        def __init__(self, audit: Audit[User]) -> None: ...

    registry = subject.Registry()
    registry.provides()(Audit)
    registry.provides()(Job)
    error = check(registry.build).raises(subject.MissingDependency)
    assert "Repo[User]" in str(error)
    registry = subject.Registry()
    registry.provides()(Audit)
    container = registry.build()
    with pytest.raises(subject.MissingDependency):
        container.get(Audit[User])


# Conditions


def test_conditions(subject: ModuleType) -> None:
    """A binding holds if its conditions do, which `build` asks once each."""
    asked: list[str] = []

    def production() -> bool:
        asked.append("production")
        return False

    registry = subject.Registry()
    live_only = registry.when(production)
    live_only.bind_value(str, "live")
    live_only.provides(as_=Mailer)(Bold)
    registry.when(True).provides(as_=Mailer)(Plain)
    registry.when(lambda: not production()).bind_value(str, "test")
    live_only.when(True).bind_value(int, 1)
    registry.when(True).when(lambda: True).bind_value(int, 2)
    assert asked == []
    container = registry.build()
    assert asked == ["production"] * 2
    assert type(container.get(Mailer)) is Plain
    assert (container.get(str), container.get(int)) == ("test", 2)


def test_conditional_decorators(subject: ModuleType) -> None:
    """Conditions hold for whatever is registered, and end with building."""
    registry = subject.Registry()
    registry.provides(as_=Mailer)(Plain)
    view: Any = registry.when(False)
    view.decorates(Mailer)(Bold)
    assert type(registry.build().get(Mailer)) is Plain
    check(view.bind_value, live(int), 1).raises(subject.RegistrationError)
