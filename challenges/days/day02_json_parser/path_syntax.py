"""The grammar of JSONPath (RFC 9535, appendix A), read from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from .path_nodes import (
    Node,
    Segment,
    Selector,
    all_children,
    by_filter,
    by_index,
    by_name,
    by_slice,
    run,
)
from .path_values import COMPARISONS, FUNCTIONS, NOTHING
from .tokens import ESCAPES

_MOST_NESTED = 64  # parentheses and queries in one another
_EXACT = 2**53 - 1  # the largest index: RFC 9535, 2.1

_blank = re.compile(r"[ \t\n\r]*").match
_name = re.compile(
    r"[A-Za-z_\x80-\ud7ff\ue000-\U0010ffff][0-9A-Za-z_\x80-\ud7ff\ue000-\U0010ffff]*"
).match
_integer = re.compile(r"0|-?[1-9][0-9]*").match
_number = re.compile(r"(?:-?(?:0|[1-9][0-9]*))(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?").match
_function = re.compile(r"([a-z][a-z_0-9]*)\(").match
_comparison = re.compile("|".join(COMPARISONS)).match
_literal = re.compile(r"(?:true|false|null)(?![0-9A-Za-z_])").match
_unicode = re.compile(
    r"\\u(?:([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|((?![dD][89a-fA-F])[0-9a-fA-F]{4}))"
).match
_LITERALS = {"true": True, "false": False, "null": None}


class PathError(ValueError):
    """A query that is none, or not well-typed.

    Attributes:
        pos: Where, in characters.
    """

    def __init__(self, why: str, query: str, pos: int) -> None:
        super().__init__(f"{why} at character {pos} of {query!r}")
        self.pos = pos


class _Term(NamedTuple):
    """A part of a filter: what it gives, and of which kind that is.

    Attributes:
        kind: value, logical or nodes.
        singular: Whether, being nodes, they are at most one by its form.
        literal: Whether it is one.
        of: Gives it for the current value and the root.
    """

    kind: str
    singular: bool
    literal: bool
    of: Callable[[Any, Any], Any]


class PathParser:
    """Reads one query.

    Args:
        text: The query.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pos = 0
        self._nested = 0

    def query(self) -> tuple[Segment, ...]:
        """Returns the segments of the whole text.

        Raises:
            PathError: It is no query.
        """
        self._expect("$")
        segments = self._segments()
        if self._pos < len(self._text):
            raise self._error("the end or a segment is expected")
        return segments

    # -- segments and selectors -----------------------------------------------------------------

    def _segments(self) -> tuple[Segment, ...]:
        segments = []
        while True:
            start = self._pos
            self._skip()
            if self._take(".."):
                if not self._text.startswith("[", self._pos):
                    segments.append(self._shorthand(descendants=True))
                else:
                    self._expect("[")
                    segments.append(self._bracketed(descendants=True))
            elif self._take("."):
                segments.append(self._shorthand(descendants=False))
            elif self._take("["):
                segments.append(self._bracketed(descendants=False))
            else:
                self._pos = start  # blanks belong to what follows
                return tuple(segments)

    def _shorthand(self, descendants: bool) -> Segment:
        if self._take("*"):
            return Segment((all_children,), descendants, False)
        name = _name(self._text, self._pos)
        if not name:
            raise self._error("a name or * is expected")
        self._pos = name.end()
        return Segment((by_name(name[0]),), descendants, not descendants)

    def _bracketed(self, descendants: bool) -> Segment:
        selectors = []
        singular = not descendants
        while True:
            self._skip()
            selector, one = self._selector()
            selectors.append(selector)
            singular = singular and one and len(selectors) == 1
            self._skip()
            if self._take("]"):
                return Segment(tuple(selectors), descendants, singular)
            self._expect(",")

    def _selector(self) -> tuple[Selector, bool]:
        """Returns a selector, and whether it selects at most one node by its form."""
        if self._text.startswith(("'", '"'), self._pos):
            return by_name(self._string()), True
        if self._take("*"):
            return all_children, False
        if self._take("?"):
            self._skip()
            return by_filter(self._logical(self._or()).of), False
        start = self._index()
        after = self._pos
        self._skip()
        if not self._take(":"):
            self._pos = after
            if start is None:
                raise self._error("a selector is expected")
            return by_index(start), True
        self._skip()
        end = self._index()
        self._skip()
        step = None
        if self._take(":"):
            self._skip()
            step = self._index()
        return by_slice(start, end, 1 if step is None else step), False

    def _index(self) -> int | None:
        match = _integer(self._text, self._pos)
        if not match:
            return None
        if len(match[0]) > 17 or abs(int(match[0])) > _EXACT:
            raise self._error("an index is too large")
        self._pos = match.end()
        return int(match[0])

    # -- filters --------------------------------------------------------------------------------

    def _or(self) -> _Term:
        return self._chain("||", any, lambda: self._chain("&&", all, self._basic))

    def _chain(
        self, operator: str, combine: Callable[[Any], bool], part: Callable[[], _Term]
    ) -> _Term:
        term = part()
        if not self._follows(operator):
            return term
        terms = [self._logical(term)]
        while self._follows(operator):
            self._expect(operator)
            self._skip()
            terms.append(self._logical(part()))
        return _Term(
            "logical",
            False,
            False,
            lambda current, root: combine(each.of(current, root) for each in terms),
        )

    def _basic(self) -> _Term:
        self._nested += 1
        if self._nested > _MOST_NESTED:
            raise self._error(f"more than {_MOST_NESTED} expressions in one another")
        negated = self._take("!")
        self._skip()
        if self._take("("):
            self._skip()
            term = self._logical(self._or())
            self._skip()
            self._expect(")")
        else:
            term = self._comparable()
            if not negated and self._comparison_follows():
                term = self._compared(term)
        self._nested -= 1
        if not negated:
            return term
        inner = self._logical(term)
        return _Term("logical", False, False, lambda *at: not inner.of(*at))

    def _comparison_follows(self) -> bool:
        match = _comparison(self._text, self._after_blank())
        return bool(match)

    def _compared(self, left: _Term) -> _Term:
        self._skip()
        operator = _comparison(self._text, self._pos)
        assert operator
        self._pos = operator.end()
        self._skip()
        one, other = self._value_of(left), self._value_of(self._comparable())
        compare = COMPARISONS[operator[0]]
        return _Term("logical", False, False, lambda *at: compare(one(*at), other(*at)))

    def _comparable(self) -> _Term:
        if self._text.startswith(("'", '"'), self._pos):
            return self._constant(self._string())
        if literal := _literal(self._text, self._pos):
            self._pos = literal.end()
            return self._constant(_LITERALS[literal[0]])
        if number := _number(self._text, self._pos):
            self._pos = number.end()
            text = number[0]
            return self._constant(float(text) if set(text) & set(".eE") else int(text))
        if function := _function(self._text, self._pos):
            self._pos = function.end()
            return self._call(function[1])
        if self._take("@"):
            return self._subquery(lambda current, _: current)
        if self._take("$"):
            return self._subquery(lambda _, root: root)
        raise self._error("a literal, a query or a function is expected")

    def _constant(self, value: Any) -> _Term:
        return _Term("value", False, True, lambda *_: value)

    def _subquery(self, start: Callable[[Any, Any], Any]) -> _Term:
        segments = self._segments()
        singular = all(segment.singular for segment in segments)

        def nodes(current: Any, root: Any) -> list[Node]:
            return run(segments, Node((), start(current, root)), root)

        return _Term("nodes", singular, False, nodes)

    def _call(self, name: str) -> _Term:
        if name not in FUNCTIONS:
            raise self._error(f"{name} is no function; there are {', '.join(FUNCTIONS)}")
        kinds, result, function = FUNCTIONS[name]
        arguments: list[Callable[[Any, Any], Any]] = []
        self._skip()
        while not self._take(")"):
            if arguments:
                self._expect(",")
                self._skip()
            if len(arguments) == len(kinds):
                raise self._error(f"{name} takes {len(kinds)} arguments")
            term = self._or()
            if kinds[len(arguments)] == "value":
                arguments.append(self._value_of(term))
            elif term.kind == "nodes":
                arguments.append(term.of)
            else:
                raise self._error(f"{name} takes a query")
            self._skip()
        if len(arguments) < len(kinds):
            raise self._error(f"{name} takes {len(kinds)} arguments")
        return _Term(
            result, False, False, lambda *at: function(*(argument(*at) for argument in arguments))
        )

    def _logical(self, term: _Term) -> _Term:
        """Returns a term as a condition: nodes hold when there are any."""
        if term.kind == "value":
            raise self._error("a value is no condition; compare it")
        if term.kind == "logical":
            return term
        return _Term("logical", False, False, lambda *at: bool(term.of(*at)))

    def _value_of(self, term: _Term) -> Callable[[Any, Any], Any]:
        """Returns what a term is worth in a comparison."""
        if term.kind == "value":
            return term.of
        if term.kind == "logical":
            raise self._error("a condition cannot be compared")
        if not term.singular:
            raise self._error("a query that may select many nodes cannot be compared")

        def value(current: Any, root: Any) -> Any:
            nodes = term.of(current, root)
            return nodes[0].value if nodes else NOTHING

        return value

    # -- characters -----------------------------------------------------------------------------

    def _string(self) -> str:
        quote, start = self._text[self._pos], self._pos
        self._pos += 1
        parts: list[str] = []
        while self._pos < len(self._text):
            char = self._text[self._pos]
            if char == quote:
                self._pos += 1
                return "".join(parts)
            if char == "\\":
                parts.append(self._escape(quote))
            elif char < " " or "\ud800" <= char <= "\udfff":
                raise self._error("a character that must be escaped")
            else:
                parts.append(char)
                self._pos += 1
        self._pos = start
        raise self._error("a string does not end")

    def _escape(self, quote: str) -> str:
        kind = self._text[self._pos + 1 : self._pos + 2]
        if kind == quote:
            self._pos += 2
            return quote
        if kind in ESCAPES and kind != '"':
            self._pos += 2
            return ESCAPES[kind]
        if not (unicode := _unicode(self._text, self._pos)):
            raise self._error("no such escape")
        self._pos = unicode.end()
        high, low, code = unicode.groups()
        if code:
            return chr(int(code, 16))
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))

    def _after_blank(self) -> int:
        blank = _blank(self._text, self._pos)
        return blank.end() if blank else self._pos

    def _skip(self) -> None:
        self._pos = self._after_blank()

    def _follows(self, text: str) -> bool:
        """Tells whether a text follows behind blanks, which then are skipped."""
        place = self._after_blank()
        if not self._text.startswith(text, place):
            return False
        self._pos = place
        return True

    def _take(self, text: str) -> bool:
        if not self._text.startswith(text, self._pos):
            return False
        self._pos += len(text)
        return True

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise self._error(f"{text} is expected")

    def _error(self, why: str) -> PathError:
        return PathError(why, self._text, self._pos)
