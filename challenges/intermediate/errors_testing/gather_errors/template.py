"""All mistakes at once: check a nested record, and report everything that is wrong with it."""

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
    raise NotImplementedError("check_record")
