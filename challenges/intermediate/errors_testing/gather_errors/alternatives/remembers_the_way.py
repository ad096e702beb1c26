"""All mistakes at once, where each beginning of a path is walked once for all rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    # A tuple of the value at a path, or an empty one where nothing is.
    known: dict[tuple[str, ...], tuple[Any, ...]] = {(): (record,)}

    def values_at(keys: tuple[str, ...]) -> tuple[Any, ...]:
        if keys not in known:
            above, key = values_at(keys[:-1]), keys[-1]
            there = bool(above) and isinstance(above[0], Mapping) and key in above[0]
            known[keys] = (above[0][key],) if there else ()
        return known[keys]

    errors: list[Exception] = []
    for path, kind, required in rules:
        match values_at(tuple(path.split("."))):
            case () if required:
                errors.append(KeyError(path))
            case (bool(),) if kind is int:
                errors.append(TypeError(f"{path}: expected int, got bool"))
            case (value,) if not isinstance(value, kind):
                names = kind.__name__, type(value).__name__
                errors.append(TypeError("{}: expected {}, got {}".format(path, *names)))
    if len(errors) > 0:
        raise ExceptionGroup("invalid record", errors)
