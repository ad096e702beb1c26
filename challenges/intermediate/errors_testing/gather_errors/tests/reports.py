"""What a check reports, as a list that can be compared and read."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Rule = tuple[str, type, bool]


def reporting(subject: ModuleType) -> Callable[[Any, Any], Any]:
    """Return a function like `check_record`, whose result is the list of what it has reported.

    Each error stands there as its type and its arguments: "KeyError('a.b')". What is raised, but
    is no exception group, escapes.
    """

    def check_record(record: Any, rules: Any) -> list[str]:
        try:
            result = subject.check_record(record, rules)
        except ExceptionGroup as group:
            return [_entry(type(error), *error.args) for error in group.exceptions]
        return [] if result is None else [f"the result {result!r} in place of None"]

    return check_record


def missing(path: str) -> str:
    """Return the entry of a missing value."""
    return _entry(KeyError, path)


def wrong(path: str, expected: str, got: str) -> str:
    """Return the entry of a value of another kind."""
    return _entry(TypeError, f"{path}: expected {expected}, got {got}")


def _entry(kind: type[Exception], *arguments: object) -> str:
    return f"{kind.__name__}({', '.join(map(repr, arguments))})"
