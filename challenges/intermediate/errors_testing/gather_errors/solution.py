"""All mistakes at once: check a nested record, and report everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_ABSENT = object()  # no value of any record, which None could be


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
    errors: list[Exception] = []
    for path, kind, required in rules:
        value = _value_at(record, path)
        if value is _ABSENT:
            if required:
                errors.append(KeyError(path))
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            got = type(value).__name__
            errors.append(TypeError(f"{path}: expected {kind.__name__}, got {got}"))
    if errors:
        raise ExceptionGroup("invalid record", errors)


def _value_at(record: Mapping[str, Any], path: str) -> Any:
    value: Any = record
    for key in path.split("."):
        # `in` asks first: value[key] would add the key to a defaultdict.
        if not isinstance(value, Mapping) or key not in value:
            return _ABSENT
        value = value[key]
    return value
