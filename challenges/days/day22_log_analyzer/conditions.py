"""Filters as backends take them: a tree in plain JSON (`definitions.md`, "Filter")."""

from __future__ import annotations

from typing import Any

from .plans import is_latin

NUMBER_FIELDS = ("status", "bytes", "latency", "time")
TEXT_FIELDS = (
    "path",
    "method",
    "protocol",
    "ip",
    "user",
    "user_agent",
    "referrer",
    "host",
    "status_class",
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
DEEPEST = 200

_LARGEST = 2**63 - 1


def check_filter(node: Any, automata: int | None = None, depth: int = 1) -> None:
    """Raises ValueError, which names what is wrong, unless it is a filter that backends can run.

    Args:
        node: The tree.
        automata: How many automata there are; None if that is not known.
        depth: How deep the node lies, from 1.
    """
    if depth > DEEPEST:
        raise ValueError(f"the filter is nested more than {DEEPEST} deep")
    if not isinstance(node, list | tuple) or not node:
        raise ValueError(f"a filter has {node!r:.200}, must be a list that starts with its kind")
    kind, *rest = node
    if kind in ("and", "or") or (kind == "not" and len(rest) == 1):
        for inner in rest:
            check_filter(inner, automata, depth + 1)
        return
    if not _is_test(kind, rest, automata):
        raise ValueError(f"a filter has {node!r:.200}, which is no test")


def _is_test(kind: Any, rest: list[Any], automata: int | None) -> bool:
    match kind, rest:
        case "true", []:
            return True
        case "num", [field, op, value]:
            return field in NUMBER_FIELDS and op in COMPARISONS and _is_number(value)
        case "numin", [field, [*values]]:
            return field in NUMBER_FIELDS and all(map(_is_number, values)) and _ascend(values)
        case "text", [field, "=" | "!=", value]:
            return field in TEXT_FIELDS and is_latin(value)
        case "textin", [field, [*values]]:
            return field in TEXT_FIELDS and all(map(is_latin, values)) and _ascend(values)
        case "dfa", [field, index, str()]:
            most = _LARGEST if automata is None else automata
            return field in TEXT_FIELDS and type(index) is int and 0 <= index < most
        case "cidr", [field, network, int(length)]:
            return field in ("ip", "host") and _is_network(network, length)
    return False


def _is_number(value: Any) -> bool:
    return type(value) is int and -_LARGEST - 1 <= value <= _LARGEST


def _ascend(values: list[Any]) -> bool:
    return values == sorted(set(values))


def _is_network(network: Any, length: int) -> bool:
    if not isinstance(network, str) or len(network) not in (8, 32) or type(length) is not int:
        return False
    if set(network) - set("0123456789abcdef"):
        return False
    bits = 4 * len(network)
    return 0 <= length <= bits and int(network, 16) % (1 << bits - length) == 0
