"""The filter language: `status >= 500 and path like '/api/%'` as a tree that every backend runs.

    filter     = and_part { "or" and_part }
    and_part   = not_part { "and" not_part }
    not_part   = "not" not_part | "(" filter ")" | comparison
    comparison = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
               | field [ "not" ] ( "in" "(" value { "," value } ")" | "like" text | "~" text )
               | field [ "not" ] "cidr" "(" network ")"

Nothing of it is evaluated here. Every value is checked against the type of its field, so a mistake
is told before a line is read.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

from .automaton import like_automaton, regex_automaton
from .conditions import COMPARISONS, NUMBER_FIELDS, TEXT_FIELDS
from .errors import FilterSyntaxError
from .filter_tokens import END, NETWORK, NUMBER, TEXT, WORD, Token, tokens
from .patterns import PatternError
from .quantities import SIZE_UNITS, TIME_UNITS, epoch_of, whole_amount

Node = list[Any]

MOST_CHARACTERS = 1 << 16
MOST_DEPTH = 100
MOST_PATTERNS = 100
_LARGEST = 2**63 - 1
_CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
FIELDS = (*NUMBER_FIELDS, *TEXT_FIELDS)


@dataclass(frozen=True)
class Filter:
    """A compiled filter.

    Attributes:
        node: Its tree, as `definitions.md` says.
        automata: What its patterns became.
    """

    node: Node
    automata: tuple[bytes, ...]


def compile_filter(
    where: str | None,
    since: str | datetime | None = None,
    until: str | datetime | None = None,
    zone: tzinfo = UTC,
) -> Filter | None:
    """Returns the filter for a text and a span of time, None if there is neither.

    Args:
        where: In the language above.
        since: The first moment that counts: a datetime or ISO 8601 text.
        until: The first moment that does not count any more.
        zone: Where moments without offset are meant.

    Raises:
        FilterSyntaxError: The text is no filter.
        ValueError: since or until is no moment, or until is before since.
    """
    parts: list[Node] = []
    limits = [(">=", since), ("<", until)]
    moments = [(op, epoch_of(moment, zone)) for op, moment in limits if moment is not None]
    if len(moments) == 2 and moments[0][1] > moments[1][1]:
        raise ValueError(f"since is {since}, must not be after until, which is {until}")
    parts += [["num", "time", op, moment] for op, moment in moments]
    if where is not None:
        parts.append(_Parser(where, zone).parse())
    if not parts:
        return None
    node = parts[0] if len(parts) == 1 else ["and", *parts]
    return Filter(node, automata_of(node))


def automata_of(node: Node | None) -> tuple[bytes, ...]:
    """Returns the automata that a tree refers to, made from the patterns that it holds.

    Raises:
        ValueError: One of them is no pattern, or the tree counts them wrongly.
    """
    sources: dict[int, str] = {}

    def collect(part: Node) -> None:
        if part[0] == "dfa":
            sources[part[2]] = part[3]
        elif part[0] in ("and", "or", "not"):
            for other in part[1:]:
                collect(other)

    if node is not None:
        collect(node)
    if sorted(sources) != list(range(len(sources))):
        raise ValueError(f"a filter numbers its patterns {sorted(sources)}")
    return tuple(_automaton(sources[number]) for number in range(len(sources)))


@lru_cache(maxsize=2 * MOST_PATTERNS)
def _automaton(source: str) -> bytes:
    operator, _, pattern = source.partition(" ")
    compilers: dict[str, Callable[[str], bytes]] = {"~": regex_automaton, "like": like_automaton}
    if operator not in compilers:
        raise ValueError(f"pattern is {source!r}, must start with ~ or like")
    return compilers[operator](pattern)


class _Parser:
    def __init__(self, text: str, zone: tzinfo) -> None:
        if len(text) > MOST_CHARACTERS:
            message = f"the filter has {len(text)} characters, must have at most {MOST_CHARACTERS}"
            raise FilterSyntaxError(message, text, MOST_CHARACTERS)
        self._text = text
        self._zone = zone
        self._tokens = tokens(text)
        self._at = 0
        self._sources: dict[str, int] = {}

    def parse(self) -> Node:
        node = self._either(0)
        if self._next.kind != END:
            raise self._error("must be and, or, or the end")
        return node

    def _either(self, depth: int) -> Node:
        return self._joined("or", lambda: self._joined("and", lambda: self._not(depth)))

    def _joined(self, word: str, part: Callable[[], Node]) -> Node:
        parts = [part()]
        while self._skip(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else [word, *parts]

    def _not(self, depth: int) -> Node:
        if depth > MOST_DEPTH:
            raise self._error(f"the filter is nested more than {MOST_DEPTH} deep")
        if self._skip("not"):
            return ["not", self._not(depth + 1)]
        if not self._skip("("):
            return self._comparison()
        node = self._either(depth + 1)
        self._expect(")")
        return node

    def _comparison(self) -> Node:
        field = self._take()
        if field.kind != WORD or field.text not in FIELDS:
            raise self._error(f"must be a field: {', '.join(FIELDS)}", field)
        negated = self._skip("not")
        node = self._compared(field.text, negated)
        return ["not", node] if negated else node

    def _compared(self, field: str, negated: bool) -> Node:
        operator = self._take()
        allowed = self._operators(field)
        if negated:
            allowed = [name for name in allowed if name not in COMPARISONS]
        if operator.text not in allowed or operator.kind == TEXT:
            after = f"{field} not" if negated else field
            raise self._error(f"after {after} must come {', '.join(allowed)}", operator)
        if operator.text == "in":
            return self._member(field)
        if operator.text == "cidr":
            return self._network(field)
        if operator.text in ("like", "~"):
            return self._pattern(field, operator.text)
        if field in NUMBER_FIELDS:
            return ["num", field, operator.text, self._number(field)]
        return ["text", field, operator.text, self._word(field)]

    @staticmethod
    def _operators(field: str) -> list[str]:
        if field in NUMBER_FIELDS:
            return [*COMPARISONS, *(["in"] if field != "time" else [])]
        if field == "status_class":
            return ["=", "!=", "in"]
        return ["=", "!=", "in", "like", "~", *(["cidr"] if field in ("ip", "host") else [])]

    def _member(self, field: str) -> Node:
        self._expect("(")
        number = field in NUMBER_FIELDS
        read: Callable[[str], Any] = self._number if number else self._word
        values = {read(field)}
        while self._skip(","):
            values.add(read(field))
        self._expect(")")
        return ["numin" if number else "textin", field, sorted(values)]

    def _network(self, field: str) -> Node:
        self._expect("(")
        token = self._take()
        if token.kind not in (NETWORK, TEXT):
            raise self._error("must be a network such as 10.0.0.0/8", token)
        try:
            network = ipaddress.ip_network(token.text)
        except ValueError as error:
            raise self._error(f"must be a network such as 10.0.0.0/8: {error}", token) from None
        self._expect(")")
        return ["cidr", field, network.network_address.packed.hex(), network.prefixlen]

    def _pattern(self, field: str, operator: str) -> Node:
        token = self._quoted(field)
        source = f"{operator} {token.text}"
        try:
            _automaton(source)
        except PatternError as error:
            raise FilterSyntaxError(
                f"{token.text!r}: {error}", self._text, token.place_of(error.place)
            ) from None
        number = self._sources.setdefault(source, len(self._sources))
        if number >= MOST_PATTERNS:
            raise self._error(f"a filter has at most {MOST_PATTERNS} patterns", token)
        return ["dfa", field, number, source]

    def _number(self, field: str) -> int:
        token = self._take()
        if field == "time":
            if token.kind != TEXT:
                raise self._error("time is compared with a moment in quotes", token)
            return self._checked(token, lambda text: epoch_of(text, self._zone))
        if token.kind != NUMBER:
            raise self._error(f"{field} is compared with a number, without quotes", token)
        units = {"status": {"": 1}, "bytes": SIZE_UNITS, "latency": TIME_UNITS}[field]
        if field == "status" and not token.text.isdecimal():
            raise self._error("a status is a whole number without unit", token)
        number = self._checked(token, lambda text: whole_amount(text, units))
        most = 999 if field == "status" else _LARGEST
        if number > most:
            raise self._error(f"{field} is at most {most}", token)
        return number

    def _checked(self, token: Token, read: Callable[[str], int]) -> int:
        try:
            return read(token.text)
        except ValueError as error:
            raise self._error(str(error), token) from None

    def _word(self, field: str) -> str:
        token = self._quoted(field)
        if field == "status_class" and token.text not in _CLASSES:
            raise self._error(f"must be one of {', '.join(map(repr, _CLASSES))}", token)
        try:
            data = token.text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise self._error(f"{token.text!r} has no bytes in UTF-8", token) from None
        return data.decode("latin-1")

    def _quoted(self, field: str) -> Token:
        token = self._take()
        if token.kind != TEXT:
            raise self._error(f"{field} is compared with text in quotes", token)
        return token

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += token.kind != END
        return token

    def _skip(self, word: str) -> bool:
        found = self._next.text == word and self._next.kind not in (TEXT, END)
        self._at += found
        return found

    def _expect(self, sign: str) -> None:
        if not self._skip(sign):
            raise self._error(f"must be {sign}")

    def _error(self, message: str, token: Token | None = None) -> FilterSyntaxError:
        token = token or self._next
        return FilterSyntaxError(f"{token.shown}: {message}", self._text, token.start)
