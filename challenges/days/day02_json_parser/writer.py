"""Writes any value with any options, and says what cannot be written and where it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from .errors import JSONEncodeError, Path
from .fast_writer import escaped
from .number import Number
from .options import AS_NULL, REFUSED, DumpOptions
from .whole import whole_text

_surrogate = re.compile("[\ud800-\udfff]").search
_above_ascii = re.compile(r"[^\x00-\x7e]").sub
_LITERALS = {None: "null", True: "true", False: "false"}
_NONFINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


@dataclass(slots=True)
class _Level:
    """A container that is being written, or an object that `default` stands in for.

    Attributes:
        source: It.
        items: What of it is still to be written, as (member or None, value).
        closing: What ends it.
        member: The key or index being written; None for what `default` returned.
        begun: Whether something of it is written.
    """

    source: object
    items: Iterator[tuple[str | int | None, object]]
    closing: str
    member: str | int | None = None
    begun: bool = False


class Writer:
    """Writes one value.

    Args:
        options: How to write.
    """

    def __init__(self, options: DumpOptions) -> None:
        self._options = options
        self._parts: list[str] = []
        self._stack: list[_Level] = []
        self._depth = 0  # containers that are open, without what stands in for other objects
        self._item_separator = options.item_separator.decode()
        self._key_separator = options.key_separator.decode()
        self._indent = None if options.indent is None else options.indent.decode()

    def write(self, value: object) -> str:
        """Returns the JSON text.

        Raises:
            JSONEncodeError: Something in it cannot be written.
        """
        self._value(value)
        while self._stack:
            level = self._stack[-1]
            for member, inner in level.items:
                self._begin(level, member)
                self._value(inner)
                break
            else:
                self._end()
        if self._options.newline:
            self._parts.append("\n")
        return "".join(self._parts)

    def _begin(self, level: _Level, member: str | int | None) -> None:
        """Writes what stands before an item: separator, line, key."""
        level.member = member
        if member is None:
            return
        if level.begun:
            self._parts.append(self._item_separator)
        level.begun = True
        self._line()
        if isinstance(member, str):
            self._parts.append(f"{self._quoted(member)}{self._key_separator}")

    def _enter(
        self,
        source: object,
        items: Iterator[tuple[str | int | None, object]],
        brackets: str,
    ) -> None:
        if len(self._stack) >= self._options.max_depth:
            above = {id(source), *(id(level.source) for level in self._stack)}
            raise self._error("circular" if len(above) <= len(self._stack) else "depth", source)
        self._parts.append(brackets[:1])
        self._depth += bool(brackets)
        self._stack.append(_Level(source, items, brackets[1:]))

    def _end(self) -> None:
        level = self._stack.pop()
        self._depth -= bool(level.closing)
        if level.begun:
            self._line()
        self._parts.append(level.closing)

    def _line(self) -> None:
        if self._indent is not None:
            self._parts.append("\n" + self._indent * self._depth)

    def _value(self, value: object) -> None:
        put = self._parts.append
        if isinstance(value, str):
            if _surrogate(value):
                raise self._error("lone_surrogate", value)
            put(self._quoted(value))
        elif value is None or isinstance(value, bool):
            put(_LITERALS[value])
        elif isinstance(value, int | float) or type(value) is Number:
            put(self._number(value))
        elif isinstance(value, dict):
            self._enter(value, self._members(value), "{}")
        elif isinstance(value, list):
            self._enter(value, enumerate(list.__iter__(value)), "[]")
        elif isinstance(value, tuple):
            self._enter(value, enumerate(tuple.__iter__(value)), "[]")
        elif self._options.default is None:
            raise self._error("unsupported_type", value)
        else:
            self._enter(value, _stand_in(value, self._options.default), "")

    def _quoted(self, text: str) -> str:
        inner = escaped(str.__str__(text))  # f-strings would ask a subclass for its text
        return f'"{_above_ascii(_ascii_escape, inner) if self._options.ensure_ascii else inner}"'

    def _number(self, value: int | float | Number) -> str:
        if isinstance(value, int):
            return whole_text(value)
        if isinstance(value, Number):
            return str(value)
        text = float.__repr__(value)
        if "n" not in text:  # nan, inf
            return text
        if self._options.nonfinite == REFUSED:
            raise self._error("nonfinite", value)
        return "null" if self._options.nonfinite == AS_NULL else _NONFINITE[text]

    def _members(self, members: dict[Any, object]) -> Iterator[tuple[str, object]]:
        # A copy: `default` may change the dict meanwhile.
        pairs = ((self._key(key), value) for key, value in list(members.items()))
        yield from sorted(pairs, key=self._order) if self._options.sort_keys else pairs

    @staticmethod
    def _order(member: tuple[str, object]) -> Any:
        return member[0]

    def _key(self, key: object) -> str:
        """Returns the text of a key; it may be of any type."""
        if isinstance(key, str):
            if _surrogate(key):
                raise self._key_error("lone_surrogate", key)
            return str.__str__(key)
        if self._options.coerce_keys:
            if key is None or isinstance(key, bool):
                return _LITERALS[key]
            if isinstance(key, int):
                return whole_text(key)
            if isinstance(key, float) and isfinite(key):
                return float.__repr__(key)
        raise self._key_error("bad_key", key)

    def _path(self, levels: list[_Level]) -> Path:
        return tuple(level.member for level in levels if level.member is not None)

    def _error(self, code: str, value: object) -> JSONEncodeError:
        return JSONEncodeError(code, self._path(self._stack), value)

    def _key_error(self, code: str, key: object) -> JSONEncodeError:
        # The object that has the key is the last level; its member is the one before, if any.
        return JSONEncodeError(code, self._path(self._stack[:-1]), key)


def _stand_in(value: object, default: Callable[[object], object]) -> Iterator[tuple[None, object]]:
    yield None, default(value)


def _ascii_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
