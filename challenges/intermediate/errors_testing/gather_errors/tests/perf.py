"""Inputs on which the cost of check_record shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType
from typing import Any


def everything_missing(size: int) -> tuple[dict[str, Any], list[tuple[str, type, bool]]]:
    """There are n rules, and the record has nothing of what they ask for."""
    record = {"here": {f"k{number}": number for number in range(size)}}
    return record, [(f"here.there.k{number}", int, True) for number in range(size)]


def count_the_errors(
    subject: ModuleType, record: dict[str, Any], rules: list[tuple[str, type, bool]]
) -> int:
    """Checks the record once."""
    try:
        subject.check_record(record, rules)
    except ExceptionGroup as group:
        return len(group.exceptions)
    return 0
