"""The signatures of a unit's API: as unit.toml says, as template and solution define them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.kata.hashes import subject_files
from tools.kata.problems import Problem

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Defined:
    """A top-level definition and the file it stands in."""

    file: Path
    node: Definition


class Source:
    """The top-level definitions of a subject: of a file, or of all modules of a package."""

    def __init__(self, subject: Path, problems: list[Problem]) -> None:
        self.subject = subject
        self.main = subject / "__init__.py" if subject.is_dir() else subject
        self.trees: dict[Path, ast.Module] = {}
        self._defined: dict[str, Defined] = {}
        if not subject.exists():
            problems.append(Problem(subject, 0, "is missing", "every unit has it"))
        for file in subject_files(subject):
            if file.suffix == ".py":
                self._read(file, problems)

    def _read(self, file: Path, problems: list[Problem]) -> None:
        try:
            tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        except (SyntaxError, UnicodeDecodeError) as error:
            line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
            problems.append(Problem(file, line, f"cannot be parsed: {error}", "Python 3.11"))
            return
        self.trees[file] = tree
        for node in _statements(tree.body):
            if isinstance(node, Definition):
                # The last one counts: what stands before are overloads.
                self._defined[node.name] = Defined(file, node)

    def find(self, name: str) -> Defined | None:
        """Returns the definition of a function, class or method (``Class.method``)."""
        owner, _, method = name.rpartition(".")
        found = self._defined.get(owner or method)
        if found is None or not owner:
            return found
        if not isinstance(found.node, ast.ClassDef):
            return None
        node = methods(found.node).get(method)
        return Defined(found.file, node) if node else None


def methods(node: ast.ClassDef) -> dict[str, Function]:
    """Returns the methods that a class defines itself."""
    return {n.name: n for n in _statements(node.body) if isinstance(n, Function)}


def parse_signature(text: str, *, is_class: bool = False) -> tuple[str, str]:
    """Splits an entry of [api] into name and normal form.

    Args:
        text: Such as ``f(a: int) -> str``, ``async f()``, ``Money(cents: int)`` or
            ``Bad(ValueError)``.
        is_class: Whether the entry describes a class.

    Raises:
        ValueError: The text is not a signature.
    """
    prefix = "async " if text.startswith("async ") else ""
    name, bracket, rest = text.removeprefix(prefix).removeprefix("def ").partition("(")
    if not bracket or not all(part.isidentifier() for part in name.split(".")):
        raise ValueError(f"{text!r} is not a signature")
    try:
        node = ast.parse(f"{prefix}def f({rest}: ...").body[0]
    except SyntaxError as error:
        raise ValueError(f"{text!r} is not a signature: {error.msg}") from error
    assert isinstance(node, Function)
    if is_class and node.returns is not None:
        raise ValueError(f"{text!r} has a return type; a class has none")
    return name, signature(node, skip_self=False)


def signature(node: Function, *, skip_self: bool) -> str:
    """Returns the normal form of a function's signature, without its name."""
    arguments = node.args
    if skip_self and (positional := arguments.posonlyargs or arguments.args):
        rest = positional[1:]
        arguments = ast.arguments(
            posonlyargs=rest if arguments.posonlyargs else [],
            args=arguments.args if arguments.posonlyargs else rest,
            vararg=arguments.vararg,
            kwonlyargs=arguments.kwonlyargs,
            kw_defaults=arguments.kw_defaults,
            kwarg=arguments.kwarg,
            defaults=arguments.defaults,
        )
    prefix = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{prefix}({ast.unparse(arguments)}){returns}"


def class_signatures(node: ast.ClassDef) -> tuple[str, ...]:
    """Returns the forms by which [api] may name a class: by its bases, by how it is made."""
    bases = [ast.unparse(base) for base in node.bases]
    forms = [f"({', '.join(bases)})"] if bases else []
    for name in ("__init__", "__new__"):
        if method := methods(node).get(name):
            made = signature(method, skip_self=True)
            return (*forms, made.partition(" -> ")[0])
    fields = made_from_fields(node)
    if fields or not bases:
        forms.append(f"({', '.join(fields)})")
    return tuple(forms)


def made_from_fields(node: ast.ClassDef) -> list[str]:
    """Returns the parameters that the fields of a data class or named tuple stand for."""
    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
    bases = [ast.unparse(base) for base in node.bases]
    if not any("dataclass" in text for text in decorators) and "NamedTuple" not in bases:
        return []
    keyword_only = any("kw_only=True" in text for text in decorators)
    fields = ["*"] if keyword_only else []
    for field in node.body:
        if not isinstance(field, ast.AnnAssign) or "ClassVar" in ast.unparse(field.annotation):
            continue
        value = ast.unparse(field.value) if field.value else ""
        if "init=False" in value:
            continue
        default = f"={'...' if value.startswith('field(') else value}" if value else ""
        text = f"def f({ast.unparse(field.target)}: {ast.unparse(field.annotation)}{default}): ..."
        parsed = ast.parse(text).body[0]
        assert isinstance(parsed, ast.FunctionDef)
        fields.append(ast.unparse(parsed.args))
    return fields if len(fields) > keyword_only else []


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yields statements, also those that stand under an `if` or `try` at the same level."""
    for node in body:
        yield node
        if isinstance(node, ast.If):
            yield from _statements(node.body + node.orelse)
        elif isinstance(node, ast.Try):
            yield from _statements(node.body)
