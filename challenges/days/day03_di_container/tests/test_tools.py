"""Stage 7: plans, the graph for people, the command line, ASGI."""

import asyncio
import inspect
import re
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.clock import FakeClock
from challenges.shared.testing import check, live, run_virtual

SHOP = """
from {package} import Lazy, Registry, Scope


class Settings:
    def __init__(self) -> None:
        raise AssertionError("a factory ran")


class Shop:
    def __init__(self, settings: Settings, lazy: Lazy[Settings]) -> None: ...


class Cart:
    def __init__(self, price: float) -> None: ...


class Checkout:
    def __init__(self, cart: Cart) -> None: ...


right = Registry()
right.provides()(Settings)
right.provides(scope=Scope.REQUEST)(Shop)

wrong = Registry()
wrong.provides()(Checkout)
wrong.provides(scope=Scope.REQUEST)(Cart)

number = 5
"""


class Settings:
    """Needs nothing."""


class Database:
    """Needs settings."""

    def __init__(self, settings: Settings) -> None: ...


def run(subject: ModuleType, folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Returns status, output and errors of the command line, run beside `shop.py`."""
    (folder / "shop.py").write_text(SHOP.format(package=subject.__name__))
    root = str(Path(inspect.getfile(FakeClock)).parents[3])
    paths = ":".join([str(Path.cwd()), root, *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", subject.__name__, *arguments],
        cwd=folder,
        env={"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_exports(subject: ModuleType) -> None:
    """An arrow for each dependency, dotted or dashed where it is lazy; scopes are shown."""

    class Job:
        def __init__(self, database: Database, later: subject.Lazy[Settings]) -> None: ...

    registry = subject.Registry()
    registry.provides()(Settings)
    registry.provides(name='the "main" <one>')(Database)
    registry.provides()(Database)
    registry.provides(scope=subject.Scope.REQUEST)(Job)
    graph = registry.graph()
    mermaid = graph.to_mermaid()
    number = dict(re.findall(r'(\w+)\["(.*)"\]', mermaid))
    names = set(number.values())
    assert {"Settings", "Database", "Job"} < names
    (other,) = names - {"Settings", "Database", "Job"}
    assert not set(other) & set('"<>'), "what Mermaid takes for its own is escaped"
    found = re.findall(r"(\w+) (-\S*>) (\w+)", mermaid)
    arrows = {(number[a], kind, number[b]) for a, kind, b in found}
    plain = {arrow for arrow in arrows if arrow[0] != other}
    assert plain == {
        ("Database", "-->", "Settings"),
        ("Job", "-->", "Database"),
        ("Job", "-.->", "Settings"),
    }
    assert re.findall(r"subgraph (\w+)", mermaid) == ["APP", "REQUEST"]
    dot = graph.to_dot()
    assert dot.count("->") == 4
    assert dot.count("dashed") == 1
    assert r"\"main\"" in dot
    assert dot.startswith("digraph")
    assert dot.rstrip().endswith("}")


def test_check_of_a_right_registry(subject: ModuleType, tmp_path: Path) -> None:
    """It exits with 0, and no factory runs."""
    status, out, errors = run(subject, tmp_path, "check", "shop:right")
    assert (status, errors) == (0, "")
    assert out.strip()


def test_check_of_a_wrong_registry(subject: ModuleType, tmp_path: Path) -> None:
    """It exits with 1, and lists all that is wrong as FILE:LINE: problem."""
    status, out, _ = run(subject, tmp_path, "check", "shop:wrong")
    assert status == 1
    lines = [line for line in out.splitlines() if not line.startswith(" ")]
    found = [re.match(rf"{tmp_path}/shop.py:(\d+): (\w+): ", line) for line in lines]
    numbered = SHOP.splitlines()
    expected = [
        (f"{numbered.index('wrong.provides()(Checkout)') + 1}", "CaptiveDependency"),
        (f"{numbered.index('wrong.provides(scope=Scope.REQUEST)(Cart)') + 1}", "MissingDependency"),
    ]
    assert [match and match.groups() for match in found] == expected, out


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "shop:number"),
        ("check", "shop:nothing"),
        ("check", "nowhere:right"),
        ("check", "shop"),
        ("check",),
        ("graph", "shop:right", "--format", "png"),
        ("explain", "shop:right", "shop:Nothing"),
        ("undo", "shop:right"),
    ],
)
def test_misuse_exits_with_2(subject: ModuleType, tmp_path: Path, arguments: tuple[str]) -> None:
    """What is no registry, and options that are none, are told on standard error."""
    status, out, errors = run(subject, tmp_path, *arguments)
    assert (status, out) == (2, "")
    assert errors.strip()
    assert "Traceback" not in errors


def test_graph_and_explain_of_the_command_line(subject: ModuleType, tmp_path: Path) -> None:
    """They print what the graph says."""
    status, out, _ = run(subject, tmp_path, "graph", "shop:right")
    assert (status, out.splitlines()[0]) == (0, "flowchart LR")
    status, out, _ = run(subject, tmp_path, "graph", "shop:right", "--format", "dot")
    assert (status, out.split()[0]) == (0, "digraph")
    status, out, _ = run(subject, tmp_path, "explain", "shop:right", "shop:Shop")
    assert status == 0
    assert out.startswith("Shop: REQUEST")
    status, _, errors = run(subject, tmp_path, "explain", "shop:wrong", "shop:Settings")
    assert status == 1
    assert "MissingDependency" in errors


def test_explain_tells_who_provides(subject: ModuleType) -> None:
    """It names binding, scope and place, with all that it needs, and repeats nothing."""

    class Pair:
        def __init__(self, one: Database, other: Database, settings: Settings) -> None: ...

    registry = subject.Registry()
    registry.provides()(Settings)
    registry.provides()(Database)
    registry.provides(scope=subject.Scope.TRANSIENT)(Pair)
    text = registry.graph().explain(Pair)
    lines = text.splitlines()
    assert lines[0].startswith("Pair: TRANSIENT")
    assert __file__ in lines[0]
    indents = [(len(line) - len(line.lstrip()), line.split(":")[0].strip()) for line in lines]
    assert indents == [(0, "Pair"), (2, "one"), (4, "settings"), (2, "other"), (2, "settings")]
    check(registry.graph().explain, live(Any)).raises(subject.MissingDependency)


def test_explain_tells_what_became_of_it(subject: ModuleType) -> None:
    """For what has been made it tells when, in which thread, and for whom."""
    clock = FakeClock()
    registry = subject.Registry()
    registry.provides()(Settings)
    registry.provides()(Database)
    container = registry.build(clock=clock)
    assert "made at" not in container.graph().explain(Database)
    clock.advance(90)
    thread = threading.Thread(target=lambda: container.get(Database), name="worker-7")
    thread.start()
    thread.join()
    text = container.graph().explain(Settings)
    when = datetime.fromtimestamp(clock.now(), UTC).isoformat(timespec="milliseconds")
    for word in (when, "worker-7", "Database → Settings"):
        assert word in text, f"{word} is not in {text}"


def test_tracing_tells_of_requests_too(subject: ModuleType) -> None:
    """With `trace`, objects of requests have a story, too; without it they have none."""
    for trace in (False, True):
        registry = subject.Registry()
        registry.provides(scope=subject.Scope.REQUEST)(Settings)
        registry.provides(scope=subject.Scope.REQUEST)(Database)
        container = registry.build(trace=trace)
        with container.enter(subject.Scope.REQUEST) as request:
            request.get(Database)
            text = container.graph().explain(Settings)
        assert ("Database → Settings" in text) is trace


def test_wide_and_deep_graphs(subject: ModuleType) -> None:
    """Plans are right however many dependencies there are: 60 parameters, 200 levels."""
    kinds = [type(f"K{n}", (), {}) for n in range(200)]

    def factory(kind: type, needs: list[type]) -> Any:
        def make(**given: Any) -> Any:
            made = kind()
            made.given = list(given.values())
            return made

        names = [f"p{n}" for n in range(len(needs))]
        make.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
        )
        make.__annotations__ = dict(zip(names, needs, strict=True)) | {"return": kind}
        return make

    registry = subject.Registry()
    for n, kind in enumerate(kinds):
        needs = kinds[:60] if n == 199 else kinds[n - 1 : n]
        registry.provides(scope=subject.Scope.REQUEST)(factory(kind, needs))
    with registry.build() as container, container.enter(subject.Scope.REQUEST) as request:
        deep = request.get(kinds[198])
        for kind in reversed(kinds[:198]):
            (deep,) = deep.given
            assert type(deep) is kind
        assert [type(one) for one in request.get(kinds[199]).given] == kinds[:60]
        assert request.get(kinds[199]).given[59] is request.get(kinds[59])


def test_a_cached_object_costs_the_same_however_many_there_are(subject: ModuleType) -> None:
    """Getting what is there calls as few functions with 400 bindings as with 4."""

    def calls(size: int) -> int:
        registry = subject.Registry()
        kinds = [type(f"K{n}", (), {}) for n in range(size)]
        for kind in kinds:
            registry.provides()(kind)
        container = registry.build()
        for kind in kinds:
            container.get(kind)
        count = 0

        def note(_frame: Any, event: str, _argument: Any) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(note)
        container.get(kinds[-1])
        sys.setprofile(None)
        return count

    assert calls(400) == calls(4) <= 8


# ASGI


def test_a_scope_for_each_request(subject: ModuleType) -> None:
    """The middleware opens a REQUEST scope, brings the connection, and closes it with errors."""
    asgi = import_module(f"{subject.__name__}.asgi")
    log: list[Any] = []

    class Path:
        def __init__(self, connection: asgi.Connection) -> None:
            self.text = connection.scope["path"]

    async def database(path: Path) -> AsyncIterator[Settings]:
        try:
            yield Settings()
            log.append(f"commit {path.text}")
        except ValueError:
            log.append(f"roll back {path.text}")
            raise

    registry = subject.Registry()
    registry.from_context(asgi.Connection, subject.Scope.REQUEST)
    registry.provides(scope=subject.Scope.REQUEST)(Path)
    registry.provides(scope=subject.Scope.REQUEST)(database)

    @subject.inject
    async def app(scope: Any, receive: Any, send: Any, settings: subject.Inject[Settings]) -> None:
        await asyncio.sleep(1)
        assert settings is scope["state"]["container"].get(Settings)
        assert scope["state"]["mine"] == 1
        if scope["path"] == "/wrong":
            raise ValueError
        log.append(f"answer {scope['path']}")

    async def plain(scope: Any, receive: Any, send: Any) -> None:
        log.append((scope, receive, send))

    async def main() -> None:
        async with registry.build() as container:
            handle = asgi.RequestScope(app, container)
            state = {"mine": 1}
            requests = [
                handle({"type": "http", "path": path, "state": state}, None, None)
                for path in ("/a", "/wrong", "/b")
            ]
            errors = await asyncio.gather(*requests, return_exceptions=True)
            assert [type(error) for error in errors] == [type(None), ValueError, type(None)]
            assert state == {"mine": 1}
            lifespan = {"type": "lifespan"}
            await asgi.RequestScope(plain, container)(lifespan, 1, 2)
            assert log.pop() == (lifespan, 1, 2)

    run_virtual(main())
    assert sorted(log) == ["answer /a", "answer /b", "commit /a", "commit /b", "roll back /wrong"]


def test_the_middleware_without_context(subject: ModuleType) -> None:
    """A registry that announces no connection has its scopes all the same."""
    asgi = import_module(f"{subject.__name__}.asgi")
    found: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        found.append(await scope["state"]["container"].aget(Settings))

    async def main() -> None:
        registry = subject.Registry()
        registry.provides(scope=subject.Scope.REQUEST)(Settings)
        async with registry.build() as container:
            await asgi.RequestScope(app, container)({"type": "websocket"}, None, None)

    run_virtual(main())
    assert [type(one) for one in found] == [Settings]
