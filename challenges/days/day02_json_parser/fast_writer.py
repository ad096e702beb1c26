"""Writes usual values with default options, and gives up on everything else.

As in `fast_reader`, there is no error here, only a way out: `Odd`. The caller then writes the value
again with the exact writer, which knows what to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .fast_reader import Odd

_needs_escape = re.compile(r'["\\\x00-\x1f]').search
_escaped_char = re.compile(r'["\\\x00-\x1f]').sub

SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
_ESCAPES = {chr(code): f"\\u{code:04x}" for code in range(0x20)} | SHORT

_LITERALS = {None: "null", True: "true", False: "false"}
_WHOLES = {int}
_real = float.__repr__


def escaped(text: str) -> str:
    """Returns a text as JSON has it between quotes."""
    return _escaped_char(_escape, text) if _needs_escape(text) else text


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def write_fast(value: Any, max_depth: int) -> str:
    """Returns the JSON text of None, bool, int, float, str, and lists and dicts of them.

    Raises:
        Odd: Something is of another type, no JSON number, or nested deeper than max_depth.
    """
    return _FastWriter(max_depth).write(value)


class _FastWriter:
    def __init__(self, max_depth: int) -> None:
        self._max_depth = max_depth
        self._parts: list[str] = []
        self._keys: dict[str, str] = {}

    def write(self, value: Any) -> str:
        items: Iterator[Any] = iter((value,))
        stack: list[tuple[Iterator[Any], bool]] = []
        in_dict = False
        comma = ""
        while True:
            inner = (self._members if in_dict else self._elements)(items, comma)
            if inner is not None:
                if len(stack) >= self._max_depth:
                    raise Odd
                stack.append((items, in_dict))
                in_dict = inner.__class__ is dict
                items = iter(inner.items() if in_dict else inner)
                comma = ""
                continue
            if not stack:
                return "".join(self._parts)
            self._parts.append("}" if in_dict else "]")
            items, in_dict = stack.pop()
            comma = ","

    def _elements(self, items: Iterator[Any], comma: str) -> Any:
        """Writes elements; returns the first that is a container, or None when all are written."""
        put = self._parts.append
        for value in items:
            kind = value.__class__
            if kind is str:
                put(f'{comma}"{escaped(value) if _needs_escape(value) else value}"')
            elif kind is list or kind is dict:
                flat = _flat(value)
                if flat is None:
                    put(f"{comma}[" if kind is list else f"{comma}{{")
                    return value
                put(f"{comma}{flat}")
            else:
                put(f"{comma}{_scalar(value)}")
            comma = ","
        return None

    def _members(self, items: Iterator[tuple[Any, Any]], comma: str) -> Any:
        """Writes members; returns the first value that is a container, or None at the end."""
        put, keys = self._parts.append, self._keys
        for key, value in items:
            name = keys.get(key) or self._key(key)
            kind = value.__class__
            if kind is str:
                put(f'{comma}{name}"{escaped(value) if _needs_escape(value) else value}"')
            elif kind is int:
                put(f"{comma}{name}{value!r}")
            elif kind is list or kind is dict:
                flat = _flat(value)
                if flat is None:
                    put(f"{comma}{name}[" if kind is list else f"{comma}{name}{{")
                    return value
                put(f"{comma}{name}{flat}")
            else:
                put(f"{comma}{name}{_scalar(value)}")
            comma = ","
        return None

    def _key(self, key: object) -> str:
        # A key of a type of its own may be equal to a str and yet be written otherwise.
        if key.__class__ is not str:
            raise Odd
        name = self._keys[key] = f'"{escaped(key)}":'
        return name


def _flat(container: Any) -> str | None:
    """Returns the text of a container without containers, if that is known at a glance."""
    if container.__class__ is dict or not container:
        return None
    first = container[0].__class__
    if first is float:
        try:
            text = ",".join(map(_real, container))
        except TypeError:
            return None
        if "n" not in text:  # nan, inf
            return f"[{text}]"
    elif first is int and set(map(type, container)) == _WHOLES:
        return f"[{','.join(map(repr, container))}]"
    return None


def _scalar(value: Any) -> str:
    kind = value.__class__
    if kind is int:
        return repr(value)
    if kind is float:
        text = _real(value)
        if "n" in text:
            raise Odd
        return text
    if value is None or kind is bool:
        return _LITERALS[value]
    raise Odd
