"""Stage 3: the graph is checked before anything is made."""

import inspect
import random
import sys
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live


class Settings:
    """Needs nothing."""


class Database:
    """Needs settings."""

    def __init__(self, settings: Settings) -> None: ...


class Repository:
    """Needs a database."""

    def __init__(self, unused: Settings, database: Database) -> None: ...


class Service:
    """Needs a repository."""

    def __init__(self, repository: Repository) -> None: ...


class PostgresDatabase(Database):
    """A database that nobody has asked for by its name."""


def registered(subject: ModuleType, *factories: Any, **options: Any) -> Any:
    """Returns a registry of some factories."""
    registry = subject.Registry()
    for factory in factories:
        registry.provides(**options)(factory)
    return registry


def only_problem(registry: Any, kind: type) -> Any:
    """Returns the only problem of a registry, which `build` raises, too."""
    found = check(registry.problems).value
    assert [type(problem).__name__ for problem in found] == [kind.__name__]
    (problem,) = found
    raised = check(registry.build).raises(kind)
    assert str(raised) == str(problem)
    return problem


def test_a_right_graph_has_no_problem(subject: ModuleType) -> None:
    """Neither looking for problems nor building calls a factory."""

    def never() -> Settings:
        raise AssertionError("called")

    registry = registered(subject, never, Database, Repository, Service)
    check(registry.problems).returns([])
    registry.build()


def test_what_is_missing_is_told_with_its_path(subject: ModuleType) -> None:
    """The message names the whole way to it, the parameter, and what may have been meant."""
    registry = registered(subject, Service, Repository, PostgresDatabase, Settings)
    text = str(only_problem(registry, subject.MissingDependency))
    assert "Service → Repository → Database" in text
    assert "database" in text
    assert "PostgresDatabase" in text
    assert __file__ in text


def test_names_that_are_near(subject: ModuleType) -> None:
    """A misspelt name of a binding is found by the right one, a type by one that sounds alike."""

    class Setting:
        pass

    registry = subject.Registry()
    registry.provides(name="main")(Database)
    registry.provides()(Settings)
    container = registry.build()
    error = check(container.get, live(Database), "mian").raises(subject.MissingDependency)
    assert "'main'" in str(error)
    error = check(container.get, live(Setting)).raises(subject.MissingDependency)
    assert "Settings" in str(error)


class Hen:
    """Needs an egg, by its second parameter."""

    def __init__(self, settings: Settings, egg: "Egg") -> None: ...


class Egg:
    """Needs a hen, by its second parameter."""

    def __init__(self, settings: Settings, nest: "Nest") -> None: ...


class Nest:
    """Needs a hen, by its last parameter, for names only."""

    def __init__(self, settings: Settings, *, hen: Hen) -> None: ...


class Narcissus:
    """Needs himself."""

    def __init__(self, other: "Narcissus") -> None: ...


def test_cycles_are_drawn(subject: ModuleType) -> None:
    """A cycle is one problem, drawn in its order, by whatever parameter it goes."""
    registry = registered(subject, Settings, Hen, Egg, Nest)
    text = str(only_problem(registry, subject.CircularDependency))
    places = [text.index(name) for name in ("Hen", "Egg", "Nest")]
    assert places == sorted(places), text
    assert text.count(__file__) == 3
    text = str(only_problem(registered(subject, Narcissus), subject.CircularDependency))
    assert "Narcissus" in text


def test_what_only_leads_to_a_cycle_is_in_none(subject: ModuleType) -> None:
    """The drawing has the cycle alone, and two cycles are two problems."""

    class Farm:
        def __init__(self, hen: Hen, narcissus: Narcissus) -> None: ...

    registry = registered(subject, Farm, Settings, Hen, Egg, Nest, Narcissus)
    problems = check(registry.problems).value
    assert [type(one) for one in problems] == [subject.CircularDependency] * 2
    assert not any("Farm" in str(one) for one in problems)


def test_deep_graphs_are_no_problem(subject: ModuleType) -> None:
    """Checking does not recurse: a chain of 3,000 bindings is checked, and its cycle found."""
    registry = subject.Registry()
    types = [type(f"T{n}", (), {}) for n in range(3000)]

    def factory(kind: type, needs: type) -> Any:
        def make(other: Any) -> Any:
            return kind()

        make.__annotations__ = {"other": needs, "return": kind}
        return make

    for kind, needs in zip(types, types[1:] + types[:1], strict=True):
        registry.provides()(factory(kind, needs))
    only_problem(registry, subject.CircularDependency)


def test_objects_that_would_outlive_what_they_need(subject: ModuleType) -> None:
    """An APP object may not need one of a request; the other way round it may."""
    scope = subject.Scope
    registry = registered(subject, Settings, scope=scope.REQUEST)
    registry.provides()(Database)
    text = str(only_problem(registry, subject.CaptiveDependency))
    for word in ("Database", "Settings", "REQUEST", "APP"):
        assert word in text, f"{word} is not in {text}"

    registry = registered(subject, Settings, scope=scope.SESSION)
    registry.provides(scope=scope.REQUEST)(Database)
    check(registry.problems).returns([])


def test_captives_of_transient_objects(subject: ModuleType) -> None:
    """A TRANSIENT object in between changes nothing: it lives as long as its owner."""
    scope = subject.Scope
    registry = registered(subject, Settings, scope=scope.SESSION)
    registry.provides(scope=scope.TRANSIENT)(Database)
    registry.provides(scope=scope.TRANSIENT)(Repository)
    registry.provides()(Service)
    text = str(only_problem(registry, subject.CaptiveDependency))
    assert "Service" in text
    assert "SESSION" in text


def test_captives_of_the_context(subject: ModuleType) -> None:
    """What the context of a request brings does not outlive it."""
    registry = subject.Registry()
    registry.from_context(Settings, subject.Scope.REQUEST)
    registry.provides()(Database)
    only_problem(registry, subject.CaptiveDependency)


def test_two_that_provide_the_same(subject: ModuleType) -> None:
    """Nobody knows which is meant; the message names both places."""

    def other() -> Settings:
        return Settings()

    registry = subject.Registry()
    registry.provides()(Settings)
    registry.provides()(other)
    text = str(only_problem(registry, subject.AmbiguousBinding))
    assert text.count(__file__) == 2
    registry = registered(subject, Settings, Database)
    registry.bind_alias(Settings, Database)
    only_problem(registry, subject.AmbiguousBinding)


def test_all_problems_are_told_at_once(subject: ModuleType) -> None:
    """`problems` has them all, by line; `build` raises the first and names the others."""
    scope = subject.Scope

    class Cart:
        def __init__(self, price: float) -> None: ...

    registry = subject.Registry()
    registry.provides()(Narcissus)
    registry.provides(scope=scope.REQUEST)(Settings)
    registry.provides()(Database)
    registry.provides()(Cart)
    problems = check(registry.problems).value
    expected = [subject.CircularDependency, subject.CaptiveDependency, subject.MissingDependency]
    assert [type(problem) for problem in problems] == expected
    lines = [problem.line for problem in problems]
    assert lines == sorted(lines)
    assert {problem.file for problem in problems} == {__file__}
    error = check(registry.build).raises(subject.CircularDependency)
    notes = "\n".join(error.__notes__)
    assert "CaptiveDependency" in notes
    assert "MissingDependency" in notes


def test_building_without_validation(subject: ModuleType) -> None:
    """Then what is right can be used, and what is wrong says so when it is asked for."""
    registry = registered(subject, Settings, Database, Narcissus, Service)
    container = registry.build(validate=False)
    assert isinstance(container.get(Database), Database)
    check(container.get, live(Narcissus)).raises(subject.CircularDependency)
    check(container.get, live(Service)).raises(subject.MissingDependency)


def cyclic_by_elimination(needs: dict[int, list[int]]) -> bool:
    """Whether a graph has a cycle: what needs nothing is taken away until nothing changes."""
    left = {node: set(targets) for node, targets in needs.items()}
    while free := [node for node, targets in left.items() if not targets]:
        for node in free:
            del left[node]
        for targets in left.values():
            targets.difference_update(free)
    return bool(left)


def random_factory(kinds: list[type], node: int, needs: list[int], names: str) -> Any:
    """Returns a function with parameters of some types."""

    def make(**given: Any) -> Any:
        return kinds[node]()

    parameter = inspect.Parameter
    make.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [parameter(f"{names}{n}", parameter.KEYWORD_ONLY) for n in needs]
    )
    make.__annotations__ = {f"{names}{n}": kinds[n] for n in needs} | {"return": kinds[node]}
    return make


@pytest.mark.parametrize("seed", range(8))
def test_random_graphs(subject: ModuleType, seed: int) -> None:
    """A graph is refused for a cycle exactly if taking away what needs nothing leaves a rest."""
    chance = random.Random(seed)
    for _ in range(40):
        count = chance.randint(2, 12)
        kinds = [type(f"K{n}", (), {}) for n in range(count)]
        needs = {n: chance.sample(range(count), chance.randint(0, 2)) for n in range(count)}
        registry = subject.Registry()
        for node in needs:
            registry.provides()(random_factory(kinds, node, needs[node], "p"))
        found = [type(problem) for problem in registry.problems()]
        expected = cyclic_by_elimination(needs)
        assert bool(found) is expected, f"{needs}: {found}"
        assert set(found) <= {subject.CircularDependency}


def test_validation_is_linear(subject: ModuleType) -> None:
    """Twice the bindings take at most 2.3 times the steps, however they depend on each other."""

    def layers(size: int) -> Any:
        registry = subject.Registry()
        kinds = [type(f"K{n}", (), {}) for n in range(size)]
        for n in range(size):
            needs = sorted({n // 2, n // 3, max(0, n - 1)} - {n})
            registry.provides()(random_factory(kinds, n, needs, "p"))
        return registry

    few, many = (calls_during(layers(size).problems) for size in (100, 200))
    assert many <= 2.3 * few, f"{few} calls for 100 bindings, {many} for 200"


def calls_during(function: Any) -> int:
    """Returns how many functions, of Python and of C, a call calls."""
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count
