"""Writes down all paths of the record before it looks at the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def check_record(record: Mapping[str, Any], rules: Sequence[tuple[str, type, bool]]) -> None:
    there = dict(_paths(record, ""))
    errors: list[Exception] = []
    for path, kind, required in rules:
        if path not in there:
            if required:
                errors.append(KeyError(path))
        elif not isinstance(there[path], kind) or (kind is int and isinstance(there[path], bool)):
            got = type(there[path]).__name__
            errors.append(TypeError(f"{path}: expected {kind.__name__}, got {got}"))
    if errors:
        raise ExceptionGroup("invalid record", errors)


def _paths(record: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key in record:
        if "." in key:
            continue
        value = record[key]
        yield before + key, value
        if isinstance(value, Mapping):
            yield from _paths(value, f"{before}{key}.")
