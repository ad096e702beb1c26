"""A failing case as one Python file that needs nothing but the attempt."""

from __future__ import annotations

import ast
import builtins

from tools.kata.judge.result import Failure, Result
from tools.kata.learner.errors import KataError
from tools.kata.render import case_title, verdict_text
from tools.kata.units import Unit

_HEAD = '''\
"""{unit}: {verdict} in "{case}"."""

import sys

sys.dont_write_bytecode = True
sys.path.append({folder!r})

from attempt import *
'''


def reproducer(unit: Unit, result: Result) -> str:
    """Returns a program that makes the failing call, and fails as long as its answer is wrong.

    Args:
        unit: The unit.
        result: What the judge has said of the attempt at it.

    Raises:
        KataError: Nothing has failed, or the case is more than one call that can be written down.
    """
    failure = result.failure
    if failure is None:
        raise KataError(f"{result.unit}: {verdict_text(result)}; there is nothing to reproduce")
    head = _HEAD.format(
        unit=result.unit,
        verdict=verdict_text(result),
        case=case_title(result.case).replace("\\", "\\\\").replace('"', "'"),
        folder=str(unit.folder),
    )
    if result.verdict == "IE":
        return head
    return f"{head}\n{_call(unit, result, failure)}"


def _call(unit: Unit, result: Result, failure: Failure) -> str:
    statements = _statements(failure.call)
    names, own = _names(statements), _names_of_the_attempt(unit)
    if not names & own or not isinstance(last := statements[-1], ast.Expr):
        # Several calls, arguments that are cut short, or something made of earlier answers.
        raise _refusal(result, "cannot be written down as one call")
    if unknown := names - own - {*dir(builtins)}:
        raise _refusal(result, f"needs {', '.join(sorted(unknown))}, which only the tests have")
    lines = [*map(ast.unparse, statements[:-1]), f"got = {ast.unparse(last)}"]
    lines += ['print("got      ", repr(got))']
    if _is_value(failure.expected):
        lines += [
            f"expected = {failure.expected}",
            'print("expected ", repr(expected))',
            "sys.exit(got != expected or type(got) is not type(expected))",
        ]
    elif failure.expected:
        # Words, such as "raises ValueError": it is for people to compare.
        lines += [f"sys.exit({f'expected  {failure.expected}'!r})"]
    return "\n".join(lines) + "\n"


def _refusal(result: Result, why: str) -> KataError:
    return KataError(f'the case "{case_title(result.case)}" {why}; `kata test` shows it')


def _statements(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except SyntaxError:
        return []


def _names(statements: list[ast.stmt]) -> set[str]:
    """Returns the names that are used, but for those that the statements themselves set."""
    names = [n for s in statements for n in ast.walk(s) if isinstance(n, ast.Name)]
    stored = {name.id for name in names if isinstance(name.ctx, ast.Store)}
    return {name.id for name in names} - stored


def _names_of_the_attempt(unit: Unit) -> set[str]:
    return {api.partition("(")[0] for api in unit.functions + unit.classes}


def _is_value(text: str) -> bool:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return False
    return True
