"""What filters compare and call: RFC 9535, 2.3.5.2.2 and 2.4."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .patching import equal
from .path_nodes import Node

NOTHING = object()  # what a query that selects no node is worth


def _less(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one < other
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (one, other))
    return numbers and one < other


def _same(one: Any, other: Any) -> bool:
    if one is NOTHING or other is NOTHING:
        return one is other
    return equal(one, other)


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": _same,
    "!=": lambda one, other: not _same(one, other),
    "<=": lambda one, other: _less(one, other) or _same(one, other),
    ">=": lambda one, other: _less(other, one) or _same(one, other),
    "<": _less,
    ">": lambda one, other: _less(other, one),
}


def _length(value: Any) -> Any:
    return len(value) if isinstance(value, str | list | dict) else NOTHING


def _value(nodes: list[Node]) -> Any:
    return nodes[0].value if len(nodes) == 1 else NOTHING


def _match(text: Any, pattern: Any) -> bool:
    found = _regex(pattern) if isinstance(text, str) and isinstance(pattern, str) else None
    return bool(found and found.fullmatch(text))


def _search(text: Any, pattern: Any) -> bool:
    found = _regex(pattern) if isinstance(text, str) and isinstance(pattern, str) else None
    return bool(found and found.search(text))


@lru_cache(maxsize=256)
def _regex(pattern: str) -> re.Pattern[str] | None:
    """Returns the pattern of an I-Regexp (RFC 9485), in which a dot matches no line end."""
    translated = re.sub(r"\\.|\[(?:\\.|[^\]])*\]|\.", _dot, pattern, flags=re.DOTALL)
    try:
        return re.compile(translated)
    except (re.error, OverflowError):
        return None


def _dot(match: re.Match[str]) -> str:
    return "[^\n\r]" if match[0] == "." else match[0]


# By name: the kinds of the arguments, the kind of the result, and what to call.
FUNCTIONS: dict[str, tuple[tuple[str, ...], str, Callable[..., Any]]] = {
    "length": (("value",), "value", _length),
    "count": (("nodes",), "value", len),
    "match": (("value", "value"), "logical", _match),
    "search": (("value", "value"), "logical", _search),
    "value": (("nodes",), "value", _value),
}
