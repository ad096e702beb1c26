"""Stage 2: scopes, generators, clean-up."""

import gc
import inspect
import warnings
from collections.abc import Callable, Generator, Iterator
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live


class A:
    """Needs nothing."""


class B:
    """Needs A."""

    def __init__(self, a: A) -> None:
        self.a = a


class C:
    """Needs both."""

    def __init__(self, b: B, a: A) -> None:
        self.b = b
        self.a = a


class Wrong(Exception):
    """What tests raise."""


def opening(log: list[str], kind: type, needs: type | None = None) -> Callable[..., Any]:
    """Returns a generator that provides a class and notes when it opens and closes."""
    name = kind.__name__

    def bare() -> Iterator[Any]:
        log.append(f"open {name}")
        yield kind()
        log.append(f"close {name}")

    def needing(other: Any) -> Iterator[Any]:
        log.append(f"open {name}")
        yield kind(other)
        log.append(f"close {name}")

    made = needing if needs else bare
    made.__annotations__ = {"other": needs, "return": Iterator[kind]}  # type: ignore[valid-type]
    return made


def logged(subject: ModuleType, log: list[str], scope_of_b: Any) -> Any:
    """Returns a container of an A for the application and a B, both closed by generators."""
    registry = subject.Registry()
    registry.provides()(opening(log, A))
    registry.provides(scope=scope_of_b)(opening(log, B, A))
    return registry.build()


def test_one_object_for_each_scope(subject: ModuleType) -> None:
    """A REQUEST object is one within its scope and another one in the next; APP objects stay."""
    scope = subject.Scope
    registry = subject.Registry()
    registry.provides()(A)
    registry.provides(scope=scope.REQUEST)(B)
    registry.provides(scope=scope.REQUEST)(C)
    with registry.build() as container:
        with container.enter(scope.REQUEST) as first:
            assert first.get(C).b is first.get(B)
        with container.enter(scope.REQUEST) as second, container.enter(scope.REQUEST) as third:
            assert len({id(one.get(B)) for one in (second, third)}) == 2
            assert second.get(B).a is third.get(A) is container.get(A)


def test_sessions_stand_between(subject: ModuleType) -> None:
    """Requests of a session share its objects; a request without session has none of them."""
    scope = subject.Scope
    registry = subject.Registry()
    registry.provides()(A)
    registry.provides(scope=scope.SESSION)(B)
    registry.provides(scope=scope.REQUEST)(C)
    with registry.build() as container:
        with container.enter(scope.SESSION) as session:
            with session.enter(scope.REQUEST) as one, session.enter(scope.REQUEST) as other:
                assert one.get(C) is not other.get(C)
                assert one.get(C).b is other.get(B) is session.get(B)
            check(session.get, live(C)).raises(subject.ScopeNotOpen)
        with container.enter(scope.REQUEST) as request:
            check(request.get, live(B)).raises(subject.ScopeNotOpen)
            check(request.get, live(C)).raises(subject.ScopeNotOpen)
            check(request.enter, scope.SESSION).raises(subject.ScopeNotOpen)
            check(request.enter, scope.REQUEST).raises(subject.ScopeNotOpen)
        check(container.enter, scope.TRANSIENT).raises(subject.ScopeNotOpen)
        check(container.get, live(B)).raises(subject.ScopeNotOpen)


def test_generators_close_in_reverse(subject: ModuleType) -> None:
    """What was made last is closed first, each with its scope, and only once."""
    log: list[str] = []
    container = logged(subject, log, subject.Scope.REQUEST)
    with container:
        with container.enter(subject.Scope.REQUEST) as request:
            request.get(B)
            request.get(B)
            assert log == ["open A", "open B"]
        assert log == ["open A", "open B", "close B"]
        with container.enter(subject.Scope.REQUEST) as request:
            request.get(A)
    assert log == ["open A", "open B", "close B", "close A"]
    container.close()
    assert len(log) == 4


def test_what_is_not_wanted_is_not_opened(subject: ModuleType) -> None:
    """A scope without use opens nothing and closes nothing."""
    log: list[str] = []
    container = logged(subject, log, subject.Scope.REQUEST)
    with container, container.enter(subject.Scope.REQUEST):
        pass
    assert log == []


def test_transient_generators_belong_to_who_wants_them(subject: ModuleType) -> None:
    """A TRANSIENT object is closed with the scope it was made in: that of its owner."""
    scope = subject.Scope
    log: list[str] = []
    registry = subject.Registry()
    registry.provides(scope=scope.TRANSIENT)(opening(log, A))
    registry.provides()(opening(log, B, A))
    with registry.build() as container:
        with container.enter(scope.REQUEST) as request:
            request.get(B)
            request.get(A)
            assert log == ["open A", "open B", "open A"]
        assert log == ["open A", "open B", "open A", "close A"]
    assert log[4:] == ["close B", "close A"]


def test_the_exception_is_raised_at_each_yield(subject: ModuleType) -> None:
    """Clean-up sees what ends the scope, and can roll back; nobody can swallow it."""
    seen: list[Any] = []

    def a() -> Iterator[A]:
        try:
            yield A()
            seen.append("a: no error")
        except Wrong as error:
            seen.append(("a", error))
            raise

    def b(a: A) -> Iterator[B]:
        try:
            yield B(a)
            seen.append("b: no error")
        except Wrong as error:
            seen.append(("b", error))

    registry = subject.Registry()
    for factory in (a, b):
        registry.provides(scope=subject.Scope.REQUEST)(factory)
    container = registry.build()
    wrong = Wrong("in the body")
    with (  # noqa: PT012
        pytest.raises(Wrong) as caught,
        container.enter(subject.Scope.REQUEST) as request,
    ):
        request.get(B)
        raise wrong
    assert caught.value is wrong
    assert seen == [("b", wrong), ("a", wrong)]
    frames = inspect.getinnerframes(caught.tb)
    assert [frame.function for frame in frames] == ["test_the_exception_is_raised_at_each_yield"], (
        "the traceback is that of the body, without the frames of generators"
    )


@pytest.mark.parametrize("error", [StopIteration("x"), GeneratorExit("x"), KeyboardInterrupt("x")])
def test_exceptions_that_generators_take_for_theirs(
    subject: ModuleType, error: BaseException
) -> None:
    """StopIteration and what is no `Exception` come through unchanged, and all is closed."""
    log: list[str] = []
    closed: list[BaseException] = []

    def a() -> Iterator[A]:
        try:
            yield A()
        except BaseException as seen:
            closed.append(seen)
            raise

    registry = subject.Registry()
    registry.provides(scope=subject.Scope.REQUEST)(a)
    registry.provides(scope=subject.Scope.REQUEST)(opening(log, B, A))
    container = registry.build()
    caught: list[BaseException] = []
    try:
        with container.enter(subject.Scope.REQUEST) as request:
            request.get(B)
            raise error
    except BaseException as one:
        caught.append(one)
    assert caught == [error]
    assert closed == [error]


def failing(kind: type, needs: type | None, error: BaseException) -> Callable[..., Any]:
    """Returns a generator whose clean-up raises."""

    def bare() -> Generator[Any, None, None]:
        try:
            yield kind()
        finally:
            raise error

    def needing(other: Any) -> Generator[Any, None, None]:
        try:
            yield kind(other)
        finally:
            raise error

    made = needing if needs else bare
    result = Generator[kind, None, None]  # type: ignore[valid-type]
    made.__annotations__ = {"other": needs, "return": result}
    return made


def test_errors_of_clean_up_come_together(subject: ModuleType) -> None:
    """All is closed whatever is raised meanwhile, KeyboardInterrupt too, and nothing is lost."""
    log: list[str] = []
    interrupt, wrong = KeyboardInterrupt(), Wrong("B")
    registry = subject.Registry()
    registry.provides()(opening(log, A))
    registry.provides()(failing(B, A, wrong))
    registry.provides(as_=C)(
        failing(type("D", (C,), {"__init__": lambda s, b: None}), B, interrupt)
    )
    container = registry.build()
    container.get(C)
    with pytest.raises(BaseExceptionGroup) as caught:
        container.close()
    assert caught.value.exceptions == (interrupt, wrong)
    assert log == ["open A", "close A"]


def test_one_error_of_clean_up_is_a_group_too(subject: ModuleType) -> None:
    """Who handles the group need not know how many there are; what ended the scope is in it."""
    wrong, body = Wrong("A"), ValueError("body")
    for raised, expected in ((None, (wrong,)), (body, (body, wrong))):
        registry = subject.Registry()
        registry.provides(scope=subject.Scope.REQUEST)(failing(A, None, wrong))
        container = registry.build()
        with (  # noqa: PT012
            pytest.raises(ExceptionGroup) as caught,
            container.enter(subject.Scope.REQUEST) as request,
        ):
            request.get(A)
            if raised:
                raise raised
        assert caught.value.exceptions == expected


def test_generators_yield_once(subject: ModuleType) -> None:
    """One that yields nothing, or again when it should end, is refused."""

    def never() -> Iterator[A]:
        if False:
            yield A()

    def twice(a: A) -> Iterator[B]:
        yield B(a)
        yield B(a)

    registry = subject.Registry()
    registry.provides()(never)
    container = registry.build()
    check(container.get, live(A)).raises(subject.FactoryError)

    registry = subject.Registry()
    registry.provides()(A)
    registry.provides()(twice)
    container = registry.build()
    container.get(B)
    with pytest.raises(ExceptionGroup) as caught:
        container.close()
    assert [type(error) for error in caught.value.exceptions] == [subject.FactoryError]


def test_what_was_made_before_an_error_is_closed(subject: ModuleType) -> None:
    """If making an object fails, what it needs is kept, and closed once with its scope."""
    log: list[str] = []

    def b(a: A) -> Iterator[B]:
        raise Wrong
        yield B(a)

    registry = subject.Registry()
    registry.provides(scope=subject.Scope.REQUEST)(opening(log, A))
    registry.provides(scope=subject.Scope.REQUEST)(b)
    container = registry.build()
    with container.enter(subject.Scope.REQUEST) as request:
        for _ in range(2):
            with pytest.raises(Wrong):
                request.get(B)
        assert log == ["open A"]
    assert log == ["open A", "close A"]


def test_closed_is_closed(subject: ModuleType) -> None:
    """A closed scope gives nothing, opens nothing and cannot be entered again."""
    scope = subject.Scope
    registry = subject.Registry()
    registry.provides()(A)
    registry.provides(scope=scope.REQUEST)(B)
    registry.bind_value(int, 1)
    container = registry.build()
    with container:
        with container.enter(scope.REQUEST) as request:
            request.get(B)
            with pytest.raises(subject.ContainerError):
                request.__enter__()
        for wanted in (A, B, int):
            check(request.get, live(wanted)).raises(subject.ScopeClosed)
        with pytest.raises(subject.ScopeClosed), request:
            pass
        left = container.enter(scope.REQUEST)
    check(left.get, live(B)).raises(subject.ScopeClosed, "the container is closed")
    left.close()
    check(container.get, live(A)).raises(subject.ScopeClosed)
    check(container.enter, scope.REQUEST).raises(subject.ScopeClosed)


def test_the_context_brings_objects(subject: ModuleType) -> None:
    """What a scope is entered with is there for its objects; what was not announced is refused."""
    scope = subject.Scope

    class Path:
        def __init__(self, text: str) -> None:
            self.text = text

    registry = subject.Registry()
    registry.from_context(str, scope.REQUEST)
    registry.provides(scope=scope.REQUEST)(Path)
    container = registry.build()
    with container.enter(scope.REQUEST, context={str: "/a"}) as request:
        assert (request.get(Path).text, request.get(str)) == ("/a", "/a")
    with container.enter(scope.REQUEST) as request:
        check(request.get, live(Path)).raises(subject.MissingDependency)
    with pytest.raises(subject.MissingDependency):
        container.enter(scope.REQUEST, context={int: 1})
    with pytest.raises(subject.RegistrationError):
        subject.Registry().from_context(str, scope.APP)


def test_eager_objects(subject: ModuleType) -> None:
    """They are made when their scope is entered; if one fails, what was made is closed."""
    scope = subject.Scope
    log: list[str] = []

    def b(a: A) -> B:
        raise Wrong

    registry = subject.Registry()
    registry.provides(eager=True)(opening(log, A))
    registry.provides(eager=True, scope=scope.REQUEST)(b)
    with registry.build() as container:
        assert log == ["open A"]
        request = container.enter(scope.REQUEST)
        with pytest.raises(Wrong), request:
            log.append("body")
        check(request.get, live(A)).raises(subject.ScopeClosed)
    assert log == ["open A", "close A"]
    check(subject.Registry().provides, scope=scope.TRANSIENT, eager=True).raises(
        subject.RegistrationError
    )


def test_a_forgotten_scope_is_reported(subject: ModuleType) -> None:
    """A scope that nobody closes gives a ResourceWarning that says where it was opened."""
    log: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        container = logged(subject, log, subject.Scope.REQUEST)
        container.enter(subject.Scope.REQUEST).get(B)
        gc.collect()
        container.close()
    (warning,) = (w for w in caught if w.category is ResourceWarning)
    line = inspect.getsource(test_a_forgotten_scope_is_reported).split("\n")
    start = test_a_forgotten_scope_is_reported.__code__.co_firstlineno
    number = start + next(n for n, text in enumerate(line) if ".enter(" in text)
    assert f"{__file__}:{number}" in str(warning.message)
    assert "REQUEST" in str(warning.message)
