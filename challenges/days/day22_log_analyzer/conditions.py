"""Filters as backends take them: a tree in plain JSON (`definitions.md`, "Filter")."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from .dfa import Automaton
from .plans import is_latin
from .values import NO_LATENCY

if TYPE_CHECKING:
    from .records import Records

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
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
DEEPEST = 200

Mask = list[bool]

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


class Condition:
    """A filter that can be asked, column by column.

    Args:
        tree: A filter that `check_filter` found good.
        automata: What its tests of kind dfa run.
    """

    def __init__(self, tree: Any, automata: Sequence[Automaton]) -> None:
        self._tree = tree
        self._automata = automata

    def mask(self, records: Records) -> Mask:
        """Returns for each record whether it counts."""
        return self._mask(self._tree, records)

    def _mask(self, node: Any, records: Records) -> Mask:
        match node:
            case ["true"]:
                return [True] * len(records)
            case ["not", inner]:
                return [not hit for hit in self._mask(inner, records)]
            case ["and" | "or" as kind, *inner]:
                combine, hits = (and_, True) if kind == "and" else (or_, False)
                whole = [hits] * len(records)
                for one in inner:
                    whole = list(map(combine, whole, self._mask(one, records)))
                return whole
            case ["num", field, op, value]:
                compare = COMPARISONS[op]
                return _numbers(records, field, lambda number: compare(number, value))
            case ["numin", field, values]:
                return _numbers(records, field, frozenset(values).__contains__)
            case _:
                return _texts(records, node[1], self._text_test(node))

    def _text_test(self, node: Any) -> Callable[[bytes], bool]:
        kind, _, *rest = node
        if kind == "dfa":
            index: int = rest[0]
            return self._automata[index].accepts
        if kind == "cidr":
            return in_network(*rest)
        wanted = rest[-1] if kind == "textin" else rest[-1:]
        texts = frozenset(text.encode("latin-1") for text in wanted)
        if rest[0] == "!=":
            return lambda text: text not in texts
        return texts.__contains__


def _numbers(records: Records, field: str, test: Callable[[int], bool]) -> Mask:
    numbers = records.number(field)
    if field == "latency":
        return [number != NO_LATENCY and test(number) for number in numbers]
    return list(map(test, numbers))


def _texts(records: Records, field: str, test: Callable[[bytes], bool]) -> Mask:
    texts = records.text(field)
    hits = {text: test(text) for text in set(texts)}
    return [hits[text] for text in texts]


def in_network(network: str, length: int) -> Callable[[bytes], bool]:
    """Returns a test for addresses of a network, given as hexadecimal digits and prefix length."""
    bits = 4 * len(network)
    read = IPv4Address if bits == 32 else IPv6Address
    wanted = int(network, 16) >> bits - length

    def test(text: bytes) -> bool:
        if b"%" in text:
            return False
        try:
            return int(read(text.decode("latin-1"))) >> bits - length == wanted
        except ValueError:
            return False

    return test
