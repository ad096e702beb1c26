"""Makes first-order mutants of a program: each differs from it in one small thing.

A comparison gets its neighbour, an operator its counterpart, `and` becomes `or`, a `not` is left
out, a whole number is one more or one less, a truth value the other one, and a statement of a
function is removed. Only the changed text is written anew, so the other lines stay as they are.

Source: DeMillo, Lipton and Sayward, "Hints on Test Data Selection", 1978.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_REMOVABLE = (
    ast.Assign,
    ast.AugAssign,
    ast.AnnAssign,
    ast.Expr,
    ast.Return,
    ast.Raise,
    ast.Continue,
    ast.Break,
    ast.Delete,
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*_FUNCTIONS, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Change:
    """One mutant.

    Attributes:
        name: What was changed, and where: ``shortest_cover: missing == 0 -> missing != 0``. It is
            unique in a file, and stays when lines are added elsewhere.
        line: Where.
        text: The whole program.
    """

    name: str
    line: int
    text: str


def first_order(source: str) -> tuple[Change, ...]:
    """Returns all mutants of a program, from its first line to its last.

    Raises:
        SyntaxError: It cannot be parsed.
    """
    seen: Counter[str] = Counter()
    changes = []
    found = sorted(_in_scope(ast.parse(source), "", False), key=lambda one: one.place)
    for one in found:
        name = f"{one.scope}: {one.said}"
        seen[name] += 1
        if seen[name] > 1:
            name += f" ({seen[name]})"
        changes.append(Change(name, one.old.lineno, _spliced(source, one)))
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class _Swap:
    """A node and what stands in its place."""

    scope: str
    said: str
    old: ast.expr | ast.stmt
    new: ast.expr | ast.stmt
    inside: bool  # inside another expression, where it may need parentheses

    @property
    def place(self) -> tuple[int, int]:
        return self.old.lineno, self.old.col_offset


def _in_scope(node: ast.AST, scope: str, in_function: bool) -> Iterator[_Swap]:
    for field, value in ast.iter_fields(node):
        # Types are not run; positions inside of f-strings are wrong before Python 3.12.
        if field in ("annotation", "returns") or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_docstring(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                for new in _variants(child, in_function):
                    said = _said(node, child, new)
                    yield _Swap(scope or "module", said, child, new, isinstance(node, ast.expr))
            inner, function = scope, in_function
            if isinstance(child, _SCOPES):
                inner = f"{scope}.{child.name}" if scope else child.name
                function = isinstance(child, _FUNCTIONS)
            yield from _in_scope(child, inner, function)


def _variants(node: ast.expr | ast.stmt, in_function: bool) -> Iterator[ast.expr | ast.stmt]:
    if isinstance(node, ast.Compare):
        for number, comparison in enumerate(node.ops):
            other = copy.copy(node)
            other.ops = list(node.ops)
            other.ops[number] = _COMPARISONS[type(comparison)]()
            yield other
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in _OPERATORS:
        yield ast.AugAssign(node.target, _OPERATORS[type(node.op)](), node.value)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield ast.Constant(not node.value)
        elif isinstance(node.value, int):
            yield from (ast.Constant(node.value + step) for step in (1, -1))
    if in_function and isinstance(node, _REMOVABLE):
        yield ast.Pass()


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _said(parent: ast.AST, old: ast.AST, new: ast.AST) -> str:
    """Returns a change in words; a constant with what is around it, as alone it says little."""
    simple = (ast.expr, ast.keyword, *_REMOVABLE)
    if not isinstance(old, ast.Constant) or not isinstance(parent, simple):
        return f"{_short(old)} -> {_short(new)}"
    other = copy.copy(parent)
    for field, value in ast.iter_fields(parent):
        if value is old:
            setattr(other, field, new)
        elif isinstance(value, list) and old in value:
            setattr(other, field, [new if one is old else one for one in value])
    return f"{_short(parent)} -> {_short(other)}"


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _spliced(source: str, swap: _Swap) -> str:
    old = swap.old
    assert old.end_lineno is not None
    assert old.end_col_offset is not None
    # Columns count bytes of UTF-8.
    lines = source.encode().splitlines(keepends=True)
    before = b"".join([*lines[: old.lineno - 1], lines[old.lineno - 1][: old.col_offset]])
    after = b"".join([lines[old.end_lineno - 1][old.end_col_offset :], *lines[old.end_lineno :]])
    text = ast.unparse(swap.new)
    if swap.inside and not isinstance(swap.new, ast.Constant | ast.Name):
        text = f"({text})"
    return (before + text.encode() + after).decode()
