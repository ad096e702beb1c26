"""Checks that template and solution define what [api] names, and that the template is unwritten."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.kata.problems import Problem
from tools.kata.subject import SubjectImportError, load_subject
from tools.kata.units import Unit
from tools.kata.validate.signatures import (
    Defined,
    Function,
    Source,
    class_signatures,
    made_from_fields,
    methods,
    parse_signature,
    signature,
)


def check_api(unit: Unit, template: Source, solution: Source) -> Iterator[Problem]:
    """Holds template and solution against [api], and the template against the solution."""
    toml = unit.folder / "unit.toml"
    for is_class, entries in ((False, unit.functions), (True, unit.classes)):
        for entry in entries:
            try:
                name, wanted = parse_signature(entry, is_class=is_class)
            except ValueError as error:
                example = "Money(cents: int)" if is_class else "f(a: int) -> str"
                yield Problem(toml, _line(toml, entry), str(error), f"such as {example!r}")
                continue
            for source in (template, solution):
                if source.trees:
                    yield from _check_entry(source, name, wanted, entry, is_class)
            yield from _check_unwritten(name, template, solution)


def check_imports(unit: Unit, root: Path) -> Iterator[Problem]:
    """Imports template and solution; a day's solution is found from the root."""
    if str(root.absolute()) not in sys.path:
        sys.path.insert(0, str(root.absolute()))
    for choice, path in (("template", unit.template), ("solution", unit.solution)):
        try:
            load_subject(unit.folder, choice)
        except SubjectImportError as error:
            yield Problem(path, 0, str(error), f"a {choice} that imports cleanly")


def _check_entry(
    source: Source, name: str, wanted: str, entry: str, is_class: bool
) -> Iterator[Problem]:
    found = source.find(name)
    if found is None or isinstance(found.node, ast.ClassDef) is not is_class:
        kind = "class" if is_class else "function"
        yield Problem(source.main, 0, f"there is no {kind} {name}", f"as in [api]: {entry}")
        return
    if isinstance(found.node, ast.ClassDef):
        forms = class_signatures(found.node)
    else:
        forms = (signature(found.node, skip_self="." in name),)
    if wanted not in forms:
        got = " or ".join(f"{name}{form}" for form in forms) or name
        yield Problem(found.file, found.node.lineno, f"defines {got}", f"as in [api]: {entry}")


def _check_unwritten(name: str, template: Source, solution: Source) -> Iterator[Problem]:
    """Every function of the API raises NotImplementedError, or is given as the solution has it."""
    ours, theirs = template.find(name), solution.find(name)
    if ours is None:
        return
    if not isinstance(ours.node, ast.ClassDef):
        if not _is_abstract(ours.node, None):
            yield from _unwritten(ours, ours.node, theirs.node if theirs else None, name)
        return
    other_class = theirs.node if theirs and isinstance(theirs.node, ast.ClassDef) else None
    written = methods(other_class) if other_class else {}
    for method, node in methods(ours.node).items():
        full = f"{name}.{method}"
        other = written.get(method)
        if not _is_abstract(node, ours.node):
            yield from _unwritten(ours, node, other, full)
        if other is None:
            # A dataclass has an `__init__` that nobody wrote; _check_entry has compared the two.
            if method == "__init__" and other_class and made_from_fields(other_class):
                continue
            wrong = f"{full} is not in the solution"
            yield Problem(ours.file, node.lineno, wrong, "what the solution has, too")
        elif signature(node, skip_self=False) != signature(other, skip_self=False):
            wrong = f"{full}{signature(node, skip_self=False)}"
            allowed = f"the solution's {full}{signature(other, skip_self=False)}"
            yield Problem(ours.file, node.lineno, wrong, allowed)


def _unwritten(
    place: Defined, node: Function, solution: ast.AST | None, name: str
) -> Iterator[Problem]:
    body = [statement for statement in node.body if not _is_docstring(statement)]
    is_raise = len(body) == 1 and isinstance(body[0], ast.Raise) and _is_unwritten(body[0])
    given = solution is not None and ast.dump(solution) == ast.dump(node)
    if not is_raise and not given:
        wrong = f"{name} does something"
        allowed = f'raise NotImplementedError("{name}"), or the same as in the solution'
        yield Problem(place.file, node.lineno, wrong, allowed)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_unwritten(node: ast.Raise) -> bool:
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _is_abstract(node: Function, owner: ast.ClassDef | None) -> bool:
    """Whether a function has no body of its own: of a protocol, an abstract method, an overload."""
    marks = [ast.unparse(decorator) for decorator in node.decorator_list]
    marks += [ast.unparse(base) for base in owner.bases] if owner else []
    return any(
        word in mark for mark in marks for word in ("abstractmethod", "overload", "Protocol")
    )


def _line(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if text in line), 0)
