"""All mistakes at once, with a generator that yields the errors and paths that are recursive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def check_record(record: Mapping[str, Any], rules: Sequence[tuple[str, type, bool]]) -> None:
    """Check a record against rules.

    Args:
        record: mappings in mappings.
        rules: tuples of a path of keys joined by dots, the kind of the value there, and whether
            there must be one.

    Raises:
        ExceptionGroup: if a value is missing (KeyError) or of another kind (TypeError), with all
            such errors in the order of the rules.

    Complexity:
        O(keys in all paths).
    """
    if errors := [error for rule in rules for error in _errors(record, *rule)]:
        raise ExceptionGroup("invalid record", errors)


def _errors(
    record: Mapping[str, Any], path: str, kind: type, required: bool
) -> Iterator[Exception]:
    try:
        value = _find(record, path)
    except LookupError:
        if required:
            yield KeyError(path)
        return
    found = type(value)
    if (found is bool and kind is int) or not issubclass(found, kind):
        yield TypeError(f"{path}: expected {kind.__name__}, got {found.__name__}")


def _find(value: Any, path: str) -> Any:
    first, dot, rest = path.partition(".")
    if not (isinstance(value, Mapping) and first in value):
        raise LookupError(first)
    return _find(value[first], rest) if dot else value[first]
