"""Checks the tests' source: what they may not touch, and that every stage has some."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.units import Unit
from tools.kata.validate.markdown import Markdown

_NAME = re.compile(r"\w+")
# A call of these with a constant port either listens on it or leaves the machine.
_CONNECTING = ("bind", "connect", "connect_ex", "create_connection", "create_server")
_HIDDEN = ("__file__", "__spec__", "__loader__", "__code__")


def check_tests(unit: Unit) -> Iterator[Problem]:
    """Checks all Python files in tests/."""
    stages = {tests: stage.id for stage in unit.stages for tests in stage.tests}
    for file in sorted((unit.folder / "tests").rglob("*.py")):
        try:
            tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        except (SyntaxError, UnicodeDecodeError) as error:
            line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
            yield Problem(file, line, f"cannot be parsed: {error}", "Python 3.11")
            continue
        yield from _check_tree(unit, file, tree)
        if file in stages:
            if not any(_tests(tree.body)):
                yield Problem(file, 1, f"stage {stages[file]!r} has no test", "a function test_…")
        elif file.name.startswith("test_"):
            allowed = ", ".join(f"test_{name}.py" for name in stages.values())
            yield Problem(file, 1, "belongs to no stage, so it is never run", allowed)


def check_names(unit: Unit) -> Iterator[Problem]:
    """Checks that tests ask the subject only for names of [api] and of the README's API."""
    readme = Markdown.read(unit.folder / "README.md", [])
    sections = readme.headings() if readme else ()
    said = [line.text for section in sections if section.title == "API" for line in section.body]
    names = set(_NAME.findall(" ".join((*unit.functions, *unit.classes, *said))))
    for file in sorted((unit.folder / "tests").rglob("*.py")):
        try:
            tree = ast.parse(file.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError):
            continue  # another check says so
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and _is_subject(node.value):
                public = not node.attr.startswith("_")
                if public and node.attr not in names:
                    wrong = f"looks at subject.{node.attr}"
                    allowed = "a name of [api], or one that the README's API introduces"
                    yield Problem(file, node.lineno, wrong, allowed)


def check_order(unit: Unit) -> Iterator[Problem]:
    """Checks that no stage's tests use what only a later stage brings."""
    for stage in unit.stages:
        later = {
            name: other.id
            for other in unit.stages
            if other.index > stage.index
            for name in other.api
        }
        for file in stage.tests:
            for name, line in _attributes(file):
                if name in later:
                    wrong = f"uses {name}, which comes with stage {later[name]!r}"
                    allowed = f"what {stage.id!r} or an earlier stage brings"
                    yield Problem(file, line, wrong, allowed)


def _attributes(file: Path) -> Iterator[tuple[str, int]]:
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError):
        return  # other checks say so
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno


def _tests(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("test_"):
                yield node
        elif isinstance(node, ast.ClassDef):
            yield from _tests(node.body)


def _check_tree(unit: Unit, file: Path, tree: ast.Module) -> Iterator[Problem]:
    package = f"challenges.days.{unit.slug}" if unit.is_day else ""
    for node in ast.walk(tree):
        for module in _imported(node):
            last = module.rpartition(".")[2]
            # The tests' own helpers lie in the same package, below tests.
            own = package and f"{module}.".startswith(f"{package}.")
            if last in ("solution", "template", "attempt") or (own and ".tests" not in module):
                allowed = "the module under test only by the fixture `subject`"
                yield Problem(file, _line(node), f"imports {module}", allowed)
        if _is_sleep(node):
            yield Problem(file, _line(node), "sleeps", "a clock or an event that the test controls")
        if (port := _fixed_port(node)) is not None:
            wrong = f"uses the fixed port {port}"
            yield Problem(file, _line(node), wrong, "port 0, which takes a free one")
        if isinstance(node, ast.Attribute) and _of_subject(node):
            wrong = f"looks at subject.{node.attr}"
            yield Problem(file, node.lineno, wrong, "the names of [api]")


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = "." * node.level + (node.module or "")
        return [base, *(f"{base}.{alias.name}" for alias in node.names)][: 1 + len(node.names)]
    return []


def _is_sleep(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "time" and any(alias.name == "sleep" for alias in node.names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        return node.func.attr == "sleep" and isinstance(owner, ast.Name) and owner.id == "time"
    return False


def _of_subject(node: ast.Attribute) -> bool:
    private = node.attr in _HIDDEN or (node.attr.startswith("_") and not node.attr.startswith("__"))
    return private and _is_subject(node.value)


def _is_subject(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "subject"


def _fixed_port(node: ast.AST) -> int | None:
    """Returns the port of a call such as ``listener.bind(("127.0.0.1", 8080))``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    if node.func.attr not in _CONNECTING or not node.args:
        return None
    address = node.args[0]
    port = address.elts[1] if isinstance(address, ast.Tuple) and len(address.elts) > 1 else None
    if isinstance(port, ast.Constant) and isinstance(port.value, int) and port.value:
        return port.value
    return None


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)
