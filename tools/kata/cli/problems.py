"""`kata test --problems`: the verdict, then the failure in one line that editors can follow."""

from __future__ import annotations

import ast

from tools.kata.judge.result import Failure, Result
from tools.kata.learner.trial import Learner
from tools.kata.render import case_title, screen, verdict_text
from tools.kata.units import Unit
from tools.kata.watch.judging import judged_now


def test_with_problems(learner: Learner, name: str) -> int:
    """Judges the attempt; returns the exit status."""
    unit = learner.named(name)
    result = judged_now(unit.slug)
    print(screen(result))
    if line := problem_line(unit, result):
        print(line)
    return result.exit_code


def problem_line(unit: Unit, result: Result) -> str:
    """Returns ``FILE:LINE: error: MESSAGE`` as compilers write it; empty after a pass.

    The line is the innermost one of the attempt that took part, else where the function that was
    called begins.
    """
    if result.verdict == "AC":
        return ""
    failure = result.failure or Failure()
    parts = [case_title(result.case), failure.call]
    if failure.expected:
        parts.append(f"expected {failure.expected}, got {failure.got}")
    parts.append(failure.message)
    message = ": ".join(" ".join(part.split()) for part in parts if part.strip())
    if failure.where is not None:
        file, line = unit.attempt.parent / failure.where.file, failure.where.line
    else:
        file = unit.attempt / "__init__.py" if unit.attempt.is_dir() else unit.attempt
        line = _first_line(file.read_text(encoding="utf-8"), failure.call)
    return f"{file}:{line}: error: {verdict_text(result)}: {message}"


def _first_line(text: str, call: str) -> int:
    """Returns the line on which what is called is defined, or 1."""
    called = call.partition("(")[0].rpartition(".")[2]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == called:
            return node.lineno
    return 1
